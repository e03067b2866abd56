/** Ports for a whole stack of processes, free at the moment they are asked for. */
import { createServer } from 'node:net';
import { portsUsed } from '../../../local/start/options.ts';

const range = { first: 7800, last: 7899 } as const;

/** The first of as many ports in a row as a stack uses. Test files that run beside each other begin to look at different places. */
export async function freePorts(): Promise<number> {
  const places = Math.floor((range.last - range.first + 1) / portsUsed);
  const share = Number(process.env['JEST_WORKER_ID'] ?? 1) * 4;
  for (let place = 0; place < places; place += 1) {
    const first = range.first + ((place + share) % places) * portsUsed;
    const ports = Array.from({ length: portsUsed }, (_, offset) => first + offset);
    if ((await Promise.all(ports.map(isFree))).every(Boolean)) return first;
  }
  throw new Error(`No ${portsUsed} ports in a row are free from ${range.first} to ${range.last}`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
