/** What the ERP gets wrong: bad rows, bad files, drops in the wrong order, and messages nobody can read. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ServiceBusClient } from '@azure/service-bus';
import type { ErpHistory } from '../../local/erp/history.ts';
import { writeDrop } from '../../local/erp/write-drop.ts';
import { tempFolder } from '../../local/fixtures/temp-folder.ts';
import { instantOn } from '../../local/start/day.ts';
import { startStack } from '../../local/start/stack.ts';
import { askToSync } from '../../local/start/sync-erp.ts';
import { webApiAs } from '../../local/start/web-api.ts';
import { freePorts } from './stack/free-ports.ts';
import { customersFile, itemsFile, ledgerOf, mapping, type Item } from './stack/ledger.ts';
import { npmStart } from './stack/npm-start.ts';
import { messagesIn } from './stack/outbox.ts';
import { actionsIn, activitiesIn, receivablesIn } from './stack/rows.ts';
import { collector, patienceMs, startScenario, supervisor, type Scenario } from './stack/scenario.ts';
import { firm, ofFirm, ofPerson, person } from './stack/two-customers.ts';

const customers = [firm, person];
const goodItems = [ofFirm, ofPerson];

describe('a ledger with bad rows, dropped again and again', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await startScenario({ startsOn: '2026-03-02' });
  }, patienceMs);
  afterAll(() => scenario.stop());

  /** The rows the app keeps of the ledger and of what it did, with their versions. */
  const everything = async (): Promise<unknown> => ({
    debtors: await scenario.api.list('dun_debtors'),
    receivables: await scenario.api.list('dun_receivables'),
    actions: await scenario.api.list('dun_collectionactions'),
    dispatches: await scenario.api.list('dun_dispatches'),
    messages: await messagesIn(scenario.stack),
  });
  /** A drop made by hand, put down at once. */
  const drop = (day: string, items: Buffer): Promise<string> =>
    writeDrop(scenario.stack.dropFolder, {
      source: 'books',
      day,
      mode: 'full',
      items,
      customers: customersFile(customers),
      mapping: Buffer.from(JSON.stringify(mapping)),
    });
  const sync = async (): Promise<{ status: number; body: unknown }> => {
    const response = await askToSync(scenario.stack);
    const body: unknown = await response.json();
    await scenario.untilQuiet();
    return { status: response.status, body };
  };
  const alarms = async (): Promise<readonly (readonly string[])[]> =>
    (await activitiesIn(scenario.api, 'tasks'))
      .filter(({ isOpen, action }) => isOpen && action === null)
      .map(({ subject, description, queues }) => [subject, description, ...queues]);

  it(
    'sets bad rows aside, each with its place and reason, and goes on with the rest',
    async () => {
      const bad: ErpHistory = {
        source: 'books',
        drop: (folder, day) =>
          writeDrop(folder, {
            source: 'books',
            day,
            mode: 'full',
            items: itemsFile([
              { ...ofFirm, document: 'BAD-1', issuedOn: '2026-02-31' },
              { ...ofFirm, document: 'BAD-2', amount: '1.2.3' },
              { ...ofFirm, document: 'BAD-3', currency: 'EURO' },
              { ...ofFirm, document: 'BAD-4', customer: '' },
              { ...ofFirm, document: '' },
              ofFirm,
              { ...ofFirm, document: 'BAD-5' },
              { ...ofFirm, document: 'BAD-5', amount: '999.00' },
              { ...ofFirm, document: 'BAD-6', customer: 'K9' },
              ofPerson,
            ]),
            customers: Buffer.concat([
              customersFile(customers),
              Buffer.from('K3,Nobody,business,XX,en,,,,\r\n'),
            ]),
            mapping: Buffer.from(JSON.stringify(mapping)),
          }),
      };
      await scenario.day('2026-03-02', bad);

      const seen = await (
        await scenario.apiAs(supervisor)
      ).list<Record<string, unknown>>(
        'dun_rejectedrows?$select=dun_file,dun_line,dun_column,dun_value,dun_reason&$orderby=dun_file,dun_line',
      );
      const places = seen.map((row) =>
        ['dun_line', 'dun_column', 'dun_value', 'dun_reason'].map((column) => row[column]),
      );
      expect(places).toEqual([
        [4, 'country', 'XX', 'is not a country known here'],
        [2, 'issued', '2026-02-31', 'is not a date of the mapping’s pattern'],
        [3, 'amount', '1.2.3', expect.any(String)],
        [4, 'currency', 'EURO', 'is not a currency in use (ISO 4217)'],
        [5, 'customer', null, 'is empty'],
        [6, 'document', null, 'is empty'],
        [8, 'document', 'BAD-5', 'is in lines 8, 9 with different contents; which is right cannot be known'],
        [9, 'document', 'BAD-5', 'is in lines 8, 9 with different contents; which is right cannot be known'],
        [10, 'customer', 'K9', 'is a customer that no customers file has described'],
      ]);
      expect(new Set(seen.map((row) => String(row['dun_file']).split('-')[1]))).toEqual(
        new Set(['customers', 'items']),
      );

      const rejectsFile = readFileSync(join(scenario.stack.dropFolder, 'books-20260302.rejects.csv'), 'utf8');
      const rejectedLines = rejectsFile.trim().split('\r\n').slice(1);
      expect(rejectedLines).toHaveLength(9);
      expect(rejectedLines[1]).toBe(
        'books-items-20260302.csv,2,issued,2026-02-31,is not a date of the mapping’s pattern',
      );

      expect(
        (await receivablesIn(scenario.api)).map(({ document, debtor, open }) => [document, debtor, open]),
      ).toEqual([
        ['INV-1', 'K1', 100],
        ['INV-2', 'K2', 40],
      ]);
      // Both go out at eight; which is first is chance.
      expect((await messagesIn(scenario.stack)).map(({ to, subject }) => [to, subject]).sort()).toEqual([
        ['"Anvil Ltd" <anvil@example.com>', 'Payment reminder: customer number K1, 100.00 EUR'],
        ['"Bea Moss" <bea@example.com>', 'A reminder from Dunlin Demo Kft.: 40.00 EUR'],
      ]);
    },
    patienceMs,
  );

  it(
    'keeps the rows set aside from collectors',
    async () => {
      const api = await scenario.apiAs(collector);
      await expect(api.list('dun_rejectedrows?$select=dun_line')).rejects.toThrow('403');
    },
    patienceMs,
  );

  it(
    'takes the same drop a second time without changing or sending anything',
    async () => {
      await drop('2026-03-03', itemsFile(goodItems));
      expect(await sync()).toMatchObject({ status: 200, body: [{ kind: 'started' }] });
      const before = await everything();
      await drop('2026-03-03', itemsFile(goodItems));
      expect(await sync()).toMatchObject({
        status: 200,
        body: [{ drop: 'books-20260303.drop.json', kind: 'repeat' }],
      });
      expect(await everything()).toEqual(before);
    },
    patienceMs,
  );

  it(
    'takes the same rows in another order for the same ledger',
    async () => {
      const before = await everything();
      await drop('2026-03-04', itemsFile(goodItems.toReversed()));
      expect(await sync()).toMatchObject({ status: 200, body: [{ kind: 'started' }] });
      expect(await everything()).toEqual(before);
      const [run] = await scenario.api.list<Record<string, unknown>>(
        'dun_syncruns?$filter=dun_sequence eq 20260304&$select=dun_created,dun_updated,dun_unchanged,dun_closed',
      );
      expect(run).toMatchObject({ dun_created: 0, dun_updated: 0, dun_unchanged: 2, dun_closed: 0 });
    },
    patienceMs,
  );

  it(
    'refuses an older drop after a newer one and tells a reviewer',
    async () => {
      const before = await everything();
      await drop('2026-03-01', itemsFile([ofFirm]));
      const reason =
        'books-20260301.drop.json has sequence 20260301, but 20260304 of books was imported already';
      expect(await sync()).toEqual({
        status: 422,
        body: [{ drop: 'books-20260301.drop.json', kind: 'refused', reason }],
      });
      expect(await everything()).toEqual(before);
      expect(await alarms()).toEqual([
        ['Dunlin Demo Kft.: The drop books-20260301.drop.json was refused', reason, 'Dunlin review'],
      ]);
      expect(existsSync(join(scenario.stack.dropFolder, 'refused', 'books-20260301.drop.json'))).toBe(true);
    },
    patienceMs,
  );

  it(
    'refuses a changed drop under a sequence that was imported',
    async () => {
      const before = await everything();
      await drop('2026-03-04', itemsFile([{ ...ofFirm, amount: '1.00' }, ofPerson]));
      const { status, body } = await sync();
      expect(status).toBe(422);
      expect(body).toMatchObject([
        {
          kind: 'refused',
          reason: expect.stringContaining('give a changed drop a higher sequence') as string,
        },
      ]);
      expect(await everything()).toEqual(before);
      expect(await alarms()).toHaveLength(2);
    },
    patienceMs,
  );

  it(
    'tells a reviewer of a manifest that cannot be read, and takes up the drops once it is gone',
    async () => {
      const before = await everything();
      const torn = join(scenario.stack.dropFolder, 'aaa.drop.json');
      writeFileSync(torn, '{"source": "books", ');
      await drop('2026-03-04', itemsFile(goodItems.toReversed()));
      const { status, body } = await sync();
      expect(status).toBe(422);
      expect(body).toEqual({ error: expect.stringMatching(/^aaa\.drop\.json: is not JSON/) as string });
      expect((await alarms()).map(([subject]) => subject)).toContain(
        'Dunlin Demo Kft.: Drops cannot be read',
      );
      rmSync(torn);
      expect(await sync()).toMatchObject({ status: 200, body: [{ kind: 'repeat' }] });
      expect(await everything()).toEqual(before);
    },
    patienceMs,
  );

  it.each([
    ['receivable-changes', '{"kind":"chunk"}', 'bucket-0'],
    ['evaluations', '{"debtors":[]}', 'bucket-1'],
    ['dispatches', 'not JSON at all', undefined],
    ['dataverse-events', '{"PrimaryEntityName":"task","PrimaryEntityId":"no guid"}', undefined],
  ])(
    'puts a message that cannot be read aside from the queue %s',
    async (queue, body, sessionId) => {
      const client = new ServiceBusClient(scenario.stack.addresses.serviceBus);
      try {
        await client
          .createSender(queue)
          .sendMessages({ body: Buffer.from(body), ...(sessionId && { sessionId }) });
        await scenario.untilQuiet();
        const [letter, ...others] = await client
          .createReceiver(queue, { subQueueType: 'deadLetter', skipParsingBodyAsJson: true })
          .peekMessages(10);
        expect(others).toEqual([]);
        expect(Buffer.from(letter?.body as Uint8Array).toString()).toBe(body);
        expect([letter?.deadLetterReason, letter?.deliveryCount]).toEqual(['MaxDeliveryCountExceeded', 10]);
        const told = await scenario.api.list<{ description: string }>(
          `tasks?$select=description&$filter=contains(subject,'of the queue ${queue} was given up')`,
        );
        expect(told.map(({ description }) => description)).toEqual([
          expect.stringContaining('dead letters of the queue. It cannot be read: '),
        ]);
      } finally {
        await client.close();
      }
    },
    patienceMs,
  );

  it(
    'goes on working with the messages beside those',
    async () => {
      const late: Item = { ...ofPerson, document: 'INV-3', dueOn: '2026-02-26', amount: '55.00' };
      await scenario.day(
        '2026-03-05',
        ledgerOf(customers, () => [...goodItems, late]),
      );
      const done = (await actionsIn(scenario.api)).filter(({ executedOn }) => executedOn === '2026-03-05');
      expect(done.map(({ debtor, step, state, amount }) => [debtor, step, state, amount])).toEqual([
        // INV-2 was noticed on Monday; INV-3 gets its own first notice when three days have passed.
        ['K2', 'first-notice', 'Sent', 55],
      ]);
    },
    patienceMs,
  );
});

describe('a file that cannot be used', () => {
  const folder = tempFolder('bad-files');
  const write = (name: string, content: string | Buffer): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const good = {
    items: write('items.csv', itemsFile(goodItems)),
    customers: write('customers.csv', customersFile(customers)),
    mapping: write('mapping.json', JSON.stringify(mapping)),
  };
  const withoutDocument = Object.fromEntries(
    Object.entries(mapping.items.columns).filter(([role]) => role !== 'document'),
  );

  it.each([
    [
      'a mapping that is no JSON',
      { mapping: write('torn.json', '{"company": "DEMO", ') },
      /mapping.*is not JSON/,
    ],
    [
      'a mapping without a column that is needed',
      {
        mapping: write(
          'short.json',
          JSON.stringify({ ...mapping, items: { ...mapping.items, columns: withoutDocument } }),
        ),
      },
      /mapping.*items\.columns\.document/,
    ],
    [
      'a ledger without the mapped columns',
      { items: write('other.csv', 'a,b\r\n1,2\r\n') },
      /items.*customer/,
    ],
    ['a ledger that is not there', { items: join(folder, 'nowhere.csv') }, /nowhere\.csv.*not there/],
  ])(
    'ends with one clear error and exit code 1: %s',
    async (_what, files, message) => {
      const data = tempFolder('data');
      const port = await freePorts();
      const used = { ...good, ...files };
      const run = await npmStart(
        ...['--once', '--json', '--as-of', '2026-03-02', '--data', data, '--port', String(port)],
        ...['--erp', used.items, '--customers', used.customers, '--mapping', used.mapping],
      ).ended;
      expect([run.code, run.stdout]).toEqual([1, '']);
      const errors = run.stderr.trim().split('\n');
      expect(errors.filter((line) => message.test(line))).toHaveLength(1);
      // One sentence for people, not where in the program it came about.
      expect(errors.filter((line) => /^\s+at /.test(line))).toEqual([]);
      expect(await rowsIn(data, port)).toEqual({
        dun_debtors: 0,
        dun_receivables: 0,
        dun_syncruns: 0,
        accounts: 0,
      });
    },
    patienceMs,
  );

  async function rowsIn(data: string, port: number): Promise<Record<string, number>> {
    const tables = ['dun_debtors', 'dun_receivables', 'dun_syncruns', 'accounts'];
    if (!existsSync(join(data, 'dataverse'))) return Object.fromEntries(tables.map((table) => [table, 0]));
    const stack = await startStack({
      folder: data,
      port,
      startAt: instantOn('2026-03-02', '03:00'),
      log: () => undefined,
    });
    try {
      const api = await webApiAs(stack, 'admin@local');
      return Object.fromEntries(
        await Promise.all(tables.map(async (table) => [table, (await api.list(table)).length] as const)),
      );
    } finally {
      await stack.stop();
    }
  }
});
