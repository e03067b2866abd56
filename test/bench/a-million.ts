/** Ten times the invoices in about ten times the time, and what the process held at most. Prints a line of JSON. */
import { median } from './bench.ts';
import { dunlin, makeCases, type Case } from './engine.ts';

export type Million = {
  /** The time of 1,000,000 invoices by that of 100,000. */
  readonly ratio: number;
  readonly megabytes: number;
};

const million = makeCases(1_000_000);
const ratio = (await secondsOf(million)) / (await secondsOf(million.slice(0, 100_000)));
const megabytes = (process.resourceUsage().maxRSS * 1024) / 1_000_000;
process.stdout.write(JSON.stringify({ ratio, megabytes } satisfies Million));

async function secondsOf(cases: readonly Case[]): Promise<number> {
  const seconds: number[] = [];
  for (let round = 0; round < 5; round++) {
    const start = performance.now();
    await dunlin.decide(cases);
    seconds.push((performance.now() - start) / 1000);
  }
  return median(seconds);
}
