import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('main.ts', import.meta.url));

describe('the command', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'servicebus-'));
    writeFileSync(join(folder, 'queues.json'), '[{"name":"dispatches"}]');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const run = (...flags: string[]): ChildProcess =>
    spawn(process.execPath, [
      main,
      '--data',
      join(folder, 'data'),
      '--queues',
      join(folder, 'queues.json'),
      ...flags,
    ]);

  it('says in one line that it is ready, and ends clean when asked to', async () => {
    const child = run();
    const [line] = (await once(child.stdout!, 'data')) as [Buffer];
    const ready = JSON.parse(line.toString()) as { ready: boolean; port: number; controlPort: number };

    expect(ready).toEqual({
      ready: true,
      port: expect.any(Number) as number,
      controlPort: expect.any(Number) as number,
    });
    const state = await fetch(`http://127.0.0.1:${ready.controlPort}/_local/state`);
    expect(await state.json()).toMatchObject({ quiet: true });

    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('says which port is taken and ends with 3', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;

    const child = run('--port', String(port));
    const [message, exit] = await Promise.all([text(child.stderr!), once(child, 'exit')]);
    taken.close();

    expect(message).toContain(`127.0.0.1:${port}`);
    expect(exit[0]).toBe(3);
  });

  it.each([
    [['--port', 'high'], /'high' is not a port/],
    [['--colour', 'red'], /Unknown option '--colour'/],
  ])('refuses %j with its usage', async (flags, reason) => {
    const child = run(...flags);
    const [message, exit] = await Promise.all([text(child.stderr!), once(child, 'exit')]);

    expect(message).toMatch(reason);
    expect(message).toContain('Usage: node local/servicebus/main.ts');
    expect(exit[0]).toBe(2);
  });

  it('refuses a queues file it does not understand', async () => {
    writeFileSync(join(folder, 'queues.json'), '[{"name":"a","lockSeconds":5}]');
    const child = run();
    const [message, exit] = await Promise.all([text(child.stderr!), once(child, 'exit')]);

    expect(message).toContain("The queue 'a' has an unknown property 'lockSeconds'.");
    expect(exit[0]).toBe(2);
  });
});
