/** The host as the supervisor runs it: a process that loads a compiled app (here an ESM one) and answers over HTTP. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { HostHome } from './fixtures/host-process.ts';
import type { HostProcess } from './fixtures/host-process.ts';
import { Process, until } from './fixtures/process.ts';

const nightly = { NIGHTLY_SCHEDULE: '0 0 2 * * *' };
const hosts: HostProcess[] = [];

async function started(home = new HostHome('esm-app', nightly), port = 0): Promise<HostProcess> {
  const host = await home.start(port);
  hosts.push(host);
  return host;
}

afterEach(async () => {
  await Promise.all(hosts.splice(0).map((host) => host.end('SIGKILL')));
});

describe('HTTP triggers', () => {
  it('give the function parameters, query, headers and body, and the caller its answer', async () => {
    const { url, ready } = await started();
    const answer = await fetch(`${url}/api/customers/C%2F1?dry=true`, {
      method: 'POST',
      headers: { 'x-functions-key': ready.functionKey, 'x-asked': 'this' },
      body: JSON.stringify({ name: 'Őri Kft' }),
    });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('x-test')).toBe('yes');
    expect(await answer.json()).toEqual({
      id: 'C/1',
      dry: 'true',
      header: 'this',
      body: { name: 'Őri Kft' },
    });
  });

  it('open to the key their level asks for', async () => {
    const { url, ready } = await started();
    const post = async (query: string) =>
      (await fetch(`${url}/api/customers/1${query}`, { method: 'POST', body: '{}' })).status;
    expect(await post('')).toBe(401);
    expect(await post('?code=guessed')).toBe(401);
    expect(await post(`?code=${ready.functionKey}`)).toBe(201);
    expect((await fetch(`${url}/api/secret?code=${ready.functionKey}`)).status).toBe(401);
  });

  it('keep their keys over a restart, and the master key opens all', async () => {
    const home = new HostHome('esm-app', nightly);
    const first = await started(home);
    await first.end();
    const second = await started(home);
    expect(second.ready.functionKey).toBe(first.ready.functionKey);
    const opened = await fetch(`${second.url}/api/secret`, {
      headers: { 'x-functions-key': home.keys().master },
    });
    expect(await opened.text()).toBe('opened');
  });

  it('answer 204 for nothing, 404 for unknown paths and methods, and prefer literal routes', async () => {
    const { url } = await started();
    expect((await fetch(`${url}/api/silent`)).status).toBe(204);
    expect((await fetch(`${url}/api/nowhere`)).status).toBe(404);
    expect((await fetch(`${url}/api/silent`, { method: 'POST' })).status).toBe(404);
    expect(await (await fetch(`${url}/api/customers/newest`)).text()).toBe('the newest');
  });

  it('answer 500 when the function fails, whose stack is logged, and the host goes on', async () => {
    const host = await started();
    expect((await fetch(`${host.url}/api/fails`)).status).toBe(500);
    await until(() => host.stderr.includes('main.js'), 'the stack');
    expect(host.stderr).toMatch(/^\d\d:\d\d:\d\d error fails: failed: Error: nothing works\n +at /);
    expect((await fetch(`${host.url}/api/silent`)).status).toBe(204);
  });
});

describe('the local clock', () => {
  it('is the time of the app, of its log and of its timers, and moves when told to', async () => {
    const home = new HostHome('esm-app', nightly);
    home.setClock('2013-03-01T01:30:00Z');
    const host = await started(home);
    expect(await (await fetch(`${host.url}/api/now`)).text()).toContain('2013-03-01T01:3');
    expect(await host.state()).toEqual({
      quiet: true,
      running: 0,
      finished: 1,
      nextTimerAt: '2013-03-01T02:00:00.000Z',
    });

    home.setClock('2013-03-01T02:00:00Z');
    expect(await host.clockMoved()).toBe(204);
    await host.quiet();
    expect(home.journal()).toMatchObject([{ name: 'nightly', isPastDue: false }]);
    expect(home.journal()[0]?.['at']).toContain('2013-03-01T02:0');
    expect(host.stdout).toMatch(/\n02:0\d:\d\d information nightly: nightly run\n/);
    expect((await host.state()).nextTimerAt).toBe('2013-03-02T02:00:00.000Z');
  });

  it('fires a timer by itself, ticking on', async () => {
    const home = new HostHome('esm-app', nightly);
    home.setClock('2013-03-01T01:00:00Z');
    const host = await started(home);
    home.setClock('2013-03-01T01:59:58Z');
    await host.clockMoved();
    await until(() => home.journal().length === 1, 'the timer');
    expect(home.journal()).toMatchObject([{ name: 'nightly', isPastDue: false }]);
    await host.quiet();
  });

  it('never lets the host be quiet with a timer due or running', async () => {
    const home = new HostHome('esm-app', nightly);
    home.hold();
    home.setClock('2013-03-01T01:00:00Z');
    const host = await started(home);
    home.setClock('2013-03-09T02:00:00Z');
    await host.clockMoved();
    expect(await host.state()).toMatchObject({
      quiet: false,
      running: 1,
      finished: 0,
      nextTimerAt: '2013-03-10T02:00:00.000Z',
    });
    home.letGo();
    await host.quiet();
    expect(await host.state()).toMatchObject({ running: 0, finished: 1 });
    expect(home.journal()).toMatchObject([{ isPastDue: true }]);
  });

  it('brings back a run that was killed', async () => {
    const home = new HostHome('esm-app', nightly);
    home.hold();
    home.setClock('2013-03-01T02:00:00.000Z');
    const first = await started(home);
    home.setClock('2013-03-02T02:00:00Z');
    await first.clockMoved();
    await until(() => home.journal().length === 1, 'the run to begin');
    await first.end('SIGKILL');
    home.letGo();
    const second = await started(home);
    await until(() => home.journal().length === 2, 'the run to begin again');
    await second.quiet();
    expect(home.journal()).toMatchObject([{ isPastDue: false }, { isPastDue: true }]);
  });
});

describe('the process', () => {
  it('waits on SIGTERM for what is running and ends with 0', async () => {
    const home = new HostHome('esm-app', nightly);
    home.hold();
    const host = await started(home);
    const slow = fetch(`${host.url}/api/slow`);
    await until(async () => (await host.state()).running === 1, 'the invocation to run');
    expect((await host.state()).quiet).toBe(false);
    const ended = host.end();
    home.letGo();
    expect(await (await slow).text()).toBe('done');
    expect(await ended).toBe(0);
  });

  it('ends with 70, to be started again, when a function leaves a rejection unhandled', async () => {
    const host = await started();
    await fetch(`${host.url}/api/rejects`).catch(() => undefined);
    expect(await host.ended()).toBe(70);
    expect(host.stderr).toContain('critical host: unhandled rejection: Error: nobody awaited me');
    expect(host.stderr).toContain('The host ends with code 70, to be started again.');
  });

  it('ends with 70 when a function runs longer than its functionTimeout', async () => {
    const home = new HostHome('esm-app', {
      ...nightly,
      AzureFunctionsJobHost__functionTimeout: '00:00:02',
    });
    home.hold();
    const host = await started(home);
    await fetch(`${host.url}/api/slow`).catch(() => undefined);
    expect(await host.ended()).toBe(70);
    expect(host.stderr).toContain('critical slow: ran longer than 2 s, the functionTimeout of host.json.');
  });

  it('ends with 3 when its port is taken', async () => {
    const first = await started();
    const second = new HostHome('esm-app', nightly).spawn(first.ready.port);
    expect(await second.ended()).toBe(3);
    expect(second.stderr).toBe(
      `Port ${first.ready.port} is taken. Choose another with --port, or 0 for any free one.\n`,
    );
  });

  it('ends with 1 for an app it does not run, and names what it refused', async () => {
    const host = new HostHome('refused-app').spawn();
    expect(await host.ended()).toBe(1);
    expect(host.stderr).toMatch(
      /^Function "fromStorage": the local host does not run the trigger "queueTrigger" \("queueTrigger\w+"\)\.\n$/,
    );
    expect(host.stdout).toBe('');
  });

  it('ends with 2 and its usage for wrong options', async () => {
    const main = fileURLToPath(new URL('main.ts', import.meta.url));
    const host = new Process(spawn(process.execPath, [main, '--port', 'many']));
    expect(await host.ended()).toBe(2);
    expect(host.stderr).toMatch(/^usage: node local\/host\/main\.ts/);
  });
});
