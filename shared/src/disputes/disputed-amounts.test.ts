import { isoDate } from '../dates/iso-date.ts';
import { fromMajor } from '../money/money.ts';
import type { Receivable } from '../receivables/receivable.ts';
import { aCreditNote, aReceivable } from '../strategy/testing/a-debtor.ts';
import type { Dispute } from './dispute.ts';
import { disputedAmounts, nextDisputeChange } from './disputed-amounts.ts';
import type { ResumeRules } from './resumption.ts';
import { aClosedDispute, aDispute, anAcceptedDispute, atOnce } from './testing/a-dispute.ts';

const invoice = aReceivable({ dueOn: '2025-03-01', amount: 100 });
const other = aReceivable({ id: 'INV-2', dueOn: '2025-03-05', amount: 50 });

/** Receivable → minor units disputed. */
function disputed(
  asOf: string,
  disputes: readonly Dispute[],
  of: { readonly ledger?: readonly Receivable[]; readonly rules?: ResumeRules } = {},
): Readonly<Record<string, number>> {
  const { ledger = [invoice, other], rules = atOnce } = of;
  const amounts = disputedAmounts({ disputes, receivables: ledger, rules }, isoDate(asOf));
  return Object.fromEntries([...amounts].map(([id, { disputed }]) => [id, disputed.minor]));
}

describe('the disputed amount of an invoice', () => {
  it('is suspended from the day the dispute is opened (F066)', () => {
    expect(disputed('2025-03-09', [aDispute()])).toEqual({});
    expect(disputed('2025-03-10', [aDispute()])).toEqual({ 'INV-1': 10_000 });
    expect(disputed('2025-03-10', [aDispute({ state: 'open' })])).toEqual({ 'INV-1': 10_000 });
  });

  it('leaves the rest to be collected when only part is disputed (F064)', () => {
    expect(disputed('2025-03-11', [aDispute({ of: { 'INV-1': 30 } })])).toEqual({ 'INV-1': 3_000 });
    expect(disputed('2025-03-11', [aDispute({ of: { 'INV-1': 0.01 } })])).toEqual({ 'INV-1': 1 });
  });

  it('is of each item the dispute names, and of no other', () => {
    expect(disputed('2025-03-11', [aDispute({ of: { 'INV-1': 30, 'INV-2': 'all' } })])).toEqual({
      'INV-1': 3_000,
      'INV-2': 5_000,
    });
  });

  it('is never more than what is open', () => {
    const paid = { ...invoice, open: fromMajor(20, 'EUR') };
    expect(disputed('2025-03-11', [aDispute({ of: { 'INV-1': 30 } })], { ledger: [paid] })).toEqual({
      'INV-1': 2_000,
    });
  });

  it('grows with the item when all of it is disputed and a payment bounces', () => {
    const paid = { ...invoice, open: fromMajor(60, 'EUR') };
    expect(disputed('2025-03-11', [aDispute()], { ledger: [paid] })).toEqual({ 'INV-1': 6_000 });
    expect(disputed('2025-03-12', [aDispute()], { ledger: [invoice] })).toEqual({ 'INV-1': 10_000 });
  });

  it('adds up over disputes, up to what is open, and names them', () => {
    const disputes = [
      aDispute({ id: 'DSP-2', of: { 'INV-1': 30 } }),
      aDispute({ id: 'DSP-1', of: { 'INV-1': 50 } }),
    ];
    expect(disputed('2025-03-11', disputes)).toEqual({ 'INV-1': 8_000 });
    expect(disputed('2025-03-11', [...disputes, aDispute({ id: 'DSP-3' })])).toEqual({ 'INV-1': 10_000 });
    const amounts = disputedAmounts(
      { disputes, receivables: [invoice], rules: atOnce },
      isoDate('2025-03-11'),
    );
    expect(amounts.get('INV-1')?.disputes).toEqual(['DSP-1', 'DSP-2']);
  });

  it('is nothing for what is no open invoice', () => {
    const ledger = [{ ...invoice, state: 'settled' as const }, aCreditNote({ id: 'INV-2' })];
    expect(disputed('2025-03-11', [aDispute({ of: { 'INV-1': 30, 'INV-2': 10 } })], { ledger })).toEqual({});
  });

  it('is nothing where the amount is negative or in another currency, before anybody checked it', () => {
    const forints = aReceivable({ dueOn: '2025-03-01', amount: 100, currency: 'HUF' });
    expect(disputed('2025-03-11', [aDispute({ of: { 'INV-1': 30 } })], { ledger: [forints] })).toEqual({});
    expect(disputed('2025-03-11', [aDispute({ of: { 'INV-1': -30 } })])).toEqual({});
    const both = [aDispute({ id: 'DSP-2', of: { 'INV-1': -30 } }), aDispute({ of: { 'INV-1': 40 } })];
    expect(disputed('2025-03-11', both)).toEqual({ 'INV-1': 4_000 });
  });
});

describe('when a dispute is settled', () => {
  it.each(['rejected', 'withdrawn'] as const)('as %s, its amount is asked for from that day', (state) => {
    const closed = [aClosedDispute({ state })];
    expect(disputed('2025-03-19', closed)).toEqual({ 'INV-1': 10_000 });
    expect(disputed('2025-03-20', closed)).toEqual({});
  });

  it('what was granted stays suspended while the ERP is awaited; the rest goes on (F068)', () => {
    const accepted = anAcceptedDispute({ of: { 'INV-1': 40 }, granted: { 'INV-1': 25 } });
    expect(disputed('2025-03-19', [accepted])).toEqual({ 'INV-1': 4_000 });
    expect(disputed('2025-03-20', [accepted])).toEqual({ 'INV-1': 2_500 });
    expect(disputed('2025-06-01', [accepted])).toEqual({ 'INV-1': 2_500 });
    expect(disputed('2025-03-20', [{ ...accepted, erpDocument: 'CN-1' }])).toEqual({});
  });

  it('the rest can be left alone for some days', () => {
    const rules: ResumeRules = {
      accepted: { goesOn: 'whereItWas', waitDays: 7 },
      rejected: { goesOn: 'whereItWas', waitDays: 10 },
      withdrawn: { goesOn: 'whereItWas', waitDays: 0 },
    };
    const rejected = [aClosedDispute({ state: 'rejected', of: { 'INV-1': 30 } })];
    expect(disputed('2025-03-29', rejected, { rules })).toEqual({ 'INV-1': 3_000 });
    expect(disputed('2025-03-30', rejected, { rules })).toEqual({});
    const accepted = anAcceptedDispute({ of: { 'INV-1': 40 }, granted: { 'INV-1': 25 } });
    expect(disputed('2025-03-26', [accepted], { rules })).toEqual({ 'INV-1': 4_000 });
    expect(disputed('2025-03-27', [accepted], { rules })).toEqual({ 'INV-1': 2_500 });
    const credited = { ...accepted, erpDocument: 'CN-1' };
    expect(disputed('2025-03-26', [credited], { rules })).toEqual({ 'INV-1': 1_500 });
    expect(disputed('2025-03-27', [credited], { rules })).toEqual({});
  });

  it('each item keeps what was granted of it', () => {
    const accepted = anAcceptedDispute({
      of: { 'INV-1': 40, 'INV-2': 'all' },
      granted: { 'INV-1': 40, 'INV-2': 10 },
    });
    expect(disputed('2025-03-20', [accepted])).toEqual({ 'INV-1': 4_000, 'INV-2': 1_000 });
    const rules = { ...atOnce, accepted: { goesOn: 'whereItWas' as const, waitDays: 7 } };
    expect(disputed('2025-03-20', [accepted], { rules })).toEqual({ 'INV-1': 4_000, 'INV-2': 5_000 });
  });

  it('an item disputed as a whole is left alone for what is open of it', () => {
    const rules = { ...atOnce, accepted: { goesOn: 'whereItWas' as const, waitDays: 7 } };
    const accepted = anAcceptedDispute({ granted: { 'INV-1': 25 } });
    expect(disputed('2025-03-21', [accepted], { rules })).toEqual({ 'INV-1': 10_000 });
    const credited = [{ ...accepted, erpDocument: 'CN-1' }];
    const ledger = [{ ...invoice, open: fromMajor(75, 'EUR') }];
    expect(disputed('2025-03-21', credited, { rules, ledger })).toEqual({ 'INV-1': 7_500 });
  });
});

describe('the next day on which disputes change something by themselves', () => {
  const rules = { ...atOnce, rejected: { goesOn: 'whereItWas' as const, waitDays: 10 } };

  it('is when one opens, is settled, or the wait after it ends', () => {
    const rejected = aClosedDispute({ state: 'rejected' });
    const days = ['2025-03-09', '2025-03-10', '2025-03-19', '2025-03-20', '2025-03-29', '2025-03-30'];
    expect(days.map((day) => nextDisputeChange([rejected], rules, isoDate(day)))).toEqual([
      '2025-03-10',
      '2025-03-20',
      '2025-03-20',
      '2025-03-30',
      '2025-03-30',
      undefined,
    ]);
  });

  it('is the first of several', () => {
    const later = aClosedDispute({ state: 'rejected', openedOn: '2025-03-15' });
    const sooner = aDispute({ id: 'DSP-2', openedOn: '2025-03-12' });
    expect(nextDisputeChange([later, sooner], rules, isoDate('2025-03-11'))).toBe('2025-03-12');
  });

  it('is none while people have to act', () => {
    expect(nextDisputeChange([aDispute()], rules, isoDate('2025-03-10'))).toBeUndefined();
    expect(nextDisputeChange([], rules, isoDate('2025-03-10'))).toBeUndefined();
  });
});
