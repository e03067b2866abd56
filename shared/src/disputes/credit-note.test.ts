import { aCreditNote, aReceivable } from '../strategy/testing/a-debtor.ts';
import { creditNoteRequest, creditNotesReceived } from './credit-note.ts';
import type { Dispute } from './dispute.ts';
import { aClosedDispute, aDispute, anAcceptedDispute } from './testing/a-dispute.ts';

const accepted = anAcceptedDispute({ granted: { 'INV-1': 25, 'INV-2': 5.5 } });

describe('the request for a credit note (F068)', () => {
  it('has what was granted, item by item, and the same key however often it is asked', () => {
    expect(creditNoteRequest(accepted)).toEqual({
      key: 'D-1|credit-note|DSP-1',
      dispute: 'DSP-1',
      debtor: 'D-1',
      reason: 'price',
      currency: 'EUR',
      amount: { minor: 3_050, currency: 'EUR' },
      lines: [
        { receivable: 'INV-1', amount: { minor: 2_500, currency: 'EUR' } },
        { receivable: 'INV-2', amount: { minor: 550, currency: 'EUR' } },
      ],
    });
    expect(creditNoteRequest({ ...accepted })).toEqual(creditNoteRequest(accepted));
  });

  it('is a fault when nothing was granted: nobody could have settled it so', () => {
    expect(() => creditNoteRequest({ ...accepted, granted: [] })).toThrow(
      'The dispute DSP-1 was accepted without granting anything',
    );
  });

  it('is none before it is accepted, when it is adjusted by hand or rejected, and once the credit note came', () => {
    const others: readonly Dispute[] = [
      aDispute(),
      aClosedDispute({ state: 'rejected' }),
      { ...accepted, resolution: 'adjust' },
      { ...accepted, erpDocument: 'CN-1' },
    ];
    expect(others.map(creditNoteRequest)).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe('the credit note', () => {
  /** Counts from its day of issue on. */
  const note = (id: string, amount: number, issuedOn = '2025-03-24') =>
    aCreditNote({ id, amount, countsFrom: issuedOn });
  const received = (disputes: readonly Dispute[], ...notes: Parameters<typeof creditNotesReceived>[1]) =>
    creditNotesReceived(disputes, notes).map(({ dispute, document }) => `${dispute} by ${document}`);

  it('is the one of exactly the amount granted', () => {
    expect(received([accepted], note('CN-1', 30.49), note('CN-2', 30.5), note('CN-3', 30.51))).toEqual([
      'DSP-1 by CN-2',
    ]);
  });

  it('counts on the day it comes, and when the ERP used it up at once', () => {
    expect(received([accepted], note('CN-1', 30.5, '2025-03-20'))).toEqual(['DSP-1 by CN-1']);
    const usedUp = aCreditNote({ amount: 30.5, open: 0, countsFrom: '2025-03-24' });
    expect(received([accepted], { ...usedUp, state: 'settled' })).toEqual(['DSP-1 by CN-1']);
  });

  it('is not an earlier one, a cancelled one (complaint 12), one in another currency, or cash', () => {
    const cash = aReceivable({ dueOn: '2025-03-24', amount: 30.5, kind: 'unappliedCash' });
    expect(
      received(
        [accepted],
        note('CN-1', 30.5, '2025-03-19'),
        { ...note('CN-2', 30.5), state: 'reversed' },
        aCreditNote({ id: 'CN-3', amount: 30.5, currency: 'HUF', countsFrom: '2025-03-24' }),
        cash,
      ),
    ).toEqual([]);
  });

  it('is for one dispute only, the oldest for the oldest', () => {
    const second = { ...accepted, id: 'DSP-2' };
    const third = anAcceptedDispute({ id: 'DSP-0', resolvedOn: '2025-03-21', granted: { 'INV-1': 30.5 } });
    const notes = [note('CN-2', 30.5, '2025-03-25'), note('CN-1', 30.5)];
    expect(received([third, second, accepted], ...notes)).toEqual(['DSP-1 by CN-1', 'DSP-2 by CN-2']);
    expect(received([second, accepted], note('CN-4', 30.5), note('CN-3', 30.5))).toEqual([
      'DSP-1 by CN-3',
      'DSP-2 by CN-4',
    ]);
    const credited = { ...accepted, erpDocument: 'CN-1' };
    expect(received([credited, second], ...notes)).toEqual(['DSP-2 by CN-2']);
    expect(received([credited], ...notes)).toEqual([]);
  });
});
