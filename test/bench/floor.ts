/**
 * What the machine itself takes for the two things nothing in the stack can do without: a request over the loopback, and a commit that
 * is on the disk. Measured in the same run, they say how much of a figure is the machine and how much is ours.
 */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { withBareServer } from './bare-server.ts';
import { median } from './bench.ts';

export type Floor = {
  /** A GET answered by a bare server in another process. */
  readonly requestMs: number;
  /** One row inserted and on the disk. */
  readonly commitMs: number;
};

const rounds = 5;
const timesPerRound = 200;

export async function floorOf(folder: string): Promise<Floor> {
  return { requestMs: await requestMs(), commitMs: commitMs(folder) };
}

async function requestMs(): Promise<number> {
  return withBareServer({ headers: {}, text: '{}' }, async (port) => {
    const ask = async (): Promise<void> => void (await (await fetch(`http://127.0.0.1:${port}/`)).text());
    await ask();
    const perRequest: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const start = performance.now();
      for (let time = 0; time < timesPerRound; time += 1) await ask();
      perRequest.push((performance.now() - start) / timesPerRound);
    }
    return median(perRequest);
  });
}

function commitMs(folder: string): number {
  const database = new DatabaseSync(join(folder, 'floor.sqlite'));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE row (text TEXT)');
  const insert = database.prepare('INSERT INTO row (text) VALUES (?)');
  const perCommit: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    for (let time = 0; time < timesPerRound; time += 1) insert.run('x'.repeat(200));
    perCommit.push((performance.now() - start) / timesPerRound);
  }
  database.close();
  return median(perCommit);
}
