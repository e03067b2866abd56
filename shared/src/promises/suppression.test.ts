import { isoDate } from '../dates/iso-date.ts';
import { promisedAmounts } from './suppression.ts';
import { aPayment, aPromise, circumstances } from './testing/a-promise.ts';
import type { PromiseToPay } from './promise.ts';
import type { PromiseCircumstances } from './standing.ts';

/** `INV-1 60 until 2025-03-24 (P-1)` */
function inWords(
  promises: readonly PromiseToPay[],
  around: PromiseCircumstances,
  asOf: string,
): readonly string[] {
  return promisedAmounts(promises, around, isoDate(asOf)).map(
    ({ receivable, amount, until, promise }) =>
      `${receivable} ${amount.minor / 100} until ${until ?? 'nobody knows'} (${promise})`,
  );
}

describe('what is not asked for because it is promised (F056)', () => {
  const invoices = { 'INV-1': 100, 'INV-2': 50 };

  it('is the promised amount of the promised invoice, up to the last day of grace', () => {
    const promise = aPromise({ by: { '2025-03-20': 60 }, items: { 'INV-1': 60 } });
    const around = circumstances({ invoices });
    expect(inWords([promise], around, '2025-03-09')).toEqual([]);
    expect(inWords([promise], around, '2025-03-10')).toEqual(['INV-1 60 until 2025-03-24 (P-1)']);
    expect(inWords([promise], around, '2025-03-24')).toEqual(['INV-1 60 until 2025-03-24 (P-1)']);
    expect(inWords([promise], around, '2025-03-25')).toEqual([]);
  });

  it('is less by what was paid, and nothing once it is kept', () => {
    const promise = aPromise();
    const half = circumstances({ invoices, paid: [aPayment('2025-03-12', 40)] });
    expect(inWords([promise], half, '2025-03-12')).toEqual(['INV-1 60 until 2025-03-24 (P-1)']);
    const short = circumstances({ invoices, paid: [aPayment('2025-03-12', 99.5)] });
    expect(inWords([promise], short, '2025-03-12')).toEqual([]);
  });

  it('ends when the promise is withdrawn', () => {
    const promise = aPromise({ withdrawnOn: '2025-03-14' });
    expect(inWords([promise], circumstances({ invoices }), '2025-03-13')).toHaveLength(1);
    expect(inWords([promise], circumstances({ invoices }), '2025-03-14')).toEqual([]);
  });

  it('has each item of a promise', () => {
    const promise = aPromise({ by: { '2025-03-20': 150 }, items: { 'INV-2': 50, 'INV-1': 100 } });
    expect(inWords([promise], circumstances({ invoices }), '2025-03-10')).toEqual([
      'INV-1 100 until 2025-03-24 (P-1)',
      'INV-2 50 until 2025-03-24 (P-1)',
    ]);
  });

  it('is never more than what is open, of however many promises', () => {
    const promises = [aPromise({ id: 'P-2', madeOn: '2025-03-11' }), aPromise()];
    const credited = circumstances({ invoices, credited: { 'INV-1': 30 } });
    expect(inWords(promises, credited, '2025-03-12')).toEqual(['INV-1 70 until 2025-03-24 (P-1)']);
    const part = aPromise({ by: { '2025-03-20': 40 }, items: { 'INV-1': 40 } });
    expect(inWords([...promises, { ...part, id: 'P-0' }], credited, '2025-03-12')).toEqual([
      'INV-1 40 until 2025-03-24 (P-0)',
      'INV-1 30 until 2025-03-24 (P-1)',
    ]);
  });

  it('has no end where the calendar ends before', () => {
    const promise = aPromise({ by: { '2026-12-31': 100 } });
    expect(inWords([promise], circumstances({ invoices }), '2025-03-12')).toEqual([
      'INV-1 100 until nobody knows (P-1)',
    ]);
  });

  it('leaves out an item that the ledger does not have', () => {
    const promise = aPromise({ by: { '2025-03-20': 110 }, items: { 'INV-1': 100, 'INV-9': 10 } });
    expect(inWords([promise], circumstances({ invoices }), '2025-03-12')).toEqual([
      'INV-1 100 until 2025-03-24 (P-1)',
    ]);
  });
});

describe('what is promised by a plan', () => {
  const invoices = { 'INV-1': 60, 'INV-2': 90 };
  const plan = aPromise({
    by: { '2025-03-20': 50, '2025-04-22': 50, '2025-05-20': 50 },
    items: { 'INV-1': 60, 'INV-2': 90 },
  });

  it('is spread over its instalments, the oldest item first', () => {
    expect(inWords([plan], circumstances({ invoices }), '2025-03-10')).toEqual([
      'INV-1 50 until 2025-03-24 (P-1)',
      'INV-1 10 until 2025-04-24 (P-1)',
      'INV-2 40 until 2025-04-24 (P-1)',
      'INV-2 50 until 2025-05-22 (P-1)',
    ]);
  });

  it('is less by a missed instalment, which is asked for again', () => {
    expect(inWords([plan], circumstances({ invoices }), '2025-03-25')).toEqual([
      'INV-1 10 until 2025-04-24 (P-1)',
      'INV-2 40 until 2025-04-24 (P-1)',
      'INV-2 50 until 2025-05-22 (P-1)',
    ]);
  });

  it('is nothing after a default that makes the whole plan due, and until then all of it', () => {
    const around = circumstances({ invoices, rules: { defaultClause: 'wholePlanDue' } });
    expect(inWords([plan], around, '2025-03-24')).toEqual([
      'INV-1 50 until 2025-03-24 (P-1)',
      'INV-1 10 until 2025-03-24 (P-1)',
      'INV-2 40 until 2025-03-24 (P-1)',
      'INV-2 50 until 2025-03-24 (P-1)',
    ]);
    expect(inWords([plan], around, '2025-03-25')).toEqual([]);
  });

  it('is due with the instalment that comes next, once one is paid', () => {
    const around = circumstances({
      invoices,
      paid: [aPayment('2025-03-20', 50)],
      rules: { defaultClause: 'wholePlanDue' },
    });
    expect(inWords([plan], around, '2025-03-25')).toEqual([
      'INV-1 10 until 2025-04-24 (P-1)',
      'INV-2 40 until 2025-04-24 (P-1)',
      'INV-2 50 until 2025-04-24 (P-1)',
    ]);
  });
});
