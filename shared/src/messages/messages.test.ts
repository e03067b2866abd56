import { erpCustomer, erpItem, erpPayment } from './ledger.ts';
import { dataverseEvents, dispatches, evaluations, receivableChanges } from './messages.ts';

const id = '9b0007c2-778c-5ca6-8afb-bd763f87dfba';

describe('messages on the bus', () => {
  it('are read as they were written', () => {
    expect(evaluations.parse({ debtors: [id] })).toEqual({ debtors: [id] });
    expect(dispatches.parse({ action: id, debtor: id })).toEqual({ action: id, debtor: id });
    expect(receivableChanges.parse({ kind: 'chunk', run: id, chunk: 0 })).toEqual({
      kind: 'chunk',
      run: id,
      chunk: 0,
    });
    expect(receivableChanges.parse({ kind: 'finish', run: id })).toEqual({ kind: 'finish', run: id });
  });

  it.each([
    ['no debtors', evaluations, { debtors: [] }],
    ['too many debtors', evaluations, { debtors: Array(501).fill(id) }],
    ['no id', evaluations, { debtors: ['D-1'] }],
    ['something unknown beside', dispatches, { action: id, debtor: id, amount: 1 }],
    ['an unknown kind', receivableChanges, { kind: 'start', run: id }],
    ['a chunk below zero', receivableChanges, { kind: 'chunk', run: id, chunk: -1 }],
  ])('are refused with %s', (_, message, body) => {
    expect(message.safeParse(body).success).toBe(false);
  });

  it('of Dataverse keep only what names the row', () => {
    const event = { PrimaryEntityName: 'phonecall', PrimaryEntityId: id, MessageName: 'Update', Depth: 1 };
    expect(dataverseEvents.parse(event)).toEqual({ PrimaryEntityName: 'phonecall', PrimaryEntityId: id });
  });
});

describe('what an ERP says', () => {
  const item = {
    customer: 'C-1',
    document: ' INV-1 ',
    kind: 'invoice',
    issuedOn: '2025-02-11',
    dueOn: '2025-03-13',
    amount: { minor: 10_000, currency: 'EUR' },
    open: { minor: 0, currency: 'EUR' },
    state: 'settled',
    settledOn: '2025-03-10',
  };

  it('is read, with spaces around it cut off', () => {
    expect(erpItem.parse(item)).toEqual({ ...item, document: 'INV-1' });
  });

  it.each([
    ['a date that does not exist', { dueOn: '2025-02-29' }],
    ['an amount below zero: the kind says which way it counts', { amount: { minor: -1, currency: 'EUR' } }],
    ['half a cent', { amount: { minor: 0.5, currency: 'EUR' } }],
    ['a currency in small letters', { amount: { minor: 1, currency: 'eur' } }],
    ['an empty document', { document: '  ' }],
    ['an unknown kind', { kind: 'debitNote' }],
  ])('is refused with %s', (_, change) => {
    expect(erpItem.safeParse({ ...item, ...change }).success).toBe(false);
  });

  it('of a customer needs country and language as codes', () => {
    const customer = { number: 'C-1', name: 'Minta Kft.', kind: 'business', country: 'HU', language: 'hu' };
    expect(erpCustomer.safeParse(customer).success).toBe(true);
    expect(erpCustomer.safeParse({ ...customer, country: 'Hungary' }).success).toBe(false);
    expect(erpCustomer.safeParse({ ...customer, language: 'Hungarian' }).success).toBe(false);
    expect(erpCustomer.safeParse({ ...customer, language: 'de-AT' }).success).toBe(true);
  });

  it('of a payment may leave open what it was for', () => {
    const payment = { customer: 'C-1', document: 'P-1', paidOn: '2025-03-10', amount: item.amount };
    expect(erpPayment.safeParse(payment).success).toBe(true);
    expect(erpPayment.safeParse({ ...payment, clears: 'INV-1' }).success).toBe(true);
  });
});
