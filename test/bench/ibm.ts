/** The real ledger of 1,642 invoices, replayed: how long its first day and its first month take. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { median, type Bench, type Surroundings } from './bench.ts';
import { floorOf } from './floor.ts';
import { repository, secondsOfDays, summaryOfStart } from './start-command.ts';

/** Not ours to publish: it lies beside the repository, and is absent from a clone of it. */
const table = join(repository, '../shared/data/ar/ibm_accounts_receivable.csv');

const firstDayRuns = 5;
const monthRuns = 3;

export const ibm: Bench = {
  name: 'ibm',
  measures:
    'the IBM ledger by `npm start`: its first day and 30 days, beside bare loopback requests of the same number',
  async run(surroundings) {
    if (!existsSync(table)) {
      surroundings.say(`  skipped: ${table} is absent`);
      return [];
    }
    const firstDays = await runs(surroundings, firstDayRuns, 1);
    const months = await runs(surroundings, monthRuns, 30);
    const { requestMs } = await floorOf(surroundings.folder);
    const floorSeconds = (requests: number): number => (requests * requestMs) / 1000;
    return [
      { name: 'ibm first day', value: median(firstDays.map(secondsOfDays)), unit: 's', limit: 5 },
      {
        name: 'ibm first day, bare requests',
        value: floorSeconds(firstDays[0]?.dataverse.httpRequests ?? 0),
        unit: 's',
      },
      { name: 'ibm 30 days', value: median(months.map(secondsOfDays)), unit: 's', limit: 60 },
      {
        name: 'ibm 30 days, bare requests',
        value: floorSeconds(months[0]?.dataverse.httpRequests ?? 0),
        unit: 's',
      },
      { name: 'ibm 30 days, messages', value: months[0]?.actions.sent ?? 0, unit: 'sent' },
      {
        name: 'ibm 30 days, memory',
        value: median(months.map((run) => run.peakMemoryMb)),
        unit: 'MB',
        limit: 1000,
      },
    ];
  },
};

async function runs({ port, folder, say }: Surroundings, times: number, days: number) {
  const summaries = [];
  for (let run = 1; run <= times; run += 1) {
    const summary = await summaryOfStart([
      ...['--erp-history', table],
      ...['--customers', join(repository, 'test/data/ibm-customers.csv')],
      ...['--mapping', join(repository, 'test/data/ibm-mapping.json')],
      ...['--as-of', '2013-03-01', '--days', String(days)],
      ...['--data', join(folder, 'stack'), '--port', String(port)],
    ]);
    say(`  ${days === 1 ? 'first day' : `${days} days`}, run ${run}: ${secondsOfDays(summary)} s`);
    summaries.push(summary);
  }
  return summaries;
}
