/** Thirty days of collection over real receivables, against plain sums over the same file. The table is not ours to publish: it lies beside the repository. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replayHistory } from '../../local/erp/replay.ts';
import { tempFolder } from '../../local/fixtures/temp-folder.ts';
import { instantOn } from '../../local/start/day.ts';
import { startStack } from '../../local/start/stack.ts';
import { webApiAs } from '../../local/start/web-api.ts';
import { freePorts } from './stack/free-ports.ts';
import { npmStartWithin, repository, type Ended } from './stack/npm-start.ts';
import { messagesIn } from './stack/outbox.ts';
import { patienceMs, startScenario } from './stack/scenario.ts';

const table = join(repository, '../shared/data/ar/ibm_accounts_receivable.csv');
const customers = join(repository, 'test/data/ibm-customers.csv');
const mapping = join(repository, 'test/data/ibm-mapping.json');
const withTable = existsSync(table) ? describe : describe.skip;
if (!existsSync(table))
  console.warn(`${table} is absent: the scenarios over the IBM receivables are skipped`);

const days = Array.from({ length: 30 }, (_, day) => `2013-03-${String(day + 1).padStart(2, '0')}`);

/** Cents that are open on the evening of a day and fell due before it, straight from the lines of the file. */
function overdueCents(day: string): number {
  const iso = (text: string): string => {
    const [month = '', date = '', year = ''] = text.split('/');
    return `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  };
  const [, ...lines] = readFileSync(table, 'utf8').trim().split(/\r?\n/);
  return lines
    .map((line) => line.split(','))
    .filter(([, , , , issued = '']) => iso(issued) <= day)
    .filter(([, , , , , due = '']) => iso(due) < day)
    .filter(([, , , , , , , , settled = '']) => iso(settled) > day)
    .reduce((cents, [, , , , , , amount = '']) => cents + Math.round(Number(amount) * 100), 0);
}

withTable('thirty days over the IBM receivables', () => {
  it(
    'knows every evening what is overdue, to the cent',
    async () => {
      const history = replayHistory({ source: 'history', history: table, customers, mapping });
      const scenario = await startScenario({ startsOn: '2013-03-01' });
      try {
        const seen: [string, number][] = [];
        for (const day of days) {
          await scenario.day(day, history);
          const overdue = await scenario.api.list<{ dun_open: number }>(
            `dun_receivables?$select=dun_open&$filter=statuscode eq 1 and dun_dueon lt ${day}`,
          );
          seen.push([day, overdue.reduce((cents, row) => cents + Math.round(row.dun_open * 100), 0)]);
        }
        expect(seen).toEqual(days.map((day) => [day, overdueCents(day)]));
        // Checked by hand once, so that both sides cannot be wrong alike.
        expect(seen.at(-1)).toEqual(['2013-03-30', 76119]);
      } finally {
        await scenario.stop();
      }
    },
    2 * patienceMs,
  );

  it(
    'ends with 0 and its summary; started again without --fresh, it sends nothing and changes no row',
    async () => {
      const folder = tempFolder('ibm');
      const port = await freePorts();
      const start = (...more: readonly string[]): Promise<Ended> =>
        npmStartWithin(
          2 * patienceMs,
          ...['--once', '--json', '--erp-history', table, '--customers', customers, '--mapping', mapping],
          ...['--as-of', '2013-03-01', '--days', '30', '--data', folder, '--port', String(port), ...more],
        ).ended;
      const first = await start('--fresh');
      expect([first.code, first.stderr.split('\n').filter((line) => line.startsWith('Error'))]).toEqual([
        0,
        [],
      ]);
      const summary = summaryOf(first);
      expect(summary).toMatchObject({
        asOf: '2013-03-30',
        receivables: { rejected: 0 },
        actions: { failed: 0, unknown: 0 },
        overdue: { USD: overdueCents('2013-03-30') },
        queues: { dispatches: { active: 0, deadLettered: 0 }, evaluations: { active: 0, deadLettered: 0 } },
      });
      const afterFirst = await everythingIn(folder, port);
      expect(afterFirst.messages.length).toBe(summary.actions.sent);
      expect(afterFirst.messages.length).toBeGreaterThan(50);

      const second = await start();
      expect(second.code).toBe(0);
      expect(summaryOf(second)).toMatchObject({
        asOf: '2013-03-30',
        receivables: { read: 0 },
        actions: { sent: 0, failed: 0, unknown: 0, forPeople: 0 },
      });
      expect(await everythingIn(folder, port)).toEqual(afterFirst);
    },
    2 * patienceMs,
  );
});

type Summary = { readonly actions: { readonly sent: number } };

function summaryOf({ stdout }: Ended): Summary {
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Summary;
}

/** All rows the app writes, with their versions, and all messages; the app itself is not started for it. */
async function everythingIn(folder: string, port: number) {
  const stack = await startStack({
    folder,
    port,
    startAt: instantOn('2013-03-01', '03:00'),
    log: () => undefined,
  });
  try {
    const api = await webApiAs(stack, 'admin@local');
    const tables = [
      ...['dun_debtors', 'dun_receivables', 'dun_collectionactions', 'dun_dispatches', 'dun_collectioncases'],
      ...['dun_syncruns', 'dun_syncchunks', 'dun_rejectedrows', 'dun_companies'],
      ...['accounts', 'contacts', 'emails', 'letters', 'phonecalls', 'tasks', 'queueitems'],
    ];
    const rows: Record<string, readonly unknown[]> = {};
    for (const name of tables) rows[name] = await api.list(name);
    return { messages: await messagesIn(stack), rows };
  } finally {
    await stack.stop();
  }
}
