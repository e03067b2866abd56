import fc from 'fast-check';
import { erpCustomer, erpItem, erpPayment } from '@dunlin/shared/messages/ledger';
import { aDrop, aMapping, customersHeader, itemsHeader } from './a-drop.ts';
import { DropError } from './drop-error.ts';
import { readDrop, type DropContent } from './read-drop.ts';

/** Cells good and bad, few enough of each that rows repeat and contradict one another. */
const cell = {
  customer: fc.constantFrom('4711', '4712', '', 'x'.repeat(101)),
  document: fc.constantFrom('1', '2', '3', '4', '5', '6', '7', '8', ''),
  kind: fc.constantFrom('RV', 'RV', 'RG', 'DZ', 'AB'),
  date: fc.constantFrom('01.03.2026', '15.03.2026', '31.02.2026', ''),
  dueOn: fc.constantFrom('31.03.2026', '10.03.2026', '01.01.2020', ''),
  amount: fc.constantFrom('10,00', '10,00', '-10,00', '1.000,00', '0,00', '1.0'),
  open: fc.constantFrom('10,00', '10,00', '5,00', '0,00', '-10,00', '20,00', ''),
  currency: fc.constantFrom('EUR', 'EUR', 'HUF', 'EURO'),
  settledOn: fc.constantFrom('', '', '20.03.2026', '20.04.2026'),
  reversed: fc.constantFrom('', '', '', 'X'),
  clears: fc.constantFrom('', '9'),
};
const itemRow = fc
  .tuple(
    cell.customer,
    cell.document,
    cell.kind,
    cell.date,
    cell.dueOn,
    cell.amount,
    cell.open,
    cell.currency,
    cell.settledOn,
    cell.reversed,
    cell.clears,
  )
  .map((cells) => cells.join(';'));
const brokenRow = fc.constantFrom('a;b', '4711;1"2;RV', '"', ';;;;;;;;;;;;');
const customerRow = fc
  .tuple(
    fc.constantFrom('1', '2', '3', ''),
    fc.constantFrom('A', 'Ö', ''),
    fc.constantFrom('B', 'C', '', 'D'),
    fc.constantFrom('HU', 'pl', 'XY'),
    fc.constantFrom('hu', 'de-DE', 'xx'),
    fc.constantFrom('', 'a@b.example'),
  )
  .map((cells) => `${cells.join(',')},`);

function fileOf(header: string, rows: readonly string[]): string {
  return `${[header, ...rows].join('\n')}\n`;
}

async function read(items: string | Buffer, customers: string | Buffer): Promise<DropContent> {
  const { folder, manifest } = await aDrop({ items, customers });
  return readDrop(folder, manifest);
}

/** What a content says, without the lines of the rows, which another order moves. */
function meaningOf(content: DropContent): unknown {
  const { customers, items, payments, setAsideDocuments, rowsRead } = content;
  const rejected = content.rejected.map(({ file, column, value }) => `${file} ${column} ${value}`).sort();
  return { customers, items, payments, setAsideDocuments, rowsRead, rejected };
}

describe('reading a drop', () => {
  it('does not depend on the order of rows', async () => {
    const rows = fc.array(
      fc.oneof({ weight: 6, arbitrary: itemRow }, { weight: 1, arbitrary: fc.constant('a;b') }),
      { maxLength: 20 },
    );
    const permuted = rows.chain((each) =>
      fc.tuple(fc.constant(each), fc.shuffledSubarray(each, { minLength: each.length })),
    );
    await fc.assert(
      fc.asyncProperty(
        permuted,
        fc.array(customerRow, { maxLength: 8 }),
        async ([before, after], customers) => {
          const one = await read(fileOf(itemsHeader, before), fileOf(customersHeader, customers));
          const other = await read(
            fileOf(itemsHeader, after),
            fileOf(customersHeader, customers.toReversed()),
          );
          expect(meaningOf(other)).toEqual(meaningOf(one));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('reads each row or sets it aside: none is lost, none is both', async () => {
    const rows = fc.array(fc.oneof({ weight: 5, arbitrary: itemRow }, { weight: 1, arbitrary: brokenRow }), {
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(rows, fc.array(customerRow, { maxLength: 8 }), async (items, customers) => {
        const content = await read(fileOf(itemsHeader, items).trimEnd(), fileOf(customersHeader, customers));
        expect(content.rowsRead).toBe(items.length);

        const setAside = (file: string): Set<number> =>
          new Set(content.rejected.filter((row) => row.file === file).map(({ line }) => line));
        // Every row has its own line here, so the lines not set aside are the rows read, each with a document of its own.
        const kept = items
          .filter((_, index) => !setAside('items.csv').has(index + 2))
          .map((row) => row.split(';'));
        const documents = kept.map((cells) => `${cells[2] === 'DZ' ? 'DZ' : cells[2]} ${cells[1]}`).sort();
        const written = [
          ...content.items.map(
            ({ kind, document }) =>
              `${{ invoice: 'RV', creditNote: 'RG', unappliedCash: 'DZ' }[kind]} ${document}`,
          ),
          ...content.payments.map(({ document }) => `DZ ${document}`),
        ];
        expect(documents).toEqual([...new Set(written)].sort());

        const numbers = customers
          .filter((_, index) => !setAside('customers.csv').has(index + 2))
          .map((row) => row.split(',')[0]);
        expect(numbers.sort()).toEqual(content.customers.map(({ number }) => number));
      }),
      { numRuns: 200 },
    );
  });

  it('says nothing that the ledger’s own checks would refuse', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(itemRow, { maxLength: 20 }),
        fc.array(customerRow, { maxLength: 8 }),
        async (items, customers) => {
          const content = await read(fileOf(itemsHeader, items), fileOf(customersHeader, customers));
          for (const item of content.items) expect(erpItem.parse(item)).toEqual(item);
          for (const payment of content.payments) expect(erpPayment.parse(payment)).toEqual(payment);
          for (const customer of content.customers) expect(erpCustomer.parse(customer)).toEqual(customer);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('answers garbage with rows set aside or one clear error, never with another', async () => {
    const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));
    const syntax = fc
      .array(
        fc.constantFrom(
          '"',
          ';',
          ',',
          '\n',
          '\r',
          '\r\n',
          '\0',
          ' ',
          'a',
          '1',
          '\ufeff',
          '\ud83d\ude00',
          '__proto__',
        ),
        { maxLength: 60 },
      )
      .map((parts) => Buffer.from(parts.join('')));
    const afterHeader = fc
      .oneof(bytes, syntax)
      .map((tail) => Buffer.concat([Buffer.from(`${itemsHeader}\n`), tail]));
    const encoding = fc.constantFrom('utf-8', 'windows-1250', 'latin1');
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(bytes, syntax, afterHeader),
        fc.oneof(bytes, syntax),
        encoding,
        async (items, customers, written) => {
          const mapping = { ...aMapping, items: { ...aMapping.items, encoding: written } };
          const { folder, manifest } = await aDrop({ items, customers, mapping });
          await readDrop(folder, manifest).catch((error: unknown) => {
            if (!(error instanceof DropError)) throw error;
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('answers a garbled mapping with one clear error', async () => {
    const text = fc.oneof(fc.string(), fc.json(), fc.constant('{"__proto__":{"company":"X"}}'));
    await fc.assert(
      fc.asyncProperty(text, async (mapping) => {
        const { folder, manifest } = await aDrop({ mapping: ` ${mapping}` });
        await expect(readDrop(folder, manifest)).rejects.toBeInstanceOf(DropError);
      }),
      { numRuns: 100 },
    );
  });
});
