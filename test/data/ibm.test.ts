/** Reading real receivables, against plain splitting of the same file. The table is not ours to publish: it lies beside the repository. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listDrops } from '../../functions/src/erp/manifest.ts';
import { readDrop, type DropContent } from '../../functions/src/erp/read-drop.ts';
import { replayHistory } from '../../local/erp/replay.ts';
import { ibmCustomers } from './make-ibm-customers.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const tables = join(here, '..', '..', '..', 'shared', 'data', 'ar');
const table = join(tables, 'ibm_accounts_receivable.csv');
const withTables = existsSync(table) ? describe : describe.skip;
if (!existsSync(table)) console.warn(`${tables} is absent: the tests over the IBM receivables are skipped`);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ibm-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

type Mapping = { settled: string; items: { dates: string } };

/** Reads the export of a day replayed from a history, with the mapping changed as a test needs it. */
async function readDay(
  history: string,
  day: string,
  change: (mapping: Mapping) => void = () => {},
): Promise<DropContent> {
  const mapping = JSON.parse(readFileSync(join(here, 'ibm-mapping.json'), 'utf8')) as Mapping;
  change(mapping);
  writeFileSync(join(folder, 'mapping.json'), JSON.stringify(mapping));
  const files = {
    history,
    customers: join(here, 'ibm-customers.csv'),
    mapping: join(folder, 'mapping.json'),
  };
  const drops = mkdtempSync(join(folder, 'drops-'));
  await replayHistory({ source: 'ibm', ...files }).drop(drops, day);
  const [manifest] = await listDrops(drops);
  if (manifest === undefined) throw new Error(`Nothing was dropped on ${day}`);
  return readDrop(drops, manifest);
}

/** The table taken apart by hand: id, document, issue, due and settlement day, cents. */
function plainRows(): readonly {
  customer: string;
  document: string;
  issued: string;
  due: string;
  settled: string;
  cents: number;
}[] {
  const iso = (text: string): string => {
    const [month = '', day = '', year = ''] = text.split('/');
    return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  };
  const lines = readFileSync(table, 'utf8').trimEnd().split('\r\n').slice(1);
  return lines.map((line) => {
    const [, customer = '', , document = '', issued = '', due = '', amount = '', , settled = ''] =
      line.split(',');
    const cents = Math.round(Number(amount) * 100);
    return { customer, document, issued: iso(issued), due: iso(due), settled: iso(settled), cents };
  });
}

function total(items: readonly { readonly open: { readonly minor: number } }[]): number {
  return items.reduce((sum, { open }) => sum + open.minor, 0);
}

describe('the customers made for the IBM receivables', () => {
  it('can all be read', async () => {
    writeFileSync(
      join(folder, 'h.csv'),
      'customerID,invoiceNumber,InvoiceDate,DueDate,InvoiceAmount,SettledDate\n0187-ERLSR,1,1/3/2012,2/2/2012,50.39,\n',
    );
    const { customers, items, rejected } = await readDay(join(folder, 'h.csv'), '2012-01-03');
    expect(rejected).toEqual([]);
    expect(items.map(({ amount }) => amount)).toEqual([{ minor: 5039, currency: 'USD' }]);
    expect(customers).toHaveLength(100);
    expect(new Set(customers.map(({ language }) => language))).toEqual(
      new Set(['hu', 'pl', 'ro', 'de', 'en']),
    );
  });
});

withTables('the IBM receivables', () => {
  it('have a customer for each id, made by the script beside it', () => {
    expect(readFileSync(join(here, 'ibm-customers.csv'), 'utf8')).toBe(
      ibmCustomers(readFileSync(table, 'utf8')),
    );
  });

  it.each(['2012-06-15', '2013-03-01', '2013-03-30'])(
    'have on %s what plain arithmetic says',
    async (day) => {
      const { items, rejected, setAsideDocuments } = await readDay(table, day);
      const open = plainRows().filter(({ issued, settled }) => issued <= day && settled > day);
      const cents = (rows: readonly { readonly cents: number }[]): number =>
        rows.reduce((sum, row) => sum + row.cents, 0);
      expect({ rejected, setAsideDocuments }).toEqual({ rejected: [], setAsideDocuments: [] });
      expect(open.length).toBeGreaterThan(50);
      expect(items.map(({ document }) => document)).toEqual(open.map(({ document }) => document).sort());
      expect(total(items)).toBe(cents(open));
      expect(total(items.filter(({ dueOn }) => dueOn < day))).toBe(
        cents(open.filter(({ due }) => due < day)),
      );
    },
  );

  it('say the same when settled items are marked', async () => {
    const marked = await readDay(table, '2013-03-01', (mapping) => (mapping.settled = 'marked'));
    const absent = await readDay(table, '2013-03-01');
    expect(marked.items.filter(({ state }) => state === 'open')).toEqual(absent.items);
    const settled = plainRows().filter((row) => row.settled <= '2013-03-01');
    expect(marked.items.filter(({ state }) => state === 'settled')).toHaveLength(settled.length);
  });

  it('come out the same from exports of changes, one upon the other', async () => {
    const mapping = JSON.parse(readFileSync(join(here, 'ibm-mapping.json'), 'utf8')) as Mapping;
    writeFileSync(join(folder, 'mapping.json'), JSON.stringify({ ...mapping, settled: 'marked' }));
    const files = {
      history: table,
      customers: join(here, 'ibm-customers.csv'),
      mapping: join(folder, 'mapping.json'),
    };
    const drops = join(folder, 'drops');
    const erp = replayHistory({ source: 'ibm', ...files, mode: 'delta' });
    for (const day of ['2013-02-26', '2013-02-27', '2013-02-28', '2013-03-01']) await erp.drop(drops, day);
    const known = new Map<string, DropContent['items'][number]>();
    const rows: number[] = [];
    for (const manifest of await listDrops(drops)) {
      const { items, rowsRead } = await readDrop(drops, manifest);
      rows.push(rowsRead);
      for (const item of items) known.set(item.document, item);
    }
    const whole = await readDay(table, '2013-03-01', (each) => (each.settled = 'marked'));
    expect([...known.values()].sort((a, b) => (a.document < b.document ? -1 : 1))).toEqual(whole.items);
    expect(rows[0]).toBeGreaterThan(1000);
    for (const changed of rows.slice(1)) expect(changed).toBeLessThan(40);
  });

  it('read the same with days written the other way round', async () => {
    const other = join(tables, 'ibm_ddmmyyyy_dates.csv');
    const turned = await readDay(other, '2013-03-01', (mapping) => (mapping.items.dates = 'dd/MM/yyyy'));
    expect(turned.rejected).toEqual([]);
    expect(turned.items).toEqual((await readDay(table, '2013-03-01')).items);
  });

  it('read the same from a copy that writes whole amounts with a decimal', async () => {
    const copy = await readDay(join(tables, 'ibm_with_missing_values.csv'), '2013-03-01');
    expect(copy.rejected).toEqual([]);
    expect(copy.items).toEqual((await readDay(table, '2013-03-01')).items);
  });

  it('with cells missing here and there are set aside row by row, as many as plain counting says', async () => {
    const [header = '', ...lines] = readFileSync(table, 'utf8').trimEnd().split('\r\n');
    // Every 37th cell in turn is emptied; what the product needs are columns 1 and 3 to 6.
    const holed = lines.map((line, row) =>
      line
        .split(',')
        .map((cell, column) => ((row * 12 + column) % 37 === 0 ? '' : cell))
        .join(','),
    );
    writeFileSync(join(folder, 'holed.csv'), [header, ...holed].join('\r\n'));
    const { items, rejected, rowsRead } = await readDay(
      join(folder, 'holed.csv'),
      '2014-12-31',
      (mapping) => (mapping.settled = 'marked'),
    );
    const lacking = holed
      .map((line) => line.split(','))
      .map((cells) => [1, 3, 4, 5, 6].filter((column) => cells[column] === '').length);
    expect(lacking.filter((count) => count > 0).length).toBeGreaterThan(200);
    expect(rowsRead).toBe(1642);
    expect(rejected).toHaveLength(lacking.reduce((sum, count) => sum + count, 0));
    expect(items).toHaveLength(lacking.filter((count) => count === 0).length);
  });
});
