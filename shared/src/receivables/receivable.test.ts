import { isoDate } from '../dates/iso-date.ts';
import { aCreditNote, aReceivable } from '../strategy/testing/a-debtor.ts';
import { byAge, daysPastDue, isOpenCredit, isOpenInvoice, isOverdue } from './receivable.ts';

describe('an open item', () => {
  const invoice = aReceivable({ dueOn: '2025-03-13' });

  it('is overdue from the day after its due date (complaint 17)', () => {
    const days = ['2025-03-12', '2025-03-13', '2025-03-14'].map(isoDate);
    expect(days.map((day) => daysPastDue(invoice, day))).toEqual([-1, 0, 1]);
    expect(days.map((day) => isOverdue(invoice, day))).toEqual([false, false, true]);
  });

  it('is never overdue as a credit, settled or reversed', () => {
    const late = isoDate('2025-06-01');
    expect(isOverdue(aCreditNote({}), late)).toBe(false);
    expect(isOverdue({ ...invoice, state: 'settled' }, late)).toBe(false);
    expect(isOverdue({ ...invoice, state: 'reversed' }, late)).toBe(false);
  });

  it('is an invoice or a credit, as long as something is open', () => {
    const nothingLeft = aReceivable({ dueOn: '2025-03-13', open: 0 });
    expect([invoice, nothingLeft, aCreditNote({})].map(isOpenInvoice)).toEqual([true, false, false]);
    expect([invoice, aCreditNote({ open: 0 }), aCreditNote({})].map(isOpenCredit)).toEqual([
      false,
      false,
      true,
    ]);
    expect(isOpenCredit({ ...aCreditNote({}), state: 'reversed' })).toBe(false);
  });

  it('stands by due date, then document, then id', () => {
    const other = { ...invoice, id: 'a' };
    const earlier = aReceivable({ id: 'z', dueOn: '2025-03-12' });
    const document = { ...invoice, document: 'A' };
    expect([other, invoice, document, earlier].sort(byAge)).toEqual([earlier, document, invoice, other]);
  });
});
