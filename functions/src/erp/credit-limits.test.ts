import { aDrop, aMapping, itemsHeader } from './a-drop.ts';
import { readDrop, type DropContent } from './read-drop.ts';

/** The usual mapping with credit limits and product lines. */
const mapping = {
  ...aMapping,
  items: { ...aMapping.items, columns: { ...aMapping.items.columns, productLine: 'Sparte' } },
  customers: {
    ...aMapping.customers,
    columns: { ...aMapping.customers.columns, creditLimit: 'Limit', limitCurrency: 'In' },
    numbers: { decimal: ',', group: '.' },
    delimiter: ';',
  },
};

async function read(customer: string, item = ''): Promise<DropContent> {
  const { folder, manifest } = await aDrop({
    customers: `Number;Name;Kind;Country;Language;Mail;City;Limit;In\n${customer}\n`,
    items: `${itemsHeader};Sparte\n${item}\n`,
    mapping,
  });
  return readDrop(folder, manifest);
}

describe('the credit limit of a customer', () => {
  it.each([
    ['1.500,00;EUR', { minor: 150_000, currency: 'EUR' }],
    ['0;HUF', { minor: 0, currency: 'HUF' }],
    // An empty cell says that there is none, whatever stands beside it.
    [';', null],
    [';EUR', null],
  ])('written as %s is %j', async (cells, expected) => {
    const { customers, rejected } = await read(`10;Anvil;B;HU;hu;;;${cells}`);
    expect([customers[0]?.creditLimit, rejected]).toEqual([expected, []]);
  });

  it.each([
    ['-5;EUR', 'Limit [-5] is negative'],
    ['1.50,00;EUR', 'Limit [1.50,00] is not an amount with "," before the decimals'],
    ['5;EURO', 'In [EURO] is not a currency in use (ISO 4217)'],
    ['5;', 'In [] is empty'],
  ])('written as %s sets the row aside', async (cells, expected) => {
    const { customers, rejected } = await read(`10;Anvil;B;HU;hu;;;${cells}`);
    expect(customers).toEqual([]);
    expect(rejected.map(({ column, value, reason }) => `${column} [${value}] ${reason}`)).toEqual([expected]);
  });
});

describe('the product line of an item', () => {
  it('is what the ERP calls it, or none', async () => {
    const row = '10;INV-1;RV;01.03.2026;31.03.2026;5,00;5,00;EUR;;;';
    const lines = [
      await read('10;Anvil;B;HU;hu;;;;', `${row};Hosting`),
      await read('10;Anvil;B;HU;hu;;;;', `${row};`),
    ];
    expect(lines.map(({ items }) => items[0]?.productLine)).toEqual(['Hosting', undefined]);
  });
});
