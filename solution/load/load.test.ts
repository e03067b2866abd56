import { spawnSync } from 'node:child_process';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { contactPolicy } from '@dunlin/shared/tables/policy';
import { loadRows, resolver } from './load-rows.ts';
import { loadTeams } from './people.ts';
import { webApi, WebApiError } from './web-api.ts';

type Answer = { status: number; body?: unknown; headers?: Record<string, string> };

/** Answers what the test says, in turn, and keeps what it was asked. */
class ScriptedServer {
  readonly asked: string[] = [];
  readonly #answers: Answer[];
  readonly #server: Server;

  constructor(answers: Answer[]) {
    this.#answers = answers;
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const condition = request.headers['if-none-match'] ?? request.headers['if-match'];
    const parts = [
      request.method,
      decodeURIComponent((request.url ?? '').replace('/api/data/v9.2/', '')),
      ...(request.headers['if-none-match'] === undefined ? [] : [`if none match ${condition}`]),
      ...(request.headers['if-match'] === undefined ? [] : [`if match ${condition}`]),
      ...(chunks.length === 0 ? [] : [Buffer.concat(chunks).toString()]),
    ];
    this.asked.push(parts.join(' '));
    const { status, body, headers } = this.#answers.shift() ?? { status: 500 };
    response.writeHead(status, headers);
    response.end(body === undefined ? undefined : JSON.stringify(body));
  }

  async start(): Promise<string> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.close();
  }
}

const exists: Answer = { status: 412, body: { error: { code: '0x80060892', message: 'exists' } } };
const written: Answer = { status: 204 };

it('takes no token from the command line, where everybody on the machine could read it', () => {
  const load = fileURLToPath(new URL('../load.ts', import.meta.url));
  const env = { PATH: process.env['PATH'] };
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, [load, '--url', 'http://127.0.0.1:9', ...args], { env, encoding: 'utf8' });
  expect(run('--token', 'secret').stderr).toContain("Unknown option '--token'");
  const { status, stderr } = run();
  expect([status, stderr.split('\n')[0]]).toEqual([
    2,
    'Usage: npm run solution:load -- --url https://<org>.crm4.dynamics.com --token-command "<command>" [options]',
  ]);
});

describe('loading rows', () => {
  let server: ScriptedServer;
  afterEach(() => server.stop());

  async function loadTwo(answers: Answer[], overwrite: boolean) {
    server = new ScriptedServer(answers);
    const api = webApi(await server.start(), 'token');
    const rows = [
      { dun_code: 'standard', dun_windowstart: '09:00' },
      { dun_code: 'late', dun_windowstart: '12:00' },
    ];
    return loadRows(api, { table: contactPolicy, rows }, { overwrite, resolve: resolver(api) });
  }

  it('creates what is missing and leaves what is there as it is', async () => {
    expect(await loadTwo([exists, written], false)).toEqual({ created: 1, updated: 0, kept: 1 });
    expect(server.asked).toEqual([
      'PATCH dun_contactpolicies(dun_code=\'standard\') if none match * {"dun_windowstart":"09:00"}',
      'PATCH dun_contactpolicies(dun_code=\'late\') if none match * {"dun_windowstart":"12:00"}',
    ]);
  });

  it('sets what is there back when told to', async () => {
    expect(await loadTwo([exists, written, written], true)).toEqual({ created: 1, updated: 1, kept: 0 });
    expect(server.asked[1]).toBe(
      'PATCH dun_contactpolicies(dun_code=\'standard\') if match * {"dun_windowstart":"09:00"}',
    );
  });

  it('waits when asked to, then goes on', async () => {
    const busy: Answer = { status: 429, headers: { 'Retry-After': '0' } };
    expect(await loadTwo([busy, busy, written, written], false)).toMatchObject({ created: 2 });
  });

  it('stops with the service’s own words at anything else', async () => {
    const refused: Answer = { status: 403, body: { error: { code: '0x80040220', message: 'no privilege' } } };
    const loading = loadTwo([refused], false);
    await expect(loading).rejects.toBeInstanceOf(WebApiError);
    await expect(loading).rejects.toThrow('403 0x80040220 no privilege');
  });
});

describe('loading teams', () => {
  const unit = '11111111-1111-1111-1111-111111111111';
  const team = '22222222-2222-2222-2222-222222222222';
  let server: ScriptedServer;
  afterEach(() => server.stop());

  it('makes a team in the root unit and gives it its roles, which it may have already, and their columns', async () => {
    server = new ScriptedServer([
      { status: 200, body: { BusinessUnitId: unit, UserId: 'me' } },
      { status: 200, body: { value: [] } },
      { status: 204, headers: { 'OData-EntityId': `http://x/api/data/v9.2/teams(${team})` } },
      { status: 412, body: { error: { code: '0x80040237', message: 'Cannot insert duplicate key.' } } },
      { status: 204 },
    ]);
    const api = webApi(await server.start(), 'token');
    const teams = [{ name: 'Dunlin DEMO', description: 'Owns.', roles: ['Dunlin Collector'] }];
    expect(await loadTeams(api, teams)).toBe(1);
    expect(server.asked[2]).toContain(`"businessunitid@odata.bind":"/businessunits(${unit})"`);
    expect(server.asked[3]).toContain(`teams(${team})/teamroles_association/$ref`);
    expect(server.asked[3]).toContain('roles(5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e0001)');
    expect(server.asked[4]).toContain(`teams(${team})/teamprofiles_association/$ref`);
    expect(server.asked[4]).toContain('fieldsecurityprofiles(5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e0201)');
  });

  it('refuses a role nobody declared', async () => {
    server = new ScriptedServer([
      { status: 200, body: { BusinessUnitId: unit, UserId: 'me' } },
      { status: 200, body: { value: [{ teamid: team }] } },
    ]);
    const api = webApi(await server.start(), 'token');
    await expect(loadTeams(api, [{ name: 'x', description: '', roles: ['Dunlin Emperor'] }])).rejects.toThrow(
      'There is no role "Dunlin Emperor"',
    );
  });
});
