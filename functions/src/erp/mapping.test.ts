import { aDrop, aMapping } from './a-drop.ts';
import { readMapping } from './mapping.ts';

type Mapping = typeof aMapping & { items: { currency?: string } };

async function refusal(change: (mapping: Mapping) => void): Promise<string> {
  const mapping = structuredClone(aMapping) as Mapping;
  change(mapping);
  const { folder, manifest } = await aDrop({ mapping });
  return readMapping(folder, manifest).then(
    () => 'read',
    (error: Error) => error.message,
  );
}

function remove(from: object, key: string): void {
  Reflect.deleteProperty(from, key);
}

describe('readMapping', () => {
  it('fills in comma and UTF-8', async () => {
    const { folder, manifest } = await aDrop({});
    const { items, customers } = await readMapping(folder, manifest);
    expect([items.delimiter, items.encoding]).toEqual([';', 'utf-8']);
    expect([customers?.delimiter, customers?.encoding]).toEqual([',', 'utf-8']);
  });

  const faults: readonly [string, (mapping: Mapping) => void, string][] = [
    [
      'a column it does not know',
      (m) => Object.assign(m.items.columns, { amuont: 'Betrag' }),
      'items.columns.amuont: is not a known field',
    ],
    ['a missing column', (m) => remove(m.items.columns, 'dueOn'), 'items.columns.dueOn: '],
    [
      'a date pattern with two years',
      (m) => (m.items.dates = 'yyyy.yyyy'),
      'items.dates: has to name one day',
    ],
    [
      'a group sign that is the decimal sign',
      (m) => (m.items.numbers.group = ','),
      'items.numbers.group: is the decimal sign already',
    ],
    [
      'a currency twice',
      (m) => (m.items.currency = 'EUR'),
      'items.currency: give either one currency for all rows or columns.currency',
    ],
    ['no currency', (m) => remove(m.items.columns, 'currency'), 'items.currency: give either'],
    [
      'a currency that is none',
      (m) => (m.items.currency = 'EURO'),
      'items.currency: is not a currency in use',
    ],
    [
      'kinds without a column',
      (m) => remove(m.items.columns, 'kind'),
      'items.kinds: columns.kind and kinds belong together',
    ],
    [
      'a reversal column without values',
      (m) => remove(m.items, 'reversedValues'),
      'items.reversedValues: columns.reversed and',
    ],
    [
      'a kind of two meanings',
      (m) => m.items.kinds.payment.push('RV'),
      'items.kinds: one value stands for two kinds',
    ],
    [
      'credit limits without their format',
      (m) => Object.assign(m.customers.columns, { creditLimit: 'Limit' }),
      'customers.numbers: says how credit limits are written',
    ],
    [
      'credit limits without a currency',
      (m) => {
        Object.assign(m.customers.columns, { creditLimit: 'Limit' });
        Object.assign(m.customers, { numbers: { decimal: ',' } });
      },
      'customers.currency: give either one currency for all limits or columns.limitCurrency',
    ],
    [
      'customers without a language',
      (m) => remove(m.customers.columns, 'language'),
      'customers.columns.language: needs a column or a default',
    ],
    [
      'a default country that is none',
      (m) => Object.assign(m.customers.defaults, { country: 'Hungary' }),
      'customers.defaults.country: is not a country',
    ],
    ['another word for settled', (m) => (m.settled = 'gone'), 'settled: Invalid option'],
  ];
  it.each(faults)('refuses %s, naming the path', async (_, change, message) => {
    expect(await refusal(change)).toMatch(`mapping.json, ${message}`);
  });

  it('refuses marks for which there is no column', async () => {
    const change = (mapping: Mapping): void => {
      remove(mapping.items.columns, 'open');
      remove(mapping.items.columns, 'settledOn');
    };
    expect(await refusal(change)).toMatch('settled: settled items can only be marked in');
  });
});
