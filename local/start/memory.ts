/** The largest resident memory of all parts together, read every quarter of a second where the system tells it (Linux). */
import { existsSync, readFileSync } from 'node:fs';
import type { Stack } from './stack.ts';

export function peakMemory(stack: Stack): { stop(): number } {
  let peakKilobytes = 0;
  const look = (): void => {
    const pids = [process.pid, ...stack.parts.flatMap(({ pid }) => pid() ?? [])];
    peakKilobytes = Math.max(
      peakKilobytes,
      pids.reduce((sum, pid) => sum + residentKilobytes(pid), 0),
    );
  };
  look();
  // It only watches: a run that ends with an error ends all the same.
  const timer = setInterval(look, 250).unref();
  return {
    stop() {
      clearInterval(timer);
      look();
      return Math.round(peakKilobytes / 1024);
    },
  };
}

function residentKilobytes(pid: number): number {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return 0;
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1] ?? 0);
}
