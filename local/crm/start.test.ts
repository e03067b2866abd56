/** The CRM's server in front of a local Dataverse with a small made-up solution. */
import { createServer, request, type Server } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { writeClockFile } from '../clock.ts';
import { startTestServer, type TestServer } from '../dataverse/fixtures/server.ts';
import { startCrm } from './start.ts';

let dataverse: TestServer;
let folder: string;
let clock: string;
let crm: Awaited<ReturnType<typeof startCrm>>;
let root: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'crm-'));
  clock = join(folder, 'clock.json');
  writeClockFile(clock, 0);
  dataverse = await startTestServer({ clock });
  const admin = await dataverse.as('admin@local');
  const role = (await admin.get("roles?$filter=name eq 'Own Invoices'")).first['roleid'] as string;
  const unit = (await admin.get('businessunits')).first['businessunitid'] as string;
  const id = await admin.create('systemusers', {
    domainname: 'anna@local',
    firstname: 'Anna',
    lastname: '<b>Agent</b>',
    azureactivedirectoryobjectid: crypto.randomUUID(),
    'businessunitid@odata.bind': `/businessunits(${unit})`,
  });
  await admin.send('POST', `systemusers(${id})/systemuserroles_association/$ref`, {
    '@odata.id': `${admin.base}roles(${role})`,
  });
  crm = await start();
  root = `http://127.0.0.1:${crm.port}`;
});

afterAll(async () => {
  await crm.stop();
  await dataverse.stop();
  rmSync(folder, { recursive: true, force: true });
});

function start(more: Partial<Parameters<typeof startCrm>[0]> = {}): ReturnType<typeof startCrm> {
  return startCrm({
    port: 0,
    data: join(folder, 'crm'),
    clock,
    dataverse: `http://127.0.0.1:${dataverse.port}`,
    ...more,
  });
}

async function signIn(user: string, at = root): Promise<string> {
  const response = await fetch(`${at}/signin`, {
    method: 'POST',
    headers: { origin: at, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ user }),
    redirect: 'manual',
  });
  expect([response.status, response.headers.get('location')]).toEqual([303, '/main.aspx']);
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

const api = (path: string, cookie: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${root}/api/data/v9.2/${path}`, { ...init, headers: { cookie, origin: root, ...init.headers } });

describe('signing in', () => {
  it('lists the people with their roles, as text', async () => {
    const page = await (await fetch(`${root}/signin`)).text();
    expect(page).toContain('Local Administrator');
    expect(page).toContain('System Administrator');
    expect(page).toContain('Anna &lt;b&gt;Agent&lt;/b&gt;');
    expect(page).toContain('Own Invoices');
    // The application user signs in nowhere.
    expect(page).not.toContain('app@local');
  });

  it('speaks the browser’s language before anybody is known', async () => {
    const response = await fetch(`${root}/signin`, { headers: { 'accept-language': 'pl-PL,pl;q=0.9' } });
    const page = await response.text();
    expect(page).toContain('<html lang="pl">');
    expect(page).toContain('<h1>Lokalny CRM</h1>');
  });

  it('comes before every page', async () => {
    const response = await fetch(`${root}/main.aspx?etn=account`, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/signin']);
    expect((await fetch(`${root}/api/data/v9.2/WhoAmI`)).status).toBe(401);
  });

  it('gives a cookie scripts cannot read and other sites cannot use', async () => {
    const response = await fetch(`${root}/signin`, {
      method: 'POST',
      headers: { origin: root },
      body: new URLSearchParams({ user: 'anna@local' }),
      redirect: 'manual',
    });
    expect(response.headers.get('set-cookie')).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
  });

  it('refuses people who are not there', async () => {
    const response = await fetch(`${root}/signin`, {
      method: 'POST',
      headers: { origin: root },
      body: new URLSearchParams({ user: 'app@local' }),
    });
    expect(response.status).toBe(400);
  });

  it('cannot be forged, and ends with sign-out', async () => {
    const cookie = await signIn('anna@local');
    const [name, value = ''] = cookie.split('=');
    const forged = `${name}=${Buffer.from('admin@local').toString('base64url')}.${value.split('.')[1] ?? ''}`;
    expect((await api('WhoAmI', forged)).status).toBe(401);
    const out = await fetch(`${root}/signout`, { method: 'POST', headers: { cookie, origin: root } });
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0');
  });

  it('outlives a restart of the CRM on its port', async () => {
    const first = await start();
    const at = `http://127.0.0.1:${first.port}`;
    const cookie = await signIn('anna@local', at);
    await first.stop();
    const second = await start({ port: first.port });
    expect((await fetch(`${at}/_crm/state`, { headers: { cookie } })).status).toBe(200);
    await second.stop();
  });
});

describe('the Web API', () => {
  it('answers as the user who is signed in, with that user’s rights', async () => {
    const anna = await signIn('anna@local');
    const admin = await signIn('admin@local');
    const created = await api('tst_invoices', admin, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ tst_name: 'of the administrator' }),
    });
    expect(created.status).toBe(204);
    const count = async (cookie: string): Promise<string> =>
      (await api('tst_invoices/$count', cookie)).text();
    expect([await count(admin), await count(anna)]).toEqual(['1', '0']);
    const refused = await api('accounts', anna);
    expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining('prvReadAccount')]);
  });

  it('keeps links on the CRM’s own address', async () => {
    const cookie = await signIn('admin@local');
    const response = await api('tst_policies', cookie, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ tst_name: 'one' }),
    });
    expect(response.headers.get('odata-entityid')).toMatch(
      new RegExp(`^${root}/api/data/v9.2/tst_policies\\(`),
    );
  });

  it('cannot be told from outside who asks', async () => {
    const cookie = await signIn('anna@local');
    const { token } = await dataverse.as('admin@local');
    const response = await api('WhoAmI', cookie, { headers: { authorization: `Bearer ${token}` } });
    const own = (await (await api('WhoAmI', cookie)).json()) as { UserId: string };
    expect(((await response.json()) as { UserId: string }).UserId).toBe(own.UserId);
  });

  it('passes on preconditions and their failures', async () => {
    const cookie = await signIn('admin@local');
    const { value } = (await (await api('tst_policies?$top=1', cookie)).json()) as {
      value: readonly { tst_policyid: string }[];
    };
    const changed = await api(`tst_policies(${value[0]?.tst_policyid ?? ''})`, cookie, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', 'if-match': 'W/"1"' },
      body: JSON.stringify({ tst_name: 'two' }),
    });
    expect(changed.status).toBe(412);
  });

  it('goes on after days were skipped, when tokens have ended', async () => {
    const cookie = await signIn('anna@local');
    expect((await api('WhoAmI', cookie)).status).toBe(200);
    writeClockFile(clock, 30 * 24 * 3_600_000);
    await fetch(`http://127.0.0.1:${dataverse.port}/_local/clock`, { method: 'POST' });
    expect((await api('WhoAmI', cookie)).status).toBe(200);
  });

  it('says so when the Dataverse is gone', async () => {
    const alone = await start({ dataverse: 'http://127.0.0.1:9' });
    const response = await fetch(`http://127.0.0.1:${alone.port}/signin`);
    expect([response.status, await response.json()]).toEqual([
      503,
      { error: { code: 'LOCAL_UNREACHABLE', message: 'The local Dataverse does not answer.' } },
    ]);
    await alone.stop();
  });
});

describe('pages of other sites', () => {
  it('cannot change anything here', async () => {
    const cookie = await signIn('admin@local');
    for (const origin of ['http://evil.example', 'null', `http://127.0.0.1:${crm.port + 1}`]) {
      const response = await fetch(`${root}/api/data/v9.2/tst_policies`, {
        method: 'POST',
        headers: { cookie, origin, 'content-type': 'application/json' },
        body: '{}',
      });
      expect([origin, response.status]).toEqual([origin, 403]);
    }
    const without = await fetch(`${root}/signout`, { method: 'POST', headers: { cookie } });
    expect(without.status).toBe(403);
  });

  it('cannot reach it under a name of their own', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const asked = request(
        { port: crm.port, host: '127.0.0.1', path: '/signin', headers: { host: 'evil.example' } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      asked.once('error', reject).end();
    });
    expect(status).toBe(403);
  });
});

describe('the page and its files', () => {
  it('run scripts of this server only', async () => {
    const cookie = await signIn('anna@local');
    const response = await fetch(`${root}/main.aspx`, { headers: { cookie } });
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-src 'none'");
    expect(await response.text()).not.toMatch(/<script(?![^>]*\ssrc=)/);
  });

  it('bring all they need from this server', async () => {
    const cookie = await signIn('anna@local');
    const page = await (await fetch(`${root}/main.aspx`, { headers: { cookie } })).text();
    const addresses = [...page.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, address]) => address ?? '');
    expect(addresses.length).toBeGreaterThanOrEqual(7);
    for (const address of [...addresses, '/fonts/fabric-icons-a13498cf.woff']) {
      const response = await fetch(root + address);
      expect([address, response.status]).toEqual([address, 200]);
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it('are those there are and no others', async () => {
    for (const path of ['/fonts/..%2f..%2fpackage.json', '/app/../main.ts', '/lib/x.js', '/nothing']) {
      expect([path, (await fetch(root + path)).status]).toEqual([path, 404]);
    }
  });
});

describe('the next day', () => {
  it('is not offered when nobody can run it', async () => {
    const cookie = await signIn('anna@local');
    const state: unknown = await (await fetch(`${root}/_crm/state`, { headers: { cookie } })).json();
    expect(state).toEqual({ now: expect.stringMatching(/^\d{4}-.*Z$/) as unknown });
    const refused = await fetch(`${root}/_crm/next-day`, {
      method: 'POST',
      headers: { cookie, origin: root },
    });
    expect(refused.status).toBe(404);
  });

  it('is asked of the supervisor with its key', async () => {
    const asked: string[] = [];
    let running = false;
    const supervisor: Server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url} ${String(request.headers['x-supervisor-key'])}`);
      const began = request.method === 'POST' && !running;
      if (began) running = true;
      response
        .writeHead(request.method === 'GET' ? 200 : began ? 202 : 409)
        .end(JSON.stringify({ running, date: '2025-01-02' }));
    });
    await new Promise<void>((resolve) => supervisor.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(supervisor.address() as AddressInfo).port}`;
    const other = await start({ supervisor: { address, key: 'k1' } });
    const at = `http://127.0.0.1:${other.port}`;
    const headers = { cookie: await signIn('anna@local', at), origin: at };
    const press = async (): Promise<number> =>
      (await fetch(`${at}/_crm/next-day`, { method: 'POST', headers })).status;
    expect([await press(), await press()]).toEqual([202, 409]);
    const state = (await (await fetch(`${at}/_crm/state`, { headers })).json()) as { day: object };
    expect(state.day).toEqual({ running: true, date: '2025-01-02' });
    expect(asked).toEqual(['POST /day k1', 'POST /day k1', 'GET /day k1']);
    await other.stop();
    supervisor.close();
  });
});
