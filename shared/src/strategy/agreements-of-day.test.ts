/** Due dates that were changed with approval, and disputes that the ERP has credited, in the decision. */
import { isoDate } from '../dates/iso-date.ts';
import { anAcceptedDispute } from '../disputes/testing/a-dispute.ts';
import type { DueDateChange } from '../promises/due-date-change.ts';
import { evaluate } from './evaluate.ts';
import { factsOn } from './facts.ts';
import { aCreditNote, aDebtor, aReceivable } from './testing/a-debtor.ts';
import { aPolicy } from './testing/a-policy.ts';

const invoice = aReceivable({ dueOn: '2025-03-01' });
const change: DueDateChange = {
  id: 'C-1',
  receivable: 'INV-1',
  originalDueOn: isoDate('2025-03-01'),
  newDueOn: isoDate('2025-04-30'),
  validFrom: isoDate('2025-03-12'),
  requestedBy: 'anna',
  approvedBy: 'petra',
};
const changed = aDebtor({ receivables: [invoice], dueDateChanges: [change] });

describe('a due date that was changed with approval (F061)', () => {
  it('counts from its day on, for the steps as for the episode (complaint 20)', () => {
    const before = evaluate(aPolicy(), changed, isoDate('2025-03-11'));
    expect(before.verdicts[0]?.kind).toBe('act');
    const decision = evaluate(aPolicy(), changed, isoDate('2025-03-12'));
    expect(decision.verdicts[0]).toMatchObject({ kind: 'wait', until: '2025-04-27' });
    expect(decision.verdicts[0]?.because).toContainEqual({
      code: 'dueDateChanged',
      from: '2025-03-01',
      to: '2025-04-30',
    });
    expect(decision.episode).toEqual({ kind: 'none' });
  });

  it('is a day on which the decision changes by itself', () => {
    const facts = aDebtor({
      receivables: [invoice],
      dueDateChanges: [{ ...change, validFrom: isoDate('2025-03-05') }],
    });
    expect(evaluate(aPolicy(), facts, isoDate('2025-03-04')).nextChangeOn).toBe('2025-03-05');
  });

  it('a second one is counted from the ledger’s date too, and known ahead', () => {
    const second = {
      ...change,
      id: 'C-2',
      newDueOn: isoDate('2025-05-30'),
      validFrom: isoDate('2025-03-20'),
    };
    const facts = { ...changed, dueDateChanges: [change, second] };
    expect(evaluate(aPolicy(), facts, isoDate('2025-03-12')).nextChangeOn).toBe('2025-03-20');
    expect(factsOn(facts, isoDate('2025-03-20')).receivables[0]?.dueOn).toBe('2025-05-30');
  });

  it('applied twice on a day is applied once', () => {
    const once = factsOn(changed, isoDate('2025-03-12'));
    expect(factsOn(once, isoDate('2025-03-12'))).toEqual(once);
  });

  it('does not hold without somebody else’s approval', () => {
    const { id, receivable, originalDueOn, newDueOn, validFrom, requestedBy } = change;
    const asked = { id, receivable, originalDueOn, newDueOn, validFrom, requestedBy };
    for (const one of [asked, { ...asked, approvedBy: requestedBy }]) {
      const facts = aDebtor({ receivables: [invoice], dueDateChanges: [one] });
      expect(evaluate(aPolicy(), facts, isoDate('2025-03-12')).verdicts[0]?.kind).toBe('act');
    }
  });
});

describe('a credit that was granted (F068)', () => {
  const dispute = anAcceptedDispute({
    of: { 'INV-1': 40 },
    granted: { 'INV-1': 40 },
    resolvedOn: '2025-03-10',
  });

  it('is not asked for while it is awaited, and is when the credit note came (complaint 18)', () => {
    const awaited = aDebtor({ receivables: [invoice], disputes: [dispute] });
    expect(evaluate(aPolicy(), awaited, isoDate('2025-03-11')).verdicts[0]?.item.collectible.minor).toBe(
      60_00,
    );
    const note = aCreditNote({ amount: 40, open: 0, countsFrom: '2025-03-11' });
    const credited = aDebtor({
      receivables: [aReceivable({ dueOn: '2025-03-01', open: 60 }), { ...note, state: 'settled' }],
      disputes: [dispute],
    });
    expect(evaluate(aPolicy(), credited, isoDate('2025-03-12')).verdicts[0]?.item).toMatchObject({
      collectible: { minor: 60_00 },
      disputed: { minor: 0 },
    });
  });
});
