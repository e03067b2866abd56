import { isoDate } from '../dates/iso-date.ts';
import { money } from '../money/money.ts';
import { aCreditNote } from '../strategy/testing/a-debtor.ts';
import { checkPromise } from './check.ts';
import type { PromiseRules, PromiseToPay } from './promise.ts';
import { aPayment, aPromise, circumstances } from './testing/a-promise.ts';

/** `overBalance items: INV-1 100.01 EUR` per refusal; nothing when the promise stands. */
function refusals(
  promise: PromiseToPay,
  of: {
    readonly promises?: readonly PromiseToPay[];
    readonly around?: ReturnType<typeof circumstances>;
    readonly rules?: Partial<PromiseRules>;
    readonly asOf?: string;
  } = {},
): readonly string[] {
  const { around = circumstances(), promises = [], asOf = '2025-03-10' } = of;
  const rules = { ...around.rules, ...of.rules };
  const result = checkPromise(promise, { ...around, rules, promises }, isoDate(asOf));
  return result.ok ? [] : result.refusals.map(({ code, field, value }) => `${code} ${field}: ${value}`);
}

describe('a promise that somebody wrote (F055)', () => {
  it('stands for all that is open, today and on the last day of the horizon', () => {
    expect(refusals(aPromise())).toEqual([]);
    expect(refusals(aPromise({ by: { '2025-03-10': 100 } }))).toEqual([]);
    expect(refusals(aPromise({ by: { '2025-04-09': 100 } }))).toEqual([]);
  });

  it('says what to do about what is wrong', () => {
    const promise = aPromise({ by: { '2025-03-20': 150 }, items: { 'INV-1': 150 } });
    expect(checkPromise(promise, { ...circumstances(), promises: [] }, isoDate('2025-03-10'))).toEqual({
      ok: false,
      refusals: [
        {
          code: 'overBalance',
          field: 'items',
          value: 'INV-1 150.00 EUR',
          remedy: 'Promise at most 100.00 EUR, which is open',
        },
      ],
    });
  });

  it('is refused a cent over what is open', () => {
    const around = circumstances({ paid: [aPayment('2025-03-01', 40)] });
    const of = (amount: number): PromiseToPay =>
      aPromise({ by: { '2025-03-20': amount }, items: { 'INV-1': amount } });
    expect(refusals(of(60), { around })).toEqual([]);
    expect(refusals(of(60.01), { around })).toEqual(['overBalance items: INV-1 60.01 EUR']);
  });

  it('is not over the balance because of what was paid since it was made', () => {
    const around = circumstances({ paid: [aPayment('2025-03-01', 40), aPayment('2025-03-12', 35)] });
    const of = (amount: number): PromiseToPay =>
      aPromise({ by: { '2025-03-20': amount }, items: { 'INV-1': amount } });
    expect(refusals(of(60), { around, asOf: '2025-03-13' })).toEqual([]);
    expect(refusals(of(60.01), { around, asOf: '2025-03-13' })).toEqual([
      'overBalance items: INV-1 60.01 EUR',
    ]);
    const sameDay = circumstances({ paid: [aPayment('2025-03-10', 40)] });
    expect(refusals(of(100), { around: sameDay })).toEqual(['overBalance items: INV-1 100.00 EUR']);
    const paid = circumstances({ paid: [aPayment('2025-03-12', 100)] });
    expect(refusals(aPromise(), { around: paid, asOf: '2025-03-13' })).toEqual([]);
  });

  it('is refused in the past and beyond the horizon', () => {
    expect(refusals(aPromise({ by: { '2025-03-09': 100 } }))).toEqual(['inThePast instalments: 2025-03-09']);
    expect(refusals(aPromise({ by: { '2025-04-10': 100 } }))).toEqual([
      'beyondHorizon instalments: 2025-04-10',
    ]);
  });

  it('may have been made some days ago, but not be made tomorrow', () => {
    expect(refusals(aPromise({ madeOn: '2025-03-07' }))).toEqual([]);
    expect(refusals(aPromise({ madeOn: '2025-03-11' }))).toEqual(['madeLater madeOn: 2025-03-11']);
  });

  it('is refused without items, and without instalments', () => {
    expect(refusals(aPromise({ items: {} }))).toEqual(['noItems items: ']);
    expect(refusals(aPromise({ by: {} }))).toEqual(['noInstalments instalments: ']);
  });

  it('is refused for somebody else’s item, for what is settled, and for a credit note', () => {
    const other = aPromise({ items: { 'INV-7': 100 } });
    expect(refusals(other)).toEqual(['unknownItem items: INV-7']);
    const settled = circumstances({ paid: [aPayment('2025-03-09', 100)] });
    expect(refusals(aPromise(), { around: settled })).toEqual(['nothingToPay items: INV-1']);
    const around = circumstances();
    const credit = { ...around, receivables: [aCreditNote({ id: 'INV-1' })] };
    expect(refusals(aPromise(), { around: credit })).toEqual(['nothingToPay items: INV-1']);
  });

  it('is refused when the item’s document is not the item’s', () => {
    const promise = aPromise();
    const items = promise.items.map((item) => ({ ...item, document: 'INV-2' }));
    expect(refusals({ ...promise, items })).toEqual(['unknownItem items: INV-2']);
  });

  it('is refused when an item stands there twice', () => {
    const promise = aPromise({ by: { '2025-03-20': 80 }, items: { 'INV-1': 40 } });
    expect(refusals({ ...promise, items: [...promise.items, ...promise.items] })).toEqual([
      'itemTwice items: INV-1',
    ]);
  });

  it('is refused in another currency than the invoice, and in two', () => {
    expect(refusals(aPromise({ currency: 'HUF' }))).toEqual(['otherCurrency items: INV-1 100.00 HUF']);
    const promise = aPromise();
    const mixed = {
      ...promise,
      instalments: [{ dueOn: isoDate('2025-03-20'), amount: money(100_00, 'USD') }],
    };
    expect(refusals(mixed)).toEqual(['otherCurrency instalments: 2025-03-20 100.00 USD']);
  });

  it.each([0, -5])('is refused for %d euros', (amount) => {
    const promise = aPromise({ by: { '2025-03-20': amount }, items: { 'INV-1': amount } });
    expect(refusals(promise)).toEqual([
      `notPositive items: INV-1 ${amount}.00 EUR`,
      `notPositive instalments: 2025-03-20 ${amount}.00 EUR`,
    ]);
  });

  it('is refused for an invoice that is promised already, until that promise is closed', () => {
    const promise = aPromise({ id: 'P-2' });
    expect(refusals(promise, { promises: [aPromise()] })).toEqual(['alreadyPromised items: INV-1']);
    expect(refusals(promise, { promises: [aPromise({ withdrawnOn: '2025-03-10' })] })).toEqual([]);
    expect(refusals(promise, { promises: [promise] })).toEqual([]);
  });

  it('is refused where the calendar does not cover the days of grace', () => {
    const promise = aPromise({ madeOn: '2026-12-20', by: { '2026-12-30': 100 } });
    expect(refusals(promise, { asOf: '2026-12-20' })).toEqual(['calendarEnds instalments: 2026-12-30']);
  });

  it('may be withdrawn whatever else is wrong by then, but not before it was made', () => {
    const paid = circumstances({ paid: [aPayment('2025-03-12', 60)] });
    const withdrawn = aPromise({ withdrawnOn: '2025-03-28' });
    expect(refusals(withdrawn, { around: paid, asOf: '2025-03-28' })).toEqual([]);
    expect(refusals(aPromise({ withdrawnOn: '2025-03-10' }))).toEqual([]);
    expect(refusals(aPromise({ withdrawnOn: '2025-03-09' }))).toEqual([
      'withdrawnBefore withdrawnOn: 2025-03-09',
    ]);
  });

  it('has everything that is wrong named at once', () => {
    const promise = aPromise({ by: { '2025-03-01': 90 }, items: { 'INV-1': 120 } });
    expect(refusals(promise)).toEqual([
      'overBalance items: INV-1 120.00 EUR',
      'notTheSum instalments: 90.00 EUR',
      'inThePast instalments: 2025-03-01',
    ]);
  });
});

describe('an instalment plan that somebody wrote (F060)', () => {
  const plan = (by: Readonly<Record<string, number>>): PromiseToPay => aPromise({ by });

  it('stands when it sums to the cent, and may take longer than a simple promise', () => {
    expect(refusals(plan({ '2025-03-20': 33.33, '2025-07-22': 33.33, '2026-03-10': 33.34 }))).toEqual([]);
  });

  it('is refused a cent less and a cent more', () => {
    expect(refusals(plan({ '2025-03-20': 50, '2025-04-22': 49.99 }))).toEqual([
      'notTheSum instalments: 99.99 EUR',
    ]);
    expect(refusals(plan({ '2025-03-20': 50, '2025-04-22': 50.01 }))).toEqual([
      'notTheSum instalments: 100.01 EUR',
    ]);
  });

  it('is refused out of order, and with two instalments on one day', () => {
    expect(refusals(plan({ '2025-04-22': 50, '2025-03-20': 50 }))).toEqual([
      'notInOrder instalments: 2025-03-20',
    ]);
    const twice = plan({ '2025-03-20': 50 });
    expect(refusals({ ...twice, instalments: [...twice.instalments, ...twice.instalments] })).toEqual([
      'notInOrder instalments: 2025-03-20',
    ]);
  });

  it('is refused beyond its own horizon', () => {
    expect(refusals(plan({ '2025-03-20': 50, '2026-03-11': 50 }))).toEqual([
      'beyondHorizon instalments: 2026-03-11',
    ]);
  });
});

describe('a promise that needs approval', () => {
  const broken = ['2025-01-07', '2025-02-04'].map((madeOn, at) =>
    aPromise({ id: `old-${at}`, madeOn, by: { [madeOn.replace(/-0.$/, '-20')]: 100 } }),
  );

  it('is one of the third level: somebody else has to approve', () => {
    expect(refusals(aPromise(), { promises: broken.slice(1) })).toEqual([]);
    expect(refusals(aPromise(), { promises: broken })).toEqual(['needsApproval approvedBy: level 3']);
    expect(refusals(aPromise({ approvedBy: 'anna' }), { promises: broken })).toEqual([
      'approvedBySelf approvedBy: anna',
    ]);
    expect(refusals(aPromise({ approvedBy: 'bela' }), { promises: broken })).toEqual([]);
  });

  it('is one beside as many open ones as are allowed', () => {
    const around = circumstances({ invoices: { 'INV-1': 100, 'INV-2': 100 } });
    const open = [aPromise({ id: 'P-2', items: { 'INV-2': 100 } })];
    expect(refusals(aPromise(), { around, promises: open })).toEqual([]);
    expect(refusals(aPromise(), { around, promises: open, rules: { maxOpenPromises: 1 } })).toEqual([
      'needsApproval approvedBy: 1 open promises',
    ]);
  });

  it('is told so only once the rest is right', () => {
    const late = aPromise({ by: { '2025-03-09': 100 } });
    expect(refusals(late, { promises: broken })).toEqual(['inThePast instalments: 2025-03-09']);
  });
});
