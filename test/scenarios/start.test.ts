/** `npm start` as a person meets it: wrong options, taken ports, Ctrl-C, and starting again. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { addDays } from '../../local/erp/days.ts';
import { tempFolder } from '../../local/fixtures/temp-folder.ts';
import { freePorts } from './stack/free-ports.ts';
import { customersFile, itemsFile, mapping, type Customer, type Item } from './stack/ledger.ts';
import { npmStart, type Ended } from './stack/npm-start.ts';
import { patienceMs } from './stack/scenario.ts';

const folder = tempFolder('start');

const customer: Customer = {
  number: 'K1',
  name: 'Anvil Ltd',
  kind: 'business',
  language: 'en',
  email: 'anvil@example.com',
};
const item: Item = {
  customer: 'K1',
  document: 'INV-1',
  issuedOn: '2026-02-01',
  dueOn: '2026-02-20',
  amount: '100.00',
};

/** The options of a small ledger of one's own. */
function ownLedger(): readonly string[] {
  const file = (name: string, content: string | Buffer): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  return [
    ...[
      '--erp',
      file('items.csv', itemsFile([item])),
      '--customers',
      file('customers.csv', customersFile([customer])),
    ],
    ...['--mapping', file('mapping.json', JSON.stringify(mapping)), '--as-of', '2026-03-02'],
  ];
}

function summaryOf({ stdout }: Ended): Record<string, unknown> {
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Record<string, unknown>;
}

it.each([
  [['--frobnicate'], "Unknown option '--frobnicate'"],
  [['--as-of', '2013-02-30'], '--as-of is not a day (YYYY-MM-DD): 2013-02-30'],
  [['--days', '0'], '--days is a whole number from 1 to 3660, not 0'],
  [['--port', 'many'], '--port is a whole number from 1 to 65527, not many'],
  [['--erp', 'a.csv'], '--erp needs --customers and --mapping'],
  [['--erp', 'a.csv', '--erp-history', 'b.csv'], 'Give --erp or --erp-history, not both'],
  [['--mapping', 'm.json'], '--customers and --mapping belong to --erp or --erp-history'],
])(
  'shows what is wrong and the usage for %j',
  async (options, problem) => {
    const { code, stdout, stderr } = await npmStart(...options).ended;
    expect([code, stdout]).toEqual([2, '']);
    const [first] = stderr.split('\n');
    expect(first).toContain(problem);
    expect(stderr).toContain('Usage: npm start -- [options]');
  },
  patienceMs,
);

it(
  'tells how it is used',
  async () => {
    const { code, stdout } = await npmStart('--help').ended;
    expect(code).toBe(0);
    for (const option of [
      '--erp FILE',
      '--erp-history FILE',
      '--customers FILE',
      '--mapping FILE',
      '--as-of',
      '--days N',
    ])
      expect(stdout).toContain(option);
    for (const option of ['--once', '--hold', '--json', '--fresh', '--port N'])
      expect(stdout).toContain(option);
  },
  patienceMs,
);

it(
  'says which port is taken and how to choose others',
  async () => {
    const first = await freePorts();
    const stranger = createServer().listen(first + 3, '127.0.0.1');
    await once(stranger, 'listening');
    try {
      const data = join(folder, 'taken');
      const { code, stderr } = await npmStart(
        '--once',
        '--data',
        data,
        '--port',
        String(first),
        ...ownLedger(),
      ).ended;
      expect(code).toBe(1);
      expect(stderr).toContain(String(first + 3));
      expect(stderr).toContain(`Choose other ports with --port N; ${first} to ${first + 7} were asked for.`);
      expect(stderr).not.toMatch(/^\s+at /m);
    } finally {
      stranger.close();
    }
  },
  patienceMs,
);

it(
  'ends cleanly on Ctrl-C, and goes on where it was when started again',
  async () => {
    const data = join(folder, 'data');
    const port = String(await freePorts());
    const options = ['--data', data, '--port', port, ...ownLedger()];

    const running = npmStart(...options);
    await running.said('Ctrl-C ends it, and starting again goes on from here.');
    const outbox = `http://127.0.0.1:${Number(port) + 4}/_local/messages`;
    const messages = async (): Promise<unknown> => (await fetch(outbox)).json();
    expect(await messages()).toMatchObject({ total: 1 });
    running.ctrlC();
    const { code, stdout, stderr } = await running.ended;
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('Stopping …');
    // Nothing of it runs any more.
    await expect(fetch(outbox)).rejects.toThrow();

    const again = await npmStart(...options, '--once', '--json', '--days', '4').ended;
    expect(again.code).toBe(0);
    // The Monday was done before; nothing is due until the call, which is on the Tuesday after.
    expect(
      again.stderr
        .split('\n')
        .filter((line) => /^2026-/.test(line))
        .map((line) => line.slice(0, 10)),
    ).toEqual(['2026-03-03', '2026-03-04', '2026-03-05']);
    expect(summaryOf(again)).toMatchObject({
      asOf: '2026-03-05',
      receivables: { read: 0, created: 0 },
      debtors: { total: 1 },
      actions: { sent: 0, forPeople: 0, byStep: {} },
      overdue: { EUR: 10_000 },
    });
    expect(readFileSync(join(data, 'last-day'), 'utf8')).toBe('2026-03-05');
  },
  2 * patienceMs,
);

it(
  'ends cleanly on Ctrl-C in the middle of a day, and goes on with that day',
  async () => {
    const data = join(folder, 'middle');
    const port = String(await freePorts());
    const options = ['--once', '--data', data, '--port', port, '--as-of', '2026-03-02'];
    // However late the signal comes, there is a day to be in the middle of, and no message that it could cut off.
    const running = npmStart(...options, '--days', '30', '--hold');
    await running.said('2026-03-02  ');
    running.ctrlC();
    const { code, stdout, stderr } = await running.ended;
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).not.toContain('started again');

    const last = stdout.match(/^2026-\d\d-\d\d(?= {2})/gm)?.at(-1) ?? '';
    const days = Number(last.slice(-2));
    const again = await npmStart(...options, '--json', '--days', String(days)).ended;
    expect(again.code).toBe(0);
    expect(again.stderr.split('\n').filter((line) => /^2026-/.test(line))).toEqual([
      expect.stringMatching(new RegExp(`^${addDays(last, 1)} {2}[1-9]\\d* rows read`)),
    ]);
    expect(summaryOf(again)).toMatchObject({ actions: { failed: 0, unknown: 0 } });
  },
  2 * patienceMs,
);

it(
  'plans but sends nothing with --hold',
  async () => {
    const data = join(folder, 'held');
    const port = String(await freePorts());
    const { code, stdout } = await npmStart(
      ...['--once', '--json', '--hold', '--data', data, '--port', port, ...ownLedger()],
    ).ended;
    expect(code).toBe(0);
    const [line, ...others] = stdout.trimEnd().split('\n');
    expect(others).toEqual([]);
    const summary = JSON.parse(line ?? '') as Record<string, unknown>;
    expect(Object.keys(summary)).toEqual([
      ...[
        'asOf',
        'receivables',
        'debtors',
        'actions',
        'overdue',
        'dataverse',
        'queues',
        'seconds',
        'peakMemoryMb',
      ],
    ]);
    expect(summary).toMatchObject({
      receivables: { read: 1, created: 1, updated: 0, unchanged: 0, closed: 0, rejected: 0 },
      actions: { planned: 1, sent: 0, byChannel: {}, byStep: {} },
    });
  },
  patienceMs,
);

it(
  'refuses to go on with another ledger in the same folder',
  async () => {
    const data = join(folder, 'of-another-ledger');
    mkdirSync(data);
    const remembered = { erp: { kind: 'drop', file: '/books/items.csv' }, firstDay: '2026-03-02' };
    writeFileSync(join(data, 'plan.json'), JSON.stringify(remembered));
    const { code, stderr } = await npmStart(
      '--once',
      '--data',
      data,
      '--erp-history',
      'x.csv',
      '--customers',
      'c.csv',
      '--mapping',
      'm.json',
    ).ended;
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^.*of-another-ledger holds an earlier run \(\/books\/items\.csv from 2026-03-02\); use --fresh to forget it/,
    );
  },
  patienceMs,
);

it(
  'forgets nothing of a good folder for a slip in an option',
  async () => {
    const data = join(folder, 'slip');
    const [, , , ...rest] = ownLedger();
    const { code, stderr } = await npmStart(
      '--once',
      '--data',
      data,
      '--erp',
      join(folder, 'itms.csv'),
      '--customers',
      ...rest,
    ).ended;
    expect([code, stderr]).toEqual([1, `${join(folder, 'itms.csv')}: is not there\n`]);
    expect(existsSync(join(data, 'plan.json'))).toBe(false);
  },
  patienceMs,
);
