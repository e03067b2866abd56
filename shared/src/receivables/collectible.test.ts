import { isoDate } from '../dates/iso-date.ts';
import { aCreditNote, aReceivable } from '../strategy/testing/a-debtor.ts';
import { money, type Money } from '../money/money.ts';
import { collectibleBalance, collectibleItems, type Reservation } from './collectible.ts';
import type { Receivable } from './receivable.ts';

function left(...ledger: Receivable[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    collectibleItems(ledger).map(({ receivable, collectible }) => [receivable.id, collectible.minor]),
  );
}

const older = aReceivable({ id: 'INV-1', dueOn: '2025-03-03', amount: 30 });
const younger = aReceivable({ id: 'INV-2', dueOn: '2025-03-13', amount: 100 });

describe('what is left to collect', () => {
  it('is what is open, oldest first', () => {
    expect(collectibleItems([younger, older]).map(({ receivable }) => receivable.id)).toEqual([
      'INV-1',
      'INV-2',
    ]);
    expect(left({ ...younger, open: { minor: 4_000, currency: 'EUR' } })).toEqual({ 'INV-2': 4_000 });
  });

  it('is less by the credits, the oldest invoice first', () => {
    expect(left(younger, older, aCreditNote({ amount: 50 }))).toEqual({ 'INV-1': 0, 'INV-2': 8_000 });
  });

  it('is never negative', () => {
    expect(left(older, aCreditNote({ amount: 500 }))).toEqual({ 'INV-1': 0 });
  });

  it('is per currency', () => {
    const forints = aReceivable({ id: 'INV-3', dueOn: '2025-01-01', amount: 5_000, currency: 'HUF' });
    expect(left(forints, older, aCreditNote({ amount: 10 }))).toEqual({ 'INV-3': 500_000, 'INV-1': 2_000 });
  });

  it('says which credit was set off against which invoice', () => {
    const credits = [
      aCreditNote({ id: 'CN-2', amount: 40, countsFrom: '2025-02-02' }),
      aCreditNote({ id: 'CN-1', amount: 20, countsFrom: '2025-02-01' }),
    ];
    const told = collectibleItems([younger, older, ...credits]).map(({ credits }) =>
      credits.map(({ credit, amount }) => `${credit.id} ${amount.minor}`),
    );
    expect(told).toEqual([['CN-1 2000', 'CN-2 1000'], ['CN-2 3000']]);
    const setOff = collectibleItems([younger, older, ...credits]).map((item) => item.setOff.minor);
    expect(setOff).toEqual([3_000, 3_000]);
  });
});

describe('what is promised, disputed or held', () => {
  const hundred = aReceivable({ dueOn: '2025-03-03', amount: 100 });
  const euros = (amount: number): Money => money(amount * 100, 'EUR');

  function parts(ledger: readonly Receivable[], reserved: Partial<Reservation>): readonly number[] {
    const reservation = { promised: euros(0), disputed: euros(0), held: false, ...reserved };
    const [item] = collectibleItems(ledger, new Map([['INV-1', reservation]]));
    return [item?.owed, item?.disputed, item?.promised, item?.collectible].map(
      (part) => (part?.minor ?? NaN) / 100,
    );
  }

  it('is not asked for; the rest of the invoice is', () => {
    expect(parts([hundred], { disputed: euros(30), promised: euros(20) })).toEqual([100, 30, 20, 50]);
  });

  it('is never more than a credit left of it: first what is disputed, then what is promised', () => {
    const credited = [hundred, aCreditNote({ amount: 60 })];
    expect(parts(credited, { disputed: euros(30), promised: euros(20) })).toEqual([40, 30, 10, 0]);
    expect(parts(credited, { disputed: euros(50), promised: euros(20) })).toEqual([40, 40, 0, 0]);
  });

  it('keeps its parts while all of it is held', () => {
    expect(parts([hundred], { disputed: euros(30), held: true })).toEqual([100, 30, 0, 0]);
  });
});

describe('the collectible balance', () => {
  it('is what is past due less credits, per currency; what is covered is left out', () => {
    const ledger = [
      older,
      younger,
      aReceivable({ id: 'INV-3', dueOn: '2025-03-21', amount: 7 }),
      aReceivable({ id: 'INV-4', dueOn: '2025-03-01', amount: 500, currency: 'HUF' }),
      aCreditNote({ amount: 500, currency: 'HUF' }),
      aCreditNote({ id: 'CN-2', amount: 50 }),
    ];
    expect(collectibleBalance(ledger, isoDate('2025-03-21'))).toEqual([{ minor: 8_000, currency: 'EUR' }]);
    expect(collectibleBalance(ledger, isoDate('2025-03-22'))).toEqual([{ minor: 8_700, currency: 'EUR' }]);
  });
});

describe('credits that are not set off (complaint 11)', () => {
  function asked(...ledger: Receivable[]): Readonly<Record<string, number>> {
    const items = collectibleItems(ledger, undefined, 'none');
    return Object.fromEntries(items.map(({ receivable, collectible }) => [receivable.id, collectible.minor]));
  }

  it('leave invoices as they are', () => {
    expect(asked(older, younger, aCreditNote({ amount: 129.99 }))).toEqual({
      'INV-1': 3_000,
      'INV-2': 10_000,
    });
  });

  it('still stop everything once they cover all that is open in their currency', () => {
    const forints = aReceivable({ id: 'INV-3', dueOn: '2025-03-03', amount: 500, currency: 'HUF' });
    expect(asked(older, younger, forints, aCreditNote({ amount: 130 }))).toEqual({
      'INV-1': 0,
      'INV-2': 0,
      'INV-3': 50_000,
    });
  });
});
