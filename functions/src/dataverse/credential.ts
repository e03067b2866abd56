import { DefaultAzureCredential, ManagedIdentityCredential, type TokenCredential } from '@azure/identity';
import type { TokenSource } from './traffic.ts';

/** A token is renewed this long before it ends, so that none ends on its way. */
const renewBeforeEndMs = 5 * 60_000;

/**
 * Tokens for Dataverse: of the app's managed identity where there is one (Azure sets IDENTITY_ENDPOINT), else of
 * whatever @azure/identity finds, such as a developer's sign-in.
 *
 * @param url the environment, such as `https://contoso.crm4.dynamics.com/`
 */
export function dataverseTokens(url: string, environment: NodeJS.ProcessEnv = process.env): TokenSource {
  const clientId = environment['AZURE_CLIENT_ID'];
  const credential =
    environment['IDENTITY_ENDPOINT'] === undefined
      ? new DefaultAzureCredential()
      : clientId === undefined
        ? new ManagedIdentityCredential()
        : new ManagedIdentityCredential({ clientId });
  return cachedTokens(credential, `${new URL(url).origin}/.default`);
}

/**
 * Keeps a token until shortly before its end, or until Dataverse refuses it. Callers that ask at the same time share
 * one request. The managed identity's own cache stands behind this one and may give a refused token again.
 */
export function cachedTokens(credential: TokenCredential, scope: string): TokenSource {
  let current: { token: string; renewAtMs: number } | undefined;
  let renewal: Promise<string> | undefined;
  const renew = async () => {
    try {
      const fresh = await credential.getToken(scope);
      if (fresh === null) throw new Error(`No token for ${scope}`);
      current = { token: fresh.token, renewAtMs: fresh.expiresOnTimestamp - renewBeforeEndMs };
      return fresh.token;
    } finally {
      renewal = undefined;
    }
  };
  return async (refused) => {
    if (current !== undefined && current.token !== refused && Date.now() < current.renewAtMs)
      return current.token;
    renewal ??= renew();
    return renewal;
  };
}
