import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

const main = new URL('./main.ts', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'crm-main-'));
const running: ChildProcess[] = [];

afterAll(() => {
  for (const child of running) if (child.exitCode === null) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function run(...more: readonly string[]): ChildProcess {
  const needed = ['--data', folder, '--dataverse', 'http://127.0.0.1:9'];
  const child = spawn(process.execPath, [main, ...needed, ...more], { stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  return child;
}

async function readyPort(child: ChildProcess): Promise<number> {
  for await (const line of createInterface({ input: child.stdout! })) {
    return (JSON.parse(line) as { readonly port: number }).port;
  }
  throw new Error(`The CRM ended: ${await text(child.stderr!)}`);
}

describe('node local/crm/main.ts', () => {
  it('says where it listens, and ends well on SIGTERM', async () => {
    const child = run('--port', '0');
    const port = await readyPort(child);
    expect((await fetch(`http://127.0.0.1:${port}/sign-in.css`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('ends with 3 when its port is taken', async () => {
    const port = await readyPort(run('--port', '0'));
    const second = run('--port', String(port));
    const said = text(second.stderr!);
    expect(await once(second, 'exit')).toEqual([3, null]);
    expect(await said).toContain(`The port ${port} is taken`);
  });

  it('ends with 2 and its usage when options are wrong', async () => {
    for (const wrong of [
      ['--port', 'x'],
      ['--port', '0', '--supervisor', 'http://127.0.0.1:9'],
      ['--nonsense'],
    ]) {
      const child = run(...wrong);
      const said = text(child.stderr!);
      expect([wrong, await once(child, 'exit')]).toEqual([wrong, [2, null]]);
      expect(await said).toContain('usage: node local/crm/main.ts');
    }
  });
});
