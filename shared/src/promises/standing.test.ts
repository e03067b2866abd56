import { addDays, isoDate, type IsoDate } from '../dates/iso-date.ts';
import { remarkInWords } from './remarks.ts';
import { promiseStanding, type PromiseCircumstances } from './standing.ts';
import { aPayment, aPromise, circumstances } from './testing/a-promise.ts';
import type { PromiseToPay } from './promise.ts';

/** `kept, 100.00 paid, 0.00 left`, in euros. */
function inWords(promise: PromiseToPay, around: PromiseCircumstances, asOf: string): string {
  const { state, paid, outstanding, brokenOn } = promiseStanding(promise, around, isoDate(asOf));
  const broken = brokenOn === undefined ? '' : `, missed on ${brokenOn}`;
  return `${state}, ${paid.minor / 100} paid, ${outstanding.minor / 100} left${broken}`;
}

function remarks(promise: PromiseToPay, around: PromiseCircumstances, asOf: string): readonly string[] {
  return promiseStanding(promise, around, isoDate(asOf)).remarks.map(remarkInWords);
}

/** 100 euros of INV-1 by Thursday 20 March; with two business days of grace the last day is Monday 24 March. */
const promise = aPromise();

describe('a promise against what was paid (F058)', () => {
  it('nothing came: open up to the last day of grace, broken the day after', () => {
    const around = circumstances();
    expect(inWords(promise, around, '2025-03-24')).toBe('open, 0 paid, 100 left');
    expect(inWords(promise, around, '2025-03-25')).toBe('broken, 0 paid, 100 left, missed on 2025-03-25');
    expect(inWords(promise, around, '2026-03-25')).toBe('broken, 0 paid, 100 left, missed on 2025-03-25');
  });

  it('early: kept from the day of the payment', () => {
    const around = circumstances({ paid: [aPayment('2025-03-13', 100)] });
    expect(inWords(promise, around, '2025-03-12')).toBe('open, 0 paid, 100 left');
    expect(inWords(promise, around, '2025-03-13')).toBe('kept, 100 paid, 0 left');
    expect(promiseStanding(promise, around, isoDate('2025-04-01')).keptOn).toBe('2025-03-13');
    expect(promiseStanding(promise, around, isoDate('2025-03-13')).items[0]?.paid.minor).toBe(100_00);
  });

  it('exact, on the promised day: kept', () => {
    const around = circumstances({ paid: [aPayment('2025-03-20', 100)] });
    expect(inWords(promise, around, '2025-03-25')).toBe('kept, 100 paid, 0 left');
  });

  it('short within the tolerance of one percent: kept, and the rest is no longer promised', () => {
    const around = circumstances({ paid: [aPayment('2025-03-20', 99)] });
    expect(inWords(promise, around, '2025-03-20')).toBe('kept, 99 paid, 1 left');
  });

  it('short by a cent more: open, then partially kept', () => {
    const around = circumstances({ paid: [aPayment('2025-03-20', 98.99)] });
    expect(inWords(promise, around, '2025-03-24')).toBe('open, 98.99 paid, 1.01 left');
    expect(inWords(promise, around, '2025-03-25')).toBe(
      'partiallyKept, 98.99 paid, 1.01 left, missed on 2025-03-25',
    );
  });

  it('the tolerance of a large promise ends at 5 euros', () => {
    const large = aPromise({ by: { '2025-03-20': 1_000 }, items: { 'INV-1': 1_000 } });
    const paying = (amount: number): string =>
      inWords(
        large,
        circumstances({ invoices: { 'INV-1': 1_000 }, paid: [aPayment('2025-03-20', amount)] }),
        '2025-03-25',
      );
    expect(paying(995)).toBe('kept, 995 paid, 5 left');
    expect(paying(994.99)).toBe('partiallyKept, 994.99 paid, 5.01 left, missed on 2025-03-25');
  });

  it('a tolerance as large as the instalment asks for a cent of it at least', () => {
    const small = aPromise({ by: { '2025-03-20': 1, '2025-04-22': 1 }, items: { 'INV-1': 2 } });
    const paying = (amount: number): string =>
      inWords(
        small,
        circumstances({
          invoices: { 'INV-1': 2 },
          paid: [aPayment('2025-03-20', amount)],
          rules: { toleranceBasisPoints: 10_000 },
        }),
        '2025-04-25',
      );
    expect(paying(1)).toBe('partiallyKept, 1 paid, 1 left, missed on 2025-04-25');
    expect(paying(1.01)).toBe('kept, 1.01 paid, 0.99 left');
  });

  it('late, on the last day of grace: kept', () => {
    const around = circumstances({ paid: [aPayment('2025-03-24', 100)] });
    expect(inWords(promise, around, '2025-03-23')).toBe('open, 0 paid, 100 left');
    expect(inWords(promise, around, '2025-03-25')).toBe('kept, 100 paid, 0 left');
  });

  it('late, the day after grace: broken, although nothing is left', () => {
    const around = circumstances({ paid: [aPayment('2025-03-25', 100)] });
    expect(inWords(promise, around, '2025-03-25')).toBe('broken, 100 paid, 0 left, missed on 2025-03-25');
  });

  it('half in time and half late: partially kept', () => {
    const around = circumstances({ paid: [aPayment('2025-03-20', 50), aPayment('2025-04-01', 50)] });
    expect(inWords(promise, around, '2025-03-25')).toBe(
      'partiallyKept, 50 paid, 50 left, missed on 2025-03-25',
    );
    expect(inWords(promise, around, '2025-04-01')).toBe(
      'partiallyKept, 100 paid, 0 left, missed on 2025-03-25',
    );
  });

  it('paid in time, posted late: broken until it is known, then kept by its value date', () => {
    expect(inWords(promise, circumstances(), '2025-03-27')).toMatch(/^broken/);
    const posted = circumstances({ paid: [aPayment('2025-03-24', 100)] });
    expect(inWords(promise, posted, '2025-03-28')).toBe('kept, 100 paid, 0 left');
  });

  it('paid before the promise was made, posted after: kept', () => {
    const around = circumstances({ paid: [aPayment('2025-03-07', 100)] });
    expect(inWords(promise, around, '2025-03-11')).toBe('kept, 100 paid, 0 left');
  });

  it('reversed: kept while it stood, broken once it was taken back', () => {
    const around = circumstances({ paid: [aPayment('2025-03-20', 100), aPayment('2025-03-27', -100)] });
    expect(inWords(promise, around, '2025-03-26')).toBe('kept, 100 paid, 0 left');
    expect(inWords(promise, around, '2025-03-27')).toBe('broken, 0 paid, 100 left, missed on 2025-03-25');
    expect(remarks(promise, around, '2025-03-27')).toEqual([
      '-100.00 EUR was booked on 2025-03-27 for INV-1: a payment was taken back',
    ]);
  });

  it('reversed within grace: open again', () => {
    const around = circumstances({ paid: [aPayment('2025-03-18', 100), aPayment('2025-03-21', -100)] });
    expect(inWords(promise, around, '2025-03-21')).toBe('open, 0 paid, 100 left');
  });

  it('reversed and paid again: by the new payment, not by the one that was taken back', () => {
    const paid = [aPayment('2025-03-12', 100), aPayment('2025-03-13', -100), aPayment('2025-03-20', 100)];
    const around = circumstances({ paid });
    expect(inWords(promise, around, '2025-03-15')).toBe('open, 0 paid, 100 left');
    expect(promiseStanding(promise, around, isoDate('2025-03-25')).keptOn).toBe('2025-03-20');
  });

  it('one of two reversed: the one of that amount is taken back, not the late one', () => {
    const paid = [aPayment('2025-03-20', 60), aPayment('2025-04-01', 40), aPayment('2025-04-02', -60)];
    const around = circumstances({ paid });
    expect(inWords(promise, around, '2025-04-02')).toBe('broken, 40 paid, 60 left, missed on 2025-03-25');
  });

  it('reversed by a posting with its own value date: that one, not the late one', () => {
    const paid = [aPayment('2025-03-20', 60), aPayment('2025-04-01', 40), aPayment('2025-03-20', -60)];
    const around = circumstances({ paid });
    expect(inWords(promise, around, '2025-04-02')).toBe('broken, 40 paid, 60 left, missed on 2025-03-25');
  });

  it('one of two alike reversed: the later one', () => {
    const paid = [aPayment('2025-03-20', 50), aPayment('2025-04-01', 50), aPayment('2025-04-02', -50)];
    const around = circumstances({ paid });
    expect(inWords(promise, around, '2025-04-02')).toBe(
      'partiallyKept, 50 paid, 50 left, missed on 2025-03-25',
    );
  });

  it('reversed in part: the latest money goes first, in whatever order the rows come', () => {
    const paid = [aPayment('2025-04-01', 40), aPayment('2025-04-02', -40.01), aPayment('2025-03-18', 60)];
    expect(inWords(promise, circumstances({ paid }), '2025-04-02')).toBe(
      'partiallyKept, 59.99 paid, 40.01 left, missed on 2025-03-25',
    );
  });

  it('reversed in part within grace: what is left counts', () => {
    const paid = [aPayment('2025-03-18', 60), aPayment('2025-03-20', 40), aPayment('2025-03-21', -50)];
    const { items, paid: left } = promiseStanding(promise, circumstances({ paid }), isoDate('2025-03-25'));
    expect(left.minor).toBe(50_00);
    expect(items[0]?.paid.minor).toBe(50_00);
  });

  it('gone from the ledger without a reversal: the item is open again, so it was not paid', () => {
    const { receivables } = circumstances();
    const around = { ...circumstances(), receivables, payments: [aPayment('2025-03-20', 100)] };
    expect(inWords(promise, around, '2025-03-25')).toBe('broken, 0 paid, 100 left, missed on 2025-03-25');
  });

  it('for another invoice: does not count', () => {
    const invoices = { 'INV-1': 100, 'INV-2': 100 };
    const around = circumstances({ invoices, paid: [aPayment('2025-03-20', 100, { document: 'INV-2' })] });
    expect(inWords(promise, around, '2025-03-25')).toBe('broken, 0 paid, 100 left, missed on 2025-03-25');
  });

  it('for another invoice, while this one was credited: still withdrawn', () => {
    const invoices = { 'INV-1': 100, 'INV-2': 100 };
    const paid = [aPayment('2025-03-20', 100, { document: 'INV-2' })];
    const around = circumstances({ invoices, paid, credited: { 'INV-1': 100 } });
    expect(inWords(promise, around, '2025-03-25')).toBe('withdrawn, 0 paid, 0 left');
  });

  it('on the account: not for an item whose document is not known either', () => {
    const nameless = { ...promise, items: promise.items.map((item) => ({ ...item, document: '' })) };
    const around = circumstances({ invoices: {}, paid: [aPayment('2025-03-20', 100, { document: '' })] });
    expect(inWords(nameless, around, '2025-03-24')).toBe('open, 0 paid, 100 left');
  });

  it('on the account, clearing nothing yet: does not count', () => {
    const around = circumstances({ paid: [aPayment('2025-03-20', 100, { document: '' })] });
    expect(inWords(promise, around, '2025-03-25')).toBe('broken, 0 paid, 100 left, missed on 2025-03-25');
  });

  it('for two items, the first one last: kept on the day of the last payment', () => {
    const two = aPromise({ items: { 'INV-1': 40, 'INV-2': 60 } });
    const paid = [aPayment('2025-03-21', 40), aPayment('2025-03-12', 60, { document: 'INV-2' })];
    const around = circumstances({ invoices: { 'INV-1': 40, 'INV-2': 60 }, paid });
    expect(promiseStanding(two, around, isoDate('2025-03-25')).keptOn).toBe('2025-03-21');
  });

  it('too much for one item of two does not pay the other', () => {
    const two = aPromise({ items: { 'INV-1': 60, 'INV-2': 40 } });
    const invoices = { 'INV-1': 100, 'INV-2': 40 };
    const around = circumstances({ invoices, paid: [aPayment('2025-03-20', 100)] });
    expect(inWords(two, around, '2025-03-25')).toBe('partiallyKept, 60 paid, 40 left, missed on 2025-03-25');
  });

  it('credited in full: withdrawn, since nothing is owed, whenever the credit note came', () => {
    const around = circumstances({ credited: { 'INV-1': 100 } });
    expect(inWords(promise, around, '2025-03-15')).toBe('withdrawn, 0 paid, 0 left');
    expect(inWords(promise, around, '2025-04-15')).toBe('withdrawn, 0 paid, 0 left');
    expect(remarks(promise, around, '2025-04-15')).toEqual([
      '100.00 EUR of it is not owed any more: the ledger cleared it without a payment',
    ]);
  });

  it('credited in part: kept by paying the rest', () => {
    const credited = { 'INV-1': 30 };
    const unpaid = circumstances({ credited });
    expect(inWords(promise, unpaid, '2025-03-25')).toBe('broken, 0 paid, 70 left, missed on 2025-03-25');
    const around = circumstances({ credited, paid: [aPayment('2025-03-20', 70)] });
    expect(inWords(promise, around, '2025-03-25')).toBe('kept, 70 paid, 0 left');
  });

  it('a credit of what was not promised changes nothing', () => {
    const part = aPromise({ by: { '2025-03-20': 40 }, items: { 'INV-1': 40 } });
    const around = circumstances({ credited: { 'INV-1': 60 } });
    expect(inWords(part, around, '2025-03-24')).toBe('open, 0 paid, 40 left');
  });

  it('overpaid: kept, and no more than was promised counts', () => {
    const around = circumstances({ paid: [aPayment('2025-03-20', 120)] });
    expect(inWords(promise, around, '2025-03-25')).toBe('kept, 100 paid, 0 left');
  });

  it('overpaid late by the second payment: the first was enough', () => {
    const around = circumstances({ paid: [aPayment('2025-03-20', 100), aPayment('2025-04-01', 20)] });
    expect(inWords(promise, around, '2025-04-02')).toBe('kept, 100 paid, 0 left');
  });

  it('split in parts: kept on the day of the last', () => {
    const paid = [aPayment('2025-03-12', 30), aPayment('2025-03-20', 30), aPayment('2025-03-21', 40)];
    const around = circumstances({ paid });
    expect(inWords(promise, around, '2025-03-20')).toBe('open, 60 paid, 40 left');
    expect(promiseStanding(promise, around, isoDate('2025-04-01')).keptOn).toBe('2025-03-21');
  });

  it('in another currency: does not count, and says so', () => {
    const around = circumstances({ paid: [aPayment('2025-03-20', 100, { currency: 'USD', id: 'PAY-9' })] });
    expect(inWords(promise, around, '2025-03-25')).toBe('broken, 0 paid, 100 left, missed on 2025-03-25');
    expect(remarks(promise, around, '2025-03-25')).toEqual([
      'payment PAY-9 of 100.00 USD for INV-1 does not count: it is in another currency',
    ]);
  });

  it('the invoice cancelled: withdrawn', () => {
    const around = circumstances();
    const receivables = around.receivables.map((one) => ({
      ...one,
      state: 'reversed' as const,
      open: { minor: 0, currency: 'EUR' },
    }));
    expect(inWords(promise, { ...around, receivables }, '2025-03-25')).toBe('withdrawn, 0 paid, 0 left');
    const stillOpen = circumstances().receivables.map((one) => ({ ...one, state: 'reversed' as const }));
    expect(inWords(promise, { ...around, receivables: stillOpen }, '2025-03-25')).toBe(
      'withdrawn, 0 paid, 0 left',
    );
  });

  it('withdrawn while open: withdrawn from that day on', () => {
    const taken = aPromise({ withdrawnOn: '2025-03-14' });
    const around = circumstances({ paid: [aPayment('2025-03-20', 100)] });
    expect(inWords(taken, around, '2025-03-13')).toBe('open, 0 paid, 100 left');
    expect(inWords(taken, around, '2025-03-14')).toBe('withdrawn, 0 paid, 100 left');
    expect(inWords(taken, around, '2025-04-14')).toBe('withdrawn, 0 paid, 100 left');
  });

  it('withdrawn after it was broken or kept: stays what it was', () => {
    const late = aPromise({ withdrawnOn: '2025-03-25' });
    expect(inWords(late, circumstances(), '2025-03-26')).toMatch(/^broken/);
    const paid = circumstances({ paid: [aPayment('2025-03-13', 100)] });
    expect(inWords(aPromise({ withdrawnOn: '2025-03-14' }), paid, '2025-03-26')).toMatch(/^kept/);
    expect(inWords(aPromise({ withdrawnOn: '2025-03-24' }), circumstances(), '2025-03-26')).toMatch(
      /^withdrawn/,
    );
  });
});

describe('a promise of part of an invoice', () => {
  const part = aPromise({ by: { '2025-03-20': 60 }, items: { 'INV-1': 60 } });

  it('is not kept by what had been paid before it was made', () => {
    const around = circumstances({ paid: [aPayment('2025-03-03', 40)] });
    expect(inWords(part, around, '2025-03-25')).toBe('broken, 0 paid, 60 left, missed on 2025-03-25');
  });

  it('is not kept by what was paid on the day it was made, beside the part it speaks of', () => {
    const around = circumstances({ paid: [aPayment('2025-03-10', 40)] });
    expect(inWords(part, around, '2025-03-24')).toBe('open, 0 paid, 60 left');
  });

  it('is kept by what comes after, whoever meant it for the rest', () => {
    const around = circumstances({ paid: [aPayment('2025-03-03', 40), aPayment('2025-03-17', 60)] });
    expect(inWords(part, around, '2025-03-25')).toBe('kept, 60 paid, 0 left');
  });

  it('is partly kept by what was on its way: 70 of 100 were paid before, so 30 of the 60 promised were too', () => {
    const around = circumstances({ paid: [aPayment('2025-03-09', 70)] });
    expect(inWords(part, around, '2025-03-24')).toBe('open, 30 paid, 30 left');
  });

  it('counts what was paid before in parts once: 60 in all, so 20 of the 60 promised', () => {
    const around = circumstances({ paid: [aPayment('2025-03-03', 30), aPayment('2025-03-05', 30)] });
    expect(inWords(part, around, '2025-03-24')).toBe('open, 20 paid, 40 left');
  });

  it('goes by its payments alone when the item is not in the ledger', () => {
    const paid = [aPayment('2025-03-10', 60), aPayment('2025-03-11', 50)];
    const around = circumstances({ invoices: {}, paid });
    expect(inWords(part, around, '2025-03-24')).toBe('open, 50 paid, 10 left');
    const more = circumstances({ invoices: {}, paid: [...paid, aPayment('2025-03-12', 30)] });
    expect(inWords(part, more, '2025-03-24')).toBe('kept, 60 paid, 0 left');
    const dollars = [aPayment('2025-03-12', 60, { currency: 'USD' })];
    expect(inWords(part, circumstances({ invoices: {}, paid: dollars }), '2025-03-24')).toBe(
      'open, 0 paid, 60 left',
    );
  });
});

describe('a plan of three instalments of 100', () => {
  const plan = aPromise({
    by: { '2025-03-20': 100, '2025-04-22': 100, '2025-05-20': 100 },
    items: { 'INV-1': 300 },
  });
  const invoices = { 'INV-1': 300 };
  const states = (around: PromiseCircumstances, asOf: string): string => {
    const { state, instalments } = promiseStanding(plan, around, isoDate(asOf));
    return `${state}: ${instalments.map((one) => one.state).join(', ')}`;
  };

  it('has each instalment as a promise, and is kept by the last', () => {
    const paid = [aPayment('2025-03-20', 100), aPayment('2025-04-24', 100), aPayment('2025-05-20', 100)];
    const around = circumstances({ invoices, paid });
    expect(states(around, '2025-03-19')).toBe('open: open, open, open');
    expect(states(around, '2025-03-20')).toBe('open: kept, open, open');
    expect(states(around, '2025-04-24')).toBe('open: kept, kept, open');
    expect(states(around, '2025-05-20')).toBe('kept: kept, kept, kept');
    expect(promiseStanding(plan, around, isoDate('2025-05-20')).keptOn).toBe('2025-05-20');
  });

  it('paid ahead is kept ahead', () => {
    const around = circumstances({ invoices, paid: [aPayment('2025-03-11', 250)] });
    const { instalments } = promiseStanding(plan, around, isoDate('2025-03-11'));
    expect(states(around, '2025-03-11')).toBe('open: kept, kept, open');
    expect(instalments.map(({ outstanding }) => outstanding.minor)).toEqual([0, 0, 50_00]);
  });

  it('misses one, and goes on with the next', () => {
    const around = circumstances({ invoices, paid: [aPayment('2025-04-22', 200)] });
    expect(states(around, '2025-03-25')).toBe('open: broken, open, open');
    expect(states(around, '2025-04-22')).toBe('open: broken, kept, open');
    expect(states(around, '2025-05-23')).toBe('partiallyKept: broken, kept, broken');
    expect(promiseStanding(plan, around, isoDate('2025-05-23')).brokenOn).toBe('2025-03-25');
  });

  it('misses one, and pays that late instead of the next', () => {
    const around = circumstances({ invoices, paid: [aPayment('2025-04-22', 100)] });
    expect(states(around, '2025-04-25')).toBe('open: broken, broken, open');
  });

  it('falls due as a whole on the first default, where the clause says so', () => {
    const around = circumstances({
      invoices,
      paid: [aPayment('2025-03-20', 40), aPayment('2025-04-22', 260)],
      rules: { defaultClause: 'wholePlanDue' },
    });
    expect(states(around, '2025-03-24')).toBe('open: open, open, open');
    expect(states(around, '2025-03-25')).toBe('partiallyKept: partiallyKept, broken, broken');
    expect(states(around, '2025-05-20')).toBe('partiallyKept: partiallyKept, broken, broken');
    const { instalments, remarks: said } = promiseStanding(plan, around, isoDate('2025-03-25'));
    expect(instalments.map(({ brokenOn }) => brokenOn)).toEqual(['2025-03-25', '2025-03-25', '2025-03-25']);
    expect(said.map(remarkInWords)).toEqual([
      'instalment 1 was missed, so the whole plan fell due on 2025-03-25',
    ]);
  });

  it('falls due as a whole on whichever default comes first, and not before', () => {
    const around = circumstances({
      invoices,
      paid: [aPayment('2025-03-20', 100)],
      rules: { defaultClause: 'wholePlanDue' },
    });
    expect(remarks(plan, around, '2025-04-24')).toEqual([]);
    expect(remarks(plan, around, '2025-04-25')).toEqual([
      'instalment 2 was missed, so the whole plan fell due on 2025-04-25',
    ]);
  });

  it('goes on after a default without a word about the rest, and a single promise has no rest', () => {
    expect(remarks(plan, circumstances({ invoices }), '2025-03-25')).toEqual([]);
    const around = circumstances({ rules: { defaultClause: 'wholePlanDue' } });
    expect(remarks(promise, around, '2025-03-25')).toEqual([]);
  });

  it('is shortened from its end by credits', () => {
    const around = circumstances({
      invoices,
      credited: { 'INV-1': 150 },
      paid: [aPayment('2025-03-20', 150)],
    });
    const { instalments, state } = promiseStanding(plan, around, isoDate('2025-03-20'));
    expect(instalments.map(({ owed }) => owed.minor)).toEqual([100_00, 50_00, 0]);
    expect(instalments.map((one) => one.state)).toEqual(['kept', 'kept', 'withdrawn']);
    expect(state).toBe('kept');
  });

  it('withdrawn keeps what had been decided', () => {
    const taken = { ...plan, withdrawnOn: isoDate('2025-04-01') };
    const { state, instalments, brokenOn } = promiseStanding(
      taken,
      circumstances({ invoices }),
      isoDate('2025-06-01'),
    );
    expect(state).toBe('withdrawn');
    expect(instalments.map((one) => one.state)).toEqual(['broken', 'withdrawn', 'withdrawn']);
    expect(brokenOn).toBe('2025-03-25');
  });
});

describe('the days of grace', () => {
  const lastDay = (dueOn: string, graceDays: number): IsoDate | undefined =>
    promiseStanding(
      aPromise({ by: { [dueOn]: 100 } }),
      circumstances({ rules: { graceDays } }),
      isoDate('2025-03-10'),
    ).instalments[0]?.lastDay;

  it.each([
    ['2025-03-20', 0, '2025-03-20', 'none'],
    ['2025-03-22', 0, '2025-03-22', 'none, on a Saturday'],
    ['2027-02-01', 0, '2027-02-01', 'none, where no calendar is needed'],
    ['2025-03-22', 1, '2025-03-24', 'a Saturday and a business day'],
    ['2025-04-17', 1, '2025-04-22', 'over Easter'],
    ['2025-05-16', 1, '2025-05-17', 'to a Saturday worked by decree'],
  ])('%s and %d: %s, %s', (dueOn, days, expected) => {
    expect(lastDay(dueOn, days)).toBe(expected);
  });

  it('that the calendar does not cover leave the promise open, and say so', () => {
    const far = aPromise({ by: { '2026-12-31': 100 } });
    const standing = promiseStanding(far, circumstances(), isoDate('2027-06-01'));
    expect(standing.state).toBe('open');
    expect(standing.nextChangeOn).toBeUndefined();
    expect(standing.remarks.map(remarkInWords)).toEqual([
      'the calendar HU does not cover the days of grace after 2026-12-31',
    ]);
    const paid = circumstances({ paid: [aPayment('2026-12-30', 100)] });
    expect(promiseStanding(far, paid, isoDate('2026-12-30')).state).toBe('kept');
  });

  it('from before the calendar count from its first day', () => {
    const old = aPromise({ madeOn: '2023-12-01', by: { '2023-12-20': 100 } });
    const standing = promiseStanding(old, circumstances(), isoDate('2025-03-10'));
    expect(standing.brokenOn).toBe('2024-01-04');
  });
});

describe('what is remarked', () => {
  it('is about payments for its documents that have come, in the order of their ids', () => {
    const dollars = { currency: 'USD' };
    const paid = [
      aPayment('2025-03-12', 30, { ...dollars, id: 'PAY-3' }),
      aPayment('2025-03-13', 20, { ...dollars, id: 'PAY-1' }),
      aPayment('2025-03-11', 10, { ...dollars, id: 'PAY-2' }),
      aPayment('2025-03-15', 40, { ...dollars, id: 'PAY-4' }),
      aPayment('2025-03-11', 50, { ...dollars, id: 'PAY-5', document: 'INV-2' }),
    ];
    const around = circumstances({ paid });
    expect(promiseStanding(promise, around, isoDate('2025-03-14')).remarks).toMatchObject([
      { code: 'otherCurrency', payment: 'PAY-1' },
      { code: 'otherCurrency', payment: 'PAY-2' },
      { code: 'otherCurrency', payment: 'PAY-3' },
    ]);
  });
});

describe('the next change', () => {
  it('is the day after grace while it is open, and none afterwards', () => {
    const next = (asOf: string): IsoDate | undefined =>
      promiseStanding(promise, circumstances(), isoDate(asOf)).nextChangeOn;
    expect(next('2025-03-10')).toBe('2025-03-25');
    expect(next('2025-03-24')).toBe('2025-03-25');
    expect(next('2025-03-25')).toBeUndefined();
  });

  it('is none once it is withdrawn', () => {
    const taken = aPromise({ withdrawnOn: '2025-03-14' });
    expect(promiseStanding(taken, circumstances(), isoDate('2025-03-14')).nextChangeOn).toBeUndefined();
  });

  it('is none once it is kept', () => {
    const around = circumstances({ paid: [aPayment('2025-03-13', 100)] });
    expect(promiseStanding(promise, around, isoDate('2025-03-13')).nextChangeOn).toBeUndefined();
  });

  it('is the day of a payment or a withdrawal that is known ahead', () => {
    const around = circumstances({ paid: [aPayment('2025-03-18', 100)] });
    const taken = aPromise({ withdrawnOn: '2025-03-17' });
    expect(promiseStanding(promise, around, isoDate('2025-03-14')).nextChangeOn).toBe('2025-03-18');
    expect(promiseStanding(taken, around, isoDate('2025-03-14')).nextChangeOn).toBe('2025-03-17');
  });

  it('of a plan is that of its next open instalment', () => {
    const plan = aPromise({ by: { '2025-03-20': 50, '2025-04-22': 50 } });
    const around = circumstances({ paid: [aPayment('2025-03-13', 50)] });
    const first = promiseStanding(plan, around, isoDate('2025-03-12')).instalments[0]?.lastDay;
    expect(first).toBe(addDays(isoDate('2025-03-20'), 4));
    expect(promiseStanding(plan, around, isoDate('2025-03-14')).nextChangeOn).toBe('2025-04-25');
  });
});
