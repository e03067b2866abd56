/** `/_local/`: the machine's own endpoints. They show the state, move the clock, and sign people and the app in. */
import type { IncomingMessage } from 'node:http';
import type { LocalClock } from '../../clock.ts';
import { asksThisMachine } from '../../loopback.ts';
import { toInstant } from '../engine.ts';
import type { Counters } from '../limits/counters.ts';
import type { Tokens } from '../security/tokens.ts';
import type { Outbox } from '../steps/outbox.ts';
import type { Store } from '../store/store.ts';
import { badRequest } from '../errors.ts';
import { emptyResponse, jsonResponse, type WebResponse } from './http.ts';
import type { Trace } from './trace.ts';

export interface Control {
  readonly store: Store;
  readonly outbox: Outbox;
  readonly counters: Counters;
  readonly clock: LocalClock;
  readonly tokens: Tokens;
  readonly appId: string;
  readonly identityHeader: string;
  readonly trace: Trace;
  readonly environment: {
    /** Empties it: what is left is what a new folder begins with. */
    reset(): void;
    snapshot(name: string): void;
    /** False when there is no such snapshot. */
    restore(name: string): boolean;
  };
  /** API requests not answered yet. */
  inFlight: number;
}

export async function answerControl(control: Control, message: IncomingMessage): Promise<WebResponse> {
  if (!asksThisMachine(message)) {
    const reason = 'Only 127.0.0.1 and localhost are served.';
    return jsonResponse(403, { error: { code: 'LOCAL_FOREIGN_HOST', message: reason } });
  }
  const url = new URL(message.url ?? '/', 'http://localhost');
  const operation = `${message.method} ${url.pathname}`;
  switch (operation) {
    case 'GET /_local/state':
      return jsonResponse(200, stateOf(control));
    case 'POST /_local/clock':
      control.clock.reload();
      return emptyResponse(204);
    case 'POST /_local/reset':
      control.environment.reset();
      return emptyResponse(204);
    case 'POST /_local/snapshot':
      control.environment.snapshot(snapshotName(url.searchParams));
      return emptyResponse(204);
    case 'POST /_local/restore':
      return restored(control, snapshotName(url.searchParams));
    case 'GET /_local/trace':
      return jsonResponse(200, { requests: control.trace.last() });
    case 'DELETE /_local/trace':
      control.trace.clear();
      return emptyResponse(204);
    case 'GET /_local/token':
      return personToken(control, url.searchParams.get('user') ?? '');
    case 'GET /_local/identity/token':
      return identityToken(control, message, url.searchParams);
    default:
      return jsonResponse(404, { error: { code: 'LOCAL_UNKNOWN', message: `There is no ${operation}.` } });
  }
}

function restored({ environment }: Control, name: string): WebResponse {
  if (environment.restore(name)) return emptyResponse(204);
  return jsonResponse(404, { error: { code: 'LOCAL_UNKNOWN', message: `There is no snapshot '${name}'.` } });
}

/** One name is enough for most; it becomes part of a file's. */
function snapshotName(query: URLSearchParams): string {
  const name = query.get('name') ?? 'default';
  if (!/^[\w-]{1,100}$/.test(name)) throw badRequest(`'${name}' cannot be the name of a snapshot.`);
  return name;
}

function stateOf({ outbox, counters, clock, inFlight }: Control): unknown {
  const pendingPostings = outbox.pending();
  return {
    quiet: pendingPostings === 0 && inFlight === 0,
    pendingPostings,
    now: toInstant(clock.now()),
    counters: counters.values(),
  };
}

/** A token for a seeded or created person, by domain name. */
async function personToken({ store, tokens }: Control, domainName: string): Promise<WebResponse> {
  const user = store.database.get(
    'SELECT azureactivedirectoryobjectid AS oid, applicationid AS appid FROM systemuser WHERE domainname = ?',
    [domainName],
  );
  if (user === undefined) {
    return jsonResponse(404, {
      error: { code: 'LOCAL_UNKNOWN', message: `There is no user '${domainName}'.` },
    });
  }
  const { appid, oid } = user;
  const claims = typeof appid === 'string' ? { appid } : { oid: String(oid) };
  const { token, expiresOn } = await tokens.sign(claims);
  return jsonResponse(200, { access_token: token, expires_on: String(expiresOn), token_type: 'Bearer' });
}

/** The endpoint a managed identity asks on App Service, for the application user. */
async function identityToken(
  { tokens, appId, identityHeader }: Control,
  message: IncomingMessage,
  query: URLSearchParams,
): Promise<WebResponse> {
  if (message.headers['x-identity-header'] !== identityHeader) {
    return jsonResponse(401, {
      error: { code: 'LOCAL_IDENTITY', message: 'The X-IDENTITY-HEADER is missing or wrong.' },
    });
  }
  const resource = query.get('resource');
  if (resource === null || query.get('api-version') !== '2019-08-01') {
    return jsonResponse(400, {
      error: { code: 'LOCAL_IDENTITY', message: 'resource and api-version=2019-08-01 are needed.' },
    });
  }
  const clientId = query.get('client_id');
  if (clientId !== null && clientId.toLowerCase() !== appId) {
    return jsonResponse(400, {
      error: { code: 'LOCAL_IDENTITY', message: `There is no identity with the client id ${clientId}.` },
    });
  }
  const { token, expiresOn } = await tokens.sign({ appid: appId });
  return jsonResponse(200, {
    access_token: token,
    client_id: appId,
    expires_on: String(expiresOn),
    resource,
    token_type: 'Bearer',
  });
}
