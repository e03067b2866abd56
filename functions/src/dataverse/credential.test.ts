import { cachedTokens, dataverseTokens } from './credential.ts';
import { json, startScriptedServer } from './test/scripted-server.ts';

const minutes = 60_000;

/** A credential whose tokens are numbered and live as long as the test says. */
function numberedTokens(livesMs: number) {
  let asked = 0;
  return {
    get asked() {
      return asked;
    },
    getToken: async () => {
      asked += 1;
      await new Promise((resolve) => setTimeout(resolve, 10));
      return { token: `token ${asked}`, expiresOnTimestamp: Date.now() + livesMs };
    },
  };
}

it('asks once for all who want a token at the same time, and keeps it', async () => {
  const credential = numberedTokens(60 * minutes);
  const getToken = cachedTokens(credential, 'scope');
  expect(await Promise.all([getToken(), getToken(), getToken()])).toEqual(['token 1', 'token 1', 'token 1']);
  expect(await getToken()).toBe('token 1');
  expect(credential.asked).toBe(1);
});

it('renews a token five minutes before it ends', async () => {
  const credential = numberedTokens(4 * minutes);
  const getToken = cachedTokens(credential, 'scope');
  expect(await getToken()).toBe('token 1');
  expect(await getToken()).toBe('token 2');
});

it('renews a refused token once, however many were refused with it', async () => {
  const credential = numberedTokens(60 * minutes);
  const getToken = cachedTokens(credential, 'scope');
  const refused = await getToken();
  expect(await Promise.all([getToken(refused), getToken(refused)])).toEqual(['token 2', 'token 2']);
  expect(await getToken(refused)).toBe('token 2');
});

it('asks again after a failure, and never keeps it', async () => {
  let asked = 0;
  const getToken = cachedTokens(
    {
      getToken: async () => {
        asked += 1;
        if (asked === 1) throw new Error('The identity endpoint is not there');
        return { token: 'token', expiresOnTimestamp: Date.now() + 60 * minutes };
      },
    },
    'scope',
  );
  await expect(getToken()).rejects.toThrow('The identity endpoint is not there');
  expect(await getToken()).toBe('token');
});

describe('the managed identity', () => {
  const before = { ...process.env };
  afterEach(() => {
    process.env = { ...before };
  });

  it('signs in at the endpoint Azure names, for our environment only', async () => {
    const server = await startScriptedServer(() =>
      json({
        access_token: 'a token of the managed identity',
        expires_on: String(Math.floor(Date.now() / 1000) + 3600),
        resource: 'https://contoso.crm4.dynamics.com',
        token_type: 'Bearer',
      }),
    );
    try {
      // @azure/identity reads the endpoint from the process, as Azure sets it.
      process.env['IDENTITY_ENDPOINT'] = `${server.url}_local/identity/token`;
      process.env['IDENTITY_HEADER'] = 'secret';
      delete process.env['AZURE_CLIENT_ID'];
      const getToken = dataverseTokens('https://contoso.crm4.dynamics.com/main.aspx');
      expect(await getToken()).toBe('a token of the managed identity');
      expect(server.seen[0]?.url).toContain('resource=https://contoso.crm4.dynamics.com');
      expect(server.seen[0]?.headers['x-identity-header']).toBe('secret');
    } finally {
      await server.stop();
    }
  });
});
