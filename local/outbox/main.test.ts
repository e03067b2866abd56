import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

const main = new URL('./main.ts', import.meta.url).pathname;

let folder: string;
const running: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outbox-main-'));
});
afterEach(async () => {
  for (const child of running.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

function run(...more: readonly string[]): ChildProcess {
  const needed = ['--data', join(folder, 'data'), '--letters', join(folder, 'letters')];
  const child = spawn(process.execPath, [main, ...needed, ...more], { stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  return child;
}

async function ready(child: ChildProcess): Promise<{ ready: boolean; port: number; smtpPort: number }> {
  for await (const line of createInterface({ input: child.stdout! })) {
    return JSON.parse(line) as { ready: boolean; port: number; smtpPort: number };
  }
  throw new Error(`The outbox ended: ${await text(child.stderr!)}`);
}

async function sms(port: number, key: string): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${port}/sms`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ to: '+36201234567', text: 'hello' }),
  });
  return response.status;
}

describe('node local/outbox/main.ts', () => {
  it('says where it listens, and ends well on SIGTERM', async () => {
    const child = run();
    const { port, smtpPort } = await ready(child);
    expect((await fetch(`http://127.0.0.1:${port}/_local/state`)).status).toBe(200);
    expect(smtpPort).toBeGreaterThan(0);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('loses nothing it answered when it is killed', async () => {
    const child = run();
    const { port } = await ready(child);
    const answered: string[] = [];
    const sending = (async () => {
      for (let index = 0; ; index += 1)
        if ((await sms(port, `key-${index}`)) === 202) answered.push(`key-${index}`);
    })().catch(() => undefined);
    while (answered.length < 40) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGKILL');
    await sending;

    const again = await ready(run());
    const response = await fetch(`http://127.0.0.1:${again.port}/_local/messages?limit=1000`);
    const { messages } = (await response.json()) as { messages: { key: string }[] };
    expect(messages.map(({ key }) => key)).toEqual(expect.arrayContaining(answered));
  });

  it('names a port that is taken and exits 3', async () => {
    const { port, smtpPort } = await ready(run());
    for (const taken of [
      ['--port', String(port)],
      ['--smtp-port', String(smtpPort)],
    ]) {
      const child = run(...taken);
      const [exit, said] = await Promise.all([once(child, 'exit'), text(child.stderr!)]);
      expect([exit[0], said]).toEqual([3, expect.stringContaining(`127.0.0.1:${taken[1]}`)]);
      expect(said).toContain('--port and --smtp-port');
    }
  });

  it.each([
    ['--port', 'x'],
    ['--port', '70000'],
    ['--colour', 'red'],
  ])('shows its usage for %s %s', async (...wrong) => {
    const child = run(...wrong);
    const [exit, said] = await Promise.all([once(child, 'exit'), text(child.stderr!)]);
    expect([exit[0], said]).toEqual([2, expect.stringContaining('usage: node local/outbox/main.ts')]);
  });
});
