import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const folder = mkdtempSync(join(tmpdir(), 'supervised-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

it('a part ends with its supervisor, also when that is killed', async () => {
  const part = join(folder, 'part.mjs');
  const supervisor = join(folder, 'supervisor.mjs');
  writeFileSync(part, `console.log('{"ready":true}'); setInterval(() => undefined, 1000);`);
  writeFileSync(
    supervisor,
    `import { startPart } from ${JSON.stringify(new URL('child.ts', import.meta.url).href)};
     const heap = { youngMb: 2, oldMb: 64 };
     const running = await startPart({ name: 'part', script: ${JSON.stringify(part)}, args: [], heap, logFile: ${JSON.stringify(join(folder, 'log'))} }, () => undefined);
     console.log(running.pid());`,
  );
  const started = spawn(process.execPath, [supervisor], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = (await once(started.stdout, 'data')) as [Buffer];
  const pid = Number(said.toString());
  expect(isRunning(pid)).toBe(true);
  started.kill('SIGKILL');
  for (let waits = 0; isRunning(pid) && waits < 500; waits += 1) await pause(100);
  expect(isRunning(pid)).toBe(false);
});
