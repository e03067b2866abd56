/** The whole process, killed while it is written to: what it answered must be there when it is started again. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { packLedger } from '../fixtures/ledger.ts';
import { appId, Client, tokenOf } from '../fixtures/server.ts';

const mainPath = fileURLToPath(new URL('../main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'dataverse-kill-'));
const zip = join(folder, 'ledger.zip');
writeFileSync(zip, packLedger());

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function startProcess(port: string, ...more: string[]): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(
    process.execPath,
    [
      mainPath,
      '--port',
      port,
      '--data',
      folder,
      '--app-id',
      appId,
      '--solution',
      zip,
      '--no-limits',
      ...more,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  for await (const line of createInterface({ input: child.stdout })) {
    const ready = JSON.parse(line) as { ready: boolean; port: number };
    return { child, port: ready.port };
  }
  throw new Error('the process ended before it was ready');
}

const exitOf = async (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.once('exit', (code) => resolve(code)));

describe('the process', () => {
  it('keeps every answered write through kills under load', async () => {
    const answered: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const { child, port } = await startProcess('0');
      const admin = new Client(port, await tokenOf(port, 'admin@local'));
      let killed = false;
      const write = async (worker: number): Promise<void> => {
        for (let number = 0; !killed; number += 1) {
          const key = `r${round}w${worker}n${number}`;
          try {
            if ((await admin.send('POST', 'tst_invoices', { tst_key: key })).status === 204)
              answered.push(key);
          } catch {
            // The process is gone: this write was not answered.
            return;
          }
        }
      };
      const workers = Array.from({ length: 8 }, async (_, worker) => write(worker));
      const before = answered.length;
      while (answered.length < before + 100 + 40 * round) await pause(1);
      const gone = exitOf(child);
      child.kill('SIGKILL');
      await gone;
      killed = true;
      await Promise.all(workers);
    }
    const { child, port } = await startProcess('0');
    const admin = new Client(port, await tokenOf(port, 'admin@local'));
    const { rows } = await admin.all('tst_invoices?$select=tst_key');
    const kept = new Set(rows.map((row) => row['tst_key']));
    expect(answered.filter((key) => !kept.has(key))).toEqual([]);
    const stopped = exitOf(child);
    child.kill('SIGTERM');
    expect(await stopped).toBe(0);
  });

  it('says which port is taken and exits 3', async () => {
    const first = await startProcess('0');
    const second = spawn(process.execPath, [
      mainPath,
      ...['--port', String(first.port), '--data', join(folder, 'second'), '--app-id', appId],
    ]);
    let said = '';
    second.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    expect(await exitOf(second)).toBe(3);
    expect(said).toContain(String(first.port));
    const stopped = exitOf(first.child);
    first.child.kill('SIGTERM');
    expect(await stopped).toBe(0);
  });
});
