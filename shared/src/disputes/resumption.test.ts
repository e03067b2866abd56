import { isoDate } from '../dates/iso-date.ts';
import { aReceivable } from '../strategy/testing/a-debtor.ts';
import type { Dispute } from './dispute.ts';
import { restarts, type ResumeRules } from './resumption.ts';
import { aClosedDispute, aDispute, anAcceptedDispute } from './testing/a-dispute.ts';

const receivables = [
  aReceivable({ dueOn: '2025-03-01', amount: 100 }),
  aReceivable({ id: 'INV-2', dueOn: '2025-03-05', amount: 50 }),
];

/** What is rejected starts again after five days, what is accepted at once; what is withdrawn goes on. */
const rules: ResumeRules = {
  accepted: { goesOn: 'firstNotice', waitDays: 0 },
  rejected: { goesOn: 'firstNotice', waitDays: 5 },
  withdrawn: { goesOn: 'whereItWas', waitDays: 0 },
};

function restarted(asOf: string, ...disputes: readonly Dispute[]): Readonly<Record<string, string>> {
  return Object.fromEntries(restarts({ disputes, receivables, rules }, isoDate(asOf)));
}

describe('after a dispute an item', () => {
  it('starts at the first notice again where the rule says so, after the wait', () => {
    expect(restarted('2025-03-20', aClosedDispute({ state: 'rejected' }))).toEqual({ 'INV-1': '2025-03-25' });
    expect(restarted('2025-03-20', anAcceptedDispute({ granted: { 'INV-1': 10 } }))).toEqual({
      'INV-1': '2025-03-20',
    });
  });

  it('goes on where it was otherwise, and while the dispute is not settled', () => {
    expect(restarted('2025-03-20', aClosedDispute({ state: 'withdrawn' }))).toEqual({});
    expect(restarted('2025-03-20', aDispute())).toEqual({});
    expect(restarted('2025-03-19', aClosedDispute({ state: 'rejected' }))).toEqual({});
  });

  it('goes on where it was when only part was disputed: letters for the rest never stopped', () => {
    const partly = aClosedDispute({ state: 'rejected', of: { 'INV-1': 99.99, 'INV-2': 50 } });
    expect(restarted('2025-03-20', partly)).toEqual({ 'INV-2': '2025-03-25' });
  });

  it('starts again from the last of several disputes', () => {
    const first = aClosedDispute({ state: 'rejected', resolvedOn: '2025-03-20' });
    const second = aClosedDispute({ id: 'DSP-2', state: 'rejected', resolvedOn: '2025-04-01' });
    expect(restarted('2025-04-10', second, first)).toEqual({ 'INV-1': '2025-04-06' });
    expect(restarted('2025-03-31', second, first)).toEqual({ 'INV-1': '2025-03-25' });
  });

  it('is left out when it is not in the ledger any more', () => {
    expect(restarted('2025-03-20', aClosedDispute({ state: 'rejected', of: { 'INV-9': 'all' } }))).toEqual(
      {},
    );
  });
});
