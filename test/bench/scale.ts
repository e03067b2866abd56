/**
 * Ten times the rows: the first day of two sample portfolios by `npm start --hold`, which imports, decides and plans, and sends nothing,
 * as a first run does until a person releases it.
 */
import { join } from 'node:path';
import type { Summary } from '../../local/start/summary.ts';
import type { Bench, Figure, Surroundings } from './bench.ts';
import { firstDay, makeDrop } from './sample-drop.ts';
import { secondsOfDays, summaryOfStart } from './start-command.ts';

const [small, large] = [5_000, 50_000];

export const scale: Bench = {
  name: 'scale',
  measures: `the first day of ${small.toLocaleString('en')} and of ${large.toLocaleString('en')} open receivables, held, one beside the other`,
  async run(surroundings) {
    const [few, many] = [await firstDayOf(surroundings, small), await firstDayOf(surroundings, large)];
    return [
      ...figuresOf(small, few),
      ...figuresOf(large, many),
      {
        name: 'scale, time for 10 times the rows',
        value: secondsOfDays(many) / secondsOfDays(few),
        unit: 'times',
        limit: 11,
      },
    ];
  },
};

async function firstDayOf({ port, folder, say }: Surroundings, receivables: number): Promise<Summary> {
  const drop = await makeDrop(join(folder, `drop-${receivables}`), receivables);
  const file = (name: 'items' | 'customers' | 'mapping'): string => join(drop.folder, drop.manifest[name]);
  const summary = await summaryOfStart([
    ...['--erp', file('items'), '--customers', file('customers'), '--mapping', file('mapping')],
    ...['--as-of', firstDay, '--hold', '--data', join(folder, 'stack'), '--port', String(port)],
  ]);
  say(`  ${receivables} receivables: ${secondsOfDays(summary)} s, ${summary.peakMemoryMb} MB`);
  return summary;
}

function figuresOf(receivables: number, summary: Summary): readonly Figure[] {
  const { dataverse, debtors } = summary;
  const name = `scale ${receivables.toLocaleString('en')}`;
  return [
    { name: `${name}, first day`, value: secondsOfDays(summary), unit: 's' },
    { name: `${name}, memory of all processes`, value: summary.peakMemoryMb, unit: 'MB', limit: 1000 },
    { name: `${name}, rows read`, value: summary.receivables.read, unit: 'rows' },
    { name: `${name}, receivables created`, value: summary.receivables.created, unit: 'rows' },
    { name: `${name}, debtors evaluated`, value: debtors.evaluated, unit: 'debtors' },
    { name: `${name}, Dataverse requests`, value: dataverse.httpRequests, unit: 'requests' },
    { name: `${name}, row operations`, value: dataverse.rowOperations, unit: 'rows' },
    { name: `${name}, execution`, value: dataverse.executionSeconds, unit: 's simulated' },
    { name: `${name}, throttled`, value: dataverse.throttled, unit: 'requests' },
  ];
}
