import { erpItem, type ErpItem } from '../messages/ledger.ts';
import { receivable } from '../tables/ledger.ts';
import { currenciesOf } from './currencies.ts';
import {
  bucketOf,
  debtorColumns,
  debtorIdOf,
  differs,
  paymentColumns,
  paymentIdOf,
  receivableBinds,
  receivableColumns,
  receivableIdOf,
  receivableOf,
  receivableStatus,
} from './ledger-rows.ts';
import { aRow } from './testing/a-row.ts';

const currencies = currenciesOf([
  { transactioncurrencyid: 'id-eur', isocurrencycode: 'EUR', currencyprecision: 2 },
  { transactioncurrencyid: 'id-huf', isocurrencycode: 'HUF', currencyprecision: 2 },
]);

const invoice: ErpItem = erpItem.parse({
  customer: 'C-1',
  document: 'INV/2025&1',
  kind: 'invoice',
  issuedOn: '2025-02-11',
  dueOn: '2025-03-13',
  amount: { minor: 12_345, currency: 'EUR' },
  open: { minor: 6_000, currency: 'EUR' },
  state: 'open',
});

describe('an open item', () => {
  it('comes back from its row as the ERP said', () => {
    const columns = receivableColumns('HU01', invoice);
    const status = receivableStatus(invoice);
    const row = aRow(receivable, {
      ...columns,
      ...status,
      dun_receivableid: receivableIdOf('HU01', invoice),
      _transactioncurrencyid_value: 'id-eur',
    });
    expect(receivableOf(row, currencies)).toEqual({
      id: receivableIdOf('HU01', invoice),
      document: 'INV/2025&1',
      kind: 'invoice',
      state: 'open',
      issuedOn: '2025-02-11',
      dueOn: '2025-03-13',
      amount: { minor: 12_345, currency: 'EUR' },
      open: { minor: 6_000, currency: 'EUR' },
    });
  });

  it('has a key of hex digits, since its number may hold anything', () => {
    expect(receivableColumns('HU01', invoice)['dun_key']).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is bound to its debtor and currency when it is created', () => {
    expect(receivableBinds(currencies, 'debtor-1', invoice)).toEqual({
      'dun_debtorid@odata.bind': '/dun_debtors(debtor-1)',
      'transactioncurrencyid@odata.bind': '/transactioncurrencies(id-eur)',
    });
  });

  it.each(['open', 'settled', 'reversed'] as const)('that is %s says so with state and status', (state) => {
    const { statecode, statuscode } = receivableStatus({ ...invoice, state });
    expect(statuscode).toBe(receivable.status[state].value);
    expect(statecode).toBe(state === 'open' ? 0 : 1);
  });

  it('in a currency the environment lacks is refused with the remedy', () => {
    const zloty = { ...invoice, amount: { minor: 1, currency: 'PLN' } };
    expect(() => receivableBinds(currencies, 'debtor-1', zloty)).toThrow(
      'The environment has no currency PLN; add it under Currencies',
    );
    const row = aRow(receivable, {
      ...receivableColumns('HU01', invoice),
      ...receivableStatus(invoice),
      _transactioncurrencyid_value: 'gone',
    });
    expect(() => receivableOf(row, currencies)).toThrow('No currency has the id gone');
  });
});

describe('names of rows', () => {
  it('differ by company, by kind and by number, also in case', () => {
    const ids = [
      debtorIdOf('HU01', 'C-1'),
      debtorIdOf('PL01', 'C-1'),
      debtorIdOf('HU01', 'c-1'),
      receivableIdOf('HU01', invoice),
      receivableIdOf('PL01', invoice),
      receivableIdOf('HU01', { ...invoice, kind: 'creditNote' }),
      paymentIdOf('HU01', invoice.document),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('spread debtors evenly over buckets', () => {
    const sizes = new Map<number, number>();
    for (let n = 0; n < 8_000; n++) {
      const bucket = bucketOf(debtorIdOf('HU01', `C-${n}`), 8);
      sizes.set(bucket, (sizes.get(bucket) ?? 0) + 1);
    }
    expect([...sizes.keys()].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(Math.min(...sizes.values())).toBeGreaterThan(850);
    expect(Math.max(...sizes.values())).toBeLessThan(1_150);
  });
});

describe('customers and payments', () => {
  it('a name that is too long is cut, its number never', () => {
    const columns = debtorColumns('HU01', {
      number: 'C-1',
      name: 'N'.repeat(500),
      kind: 'consumer',
      country: 'HU',
      language: 'hu',
    });
    expect(columns['dun_name']).toBe('N'.repeat(200));
    expect(columns['dun_number']).toBe('C-1');
  });

  it('a payment says which document it was for, if the ERP did', () => {
    const paid = { customer: 'C-1', document: 'P-1', paidOn: invoice.dueOn, amount: invoice.amount };
    expect(paymentColumns('HU01', paid)).toMatchObject({ dun_amount: 123.45, dun_clears: null });
    expect(paymentColumns('HU01', { ...paid, clears: 'INV-1' })).toMatchObject({ dun_clears: 'INV-1' });
  });
});

describe('whether a write would change anything', () => {
  it('a value that is missing and one that is empty are the same', () => {
    expect(differs({ dun_open: 60 }, { dun_open: 60, dun_settledon: null })).toBe(false);
    expect(differs({ dun_open: 60, dun_settledon: null }, { dun_open: 60 })).toBe(false);
    expect(differs({ dun_open: 60 }, { dun_open: 60.01 })).toBe(true);
    expect(differs({ dun_open: 60 }, { dun_settledon: '2025-03-13' })).toBe(true);
    expect(differs({ dun_open: 60 }, { dun_open: null })).toBe(true);
  });
});
