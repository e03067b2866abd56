/** The sample portfolio as the product reads it, day by day, against the events it was made from. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listDrops } from '../../functions/src/erp/manifest.ts';
import { readDrop, type DropContent } from '../../functions/src/erp/read-drop.ts';
import { samplePortfolio, truthOf, type Truth } from '../../local/erp/sample/portfolio.ts';
import { sampleHistory } from '../../local/erp/sample/sample-history.ts';

const portfolio = samplePortfolio({ startsOn: '2026-03-02', debtors: 60 });
const truth = truthOf(portfolio);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sample-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function readDay(day: string): Promise<DropContent> {
  await sampleHistory(portfolio).drop(folder, day);
  const manifest = (await listDrops(folder)).find(({ asOf }) => asOf === day);
  if (manifest === undefined) throw new Error(`Nothing was dropped on ${day}`);
  return readDrop(folder, manifest);
}

function told(document: Truth, day: string): string {
  return `${document.customer} ${document.kind} ${document.openOn(day)} ${document.currency} ${document.issuedOn}`;
}

it.each(['2026-03-02', '2026-03-15', '2026-03-16', '2026-04-29', '2026-08-28'])(
  'what is open on %s is what happened until then',
  async (day) => {
    const { items } = await readDay(day);
    const read = items
      .filter(({ state }) => state === 'open')
      .map(({ document, customer, kind, open, issuedOn }) => [
        document,
        `${customer} ${kind} ${open.minor} ${open.currency} ${issuedOn}`,
      ]);
    const happened = [...truth]
      .filter(([, document]) => document.openOn(day) > 0)
      .map(([number, document]) => [number, told(document, day)]);
    expect(read.length).toBeGreaterThan(80);
    expect(Object.fromEntries(read)).toEqual(Object.fromEntries(happened));
  },
);

it('sets aside the faulty rows of the first two weeks, each for its reason, and none later', async () => {
  const { rejected } = await readDay('2026-03-02');
  const placed = rejected.map(
    ({ file, line, column }) =>
      `${file.startsWith('sample-items') ? 'items' : 'customers'} ${line} ${column}`,
  );
  expect(placed).toEqual([
    'customers 2 Land',
    'customers 3 Sprache',
    'customers 4 Name',
    'customers 5 Kundenart',
    'customers 6 Debitor',
    'customers 7 Debitor',
    'customers 8 Debitor',
    'customers 10 Debitor',
    'items 2 Belegdatum',
    'items 3 Nettofälligkeit',
    'items 4 Nettofälligkeit',
    'items 5 Betrag',
    'items 6 Betrag',
    'items 7 Offener Betrag',
    'items 8 Währung',
    'items 9 Debitor',
    'items 10 Belegnummer',
    'items 11 Belegart',
    'items 12 Ausgleichsdatum',
    'items 13 ',
    'items 14 ',
    'items 15 Belegnummer',
    'items 16 Belegnummer',
    'items 18 Belegnummer',
  ]);
  expect((await readDay('2026-03-15')).rejected).toHaveLength(24);
  expect((await readDay('2026-03-16')).rejected).toEqual([]);
});

it('reads every customer, with the letters of their language', async () => {
  const { customers } = await readDay('2026-03-02');
  expect(customers.map(({ number, name }) => [number, name])).toEqual(
    portfolio.debtors.map(({ customer }) => [customer.number, customer.name]),
  );
  expect(customers.map(({ name }) => name).join('')).toMatch(/[őűáé].*[ßüö]|[ßüö].*[őűáé]/);
});

it('tells settled and reversed items, and payments with what they cleared', async () => {
  const day = '2026-04-29';
  const { items, payments } = await readDay(day);
  const invoices = items.filter(({ kind }) => kind === 'invoice');
  for (const { document, state, settledOn } of invoices) {
    const happened = truth.get(document);
    const closed = happened?.closedOn(day);
    expect([state, settledOn]).toEqual(
      closed === undefined
        ? ['open', undefined]
        : happened?.isReversed(day)
          ? ['reversed', undefined]
          : ['settled', closed],
    );
  }
  expect(invoices.some(({ state }) => state === 'reversed')).toBe(true);
  expect(payments.filter(({ clears }) => clears !== undefined).length).toBeGreaterThan(50);
  for (const { customer, clears } of payments) {
    if (clears !== undefined) expect(truth.get(clears)?.customer).toBe(customer);
  }
});
