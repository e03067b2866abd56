/** Managed identity under a local clock: tokens live and expire by it, also when it leaps by months. */
import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HostHome } from './fixtures/host-process.ts';
import type { HostProcess } from './fixtures/host-process.ts';

let identity: Server;
let asked: IncomingMessage[] = [];
/** The endpoint's clock, as the test sets it: tokens live an hour by it. */
let endpointNow = '';
let host: HostProcess;

beforeEach(async () => {
  asked = [];
  identity = createServer((request, response) => {
    asked.push(request);
    const resource = new URL(request.url ?? '', 'http://localhost').searchParams.get('resource');
    const expiresOn = String(Date.parse(endpointNow) / 1000 + 3600);
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        access_token: `token ${asked.length}`,
        expires_on: expiresOn,
        resource,
        token_type: 'Bearer',
      }),
    );
  });
  await new Promise<void>((resolve) => identity.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  await host.end('SIGKILL');
  identity.close();
});

it('keeps a token for its hour in 2013 and asks anew after the clock leaps to another season', async () => {
  const { port } = identity.address() as AddressInfo;
  const home = new HostHome('identity-app', {
    IDENTITY_ENDPOINT: `http://127.0.0.1:${port}/_local/identity/token`,
    IDENTITY_HEADER: 'the secret',
  });
  const moveTo = (instant: string) => {
    endpointNow = instant;
    home.setClock(instant);
  };
  const token = async () =>
    (await (await fetch(`${host.url}/api/token`)).json()) as { token: string; expiresOn: string };

  moveTo('2013-03-01T08:00:00Z');
  host = await home.start();
  expect(await token()).toEqual({ token: 'token 1', expiresOn: anHourAfter('2013-03-01T08') });
  expect(asked[0]?.headers['x-identity-header']).toBe('the secret');
  expect(asked[0]?.url).toContain('resource=https%3A%2F%2Forg.crm4.dynamics.com');

  moveTo('2013-03-01T08:30:00Z');
  await host.clockMoved();
  expect((await token()).token).toBe('token 1');

  moveTo('2013-08-20T08:00:00Z');
  await host.clockMoved();
  expect(await token()).toEqual({ token: 'token 2', expiresOn: anHourAfter('2013-08-20T08') });
  expect(asked.length).toBe(2);
});

/** The library reckons in whole seconds from when it asked, and rounds: one second less is right as well. */
function anHourAfter(hour: string): unknown {
  const [day, from = ''] = hour.split('T');
  const until = String(Number(from) + 1).padStart(2, '0');
  return expect.stringMatching(new RegExp(`^${day}T(${from}:59:59|${until}:00:00)\\.000Z$`));
}
