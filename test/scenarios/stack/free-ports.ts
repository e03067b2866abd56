/** Ports for a whole stack of processes. Test files that run beside each other never get the same ones. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { portsUsed } from '../../../local/start/options.ts';

const range = { first: 7800, last: 7899 } as const;

const kept = new Set<string>();
afterAll(() => kept.forEach((file) => rmSync(file, { force: true })));

/** The first of as many ports in a row as a stack uses, all free, and kept until the test file ends. */
export async function freePorts(): Promise<number> {
  for (let first: number = range.first; first + portsUsed - 1 <= range.last; first += portsUsed) {
    const ports = Array.from({ length: portsUsed }, (_, offset) => first + offset);
    if (isOurs(first) && (await Promise.all(ports.map(isFree))).every(Boolean)) return first;
  }
  throw new Error(`No ${portsUsed} ports in a row are free from ${range.first} to ${range.last}`);
}

/** A file with the process's number stands for the ports; one of a process that is gone stands for nothing. */
function isOurs(first: number): boolean {
  const file = join(tmpdir(), `dunlin-ports-${first}`);
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    kept.add(file);
    return true;
  } catch {
    // Somebody has it: perhaps this very process, from a story before.
  }
  const owner = Number(readFileSync(file, 'utf8'));
  if (owner === process.pid) return true;
  if (!isAlive(owner)) rmSync(file, { force: true });
  return false;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
