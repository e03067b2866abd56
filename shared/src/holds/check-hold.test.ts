import { isoDate } from '../dates/iso-date.ts';
import { aCreditNote, aReceivable } from '../strategy/testing/a-debtor.ts';
import { checkHold, type HoldReason } from './check-hold.ts';
import type { Hold } from './hold.ts';
import { aHold } from './testing/a-hold.ts';

const reasons: readonly HoldReason[] = [{ code: 'agreement', longestDays: 30 }, { code: 'insolvency' }];
const receivables = [
  aReceivable({ dueOn: '2025-03-01' }),
  aReceivable({ id: 'INV-2', dueOn: '2025-03-01', open: 0, state: 'settled' }),
  aCreditNote({}),
];

function refused(hold: Hold, ...holds: readonly Hold[]): unknown {
  const checked = checkHold(hold, { receivables, holds, reasons }, isoDate('2025-03-10'));
  return checked.ok
    ? 'fine'
    : checked.refusals.map(({ code, field, value }) => `${code} ${field} ${value}`.trim());
}

describe('a hold as somebody wrote it', () => {
  it('is fine for the debtor or an open invoice, with a last day', () => {
    expect(refused(aHold({ until: '2025-03-10' }))).toBe('fine');
    expect(refused(aHold({ until: '2025-04-08', receivable: 'INV-1' }))).toBe('fine');
  });

  it('needs a last day unless its reason lasts as long as it lasts', () => {
    expect(refused(aHold())).toEqual(['expiryNeeded until']);
    expect(refused(aHold({ reason: 'insolvency' }))).toBe('fine');
    const checked = checkHold(aHold(), { receivables, holds: [], reasons }, isoDate('2025-03-10'));
    expect(checked).toMatchObject({ refusals: [{ remedy: 'Give it a last day: 2025-04-08 at the latest' }] });
  });

  it('lasts no longer than its reason allows, first and last day counted', () => {
    expect(refused(aHold({ until: '2025-04-09' }))).toEqual(['tooLong until 2025-04-09']);
    expect(refused(aHold({ until: '2035-04-09', reason: 'insolvency' }))).toBe('fine');
  });

  it('does not begin in the past, nor end before it begins', () => {
    expect(refused(aHold({ from: '2025-03-09', until: '2025-03-20' }))).toEqual([
      'inThePast from 2025-03-09',
    ]);
    expect(refused(aHold({ from: '2025-03-20', until: '2025-03-19' }))).toEqual([
      'endsBeforeItBegins until 2025-03-19',
    ]);
  });

  it('has a reason there is', () => {
    expect(refused(aHold({ reason: 'kindness' }))).toEqual(['unknownReason reason kindness']);
  });

  it.each([
    ['INV-9', 'notTheirs receivable INV-9'],
    ['INV-2', 'itemClosed receivable INV-2'],
    ['CN-1', 'itemClosed receivable CN-1'],
  ])('is not about %s', (receivable, refusal) => {
    expect(refused(aHold({ until: '2025-03-20', receivable }))).toEqual([refusal]);
  });

  it('shares no day with another hold of the same scope', () => {
    const hold = aHold({ from: '2025-03-12', until: '2025-03-20' });
    const other = (of: Parameters<typeof aHold>[0]): Hold => aHold({ id: 'H-2', ...of });
    expect(refused(hold, hold)).toBe('fine');
    expect(refused(hold, other({ from: '2025-03-01', until: '2025-03-11' }))).toBe('fine');
    expect(refused(hold, other({ from: '2025-03-21', until: '2025-03-31' }))).toBe('fine');
    expect(refused(hold, other({ from: '2025-03-01', until: '2025-03-12' }))).toEqual([
      'overlaps from 2025-03-01 to 2025-03-12',
    ]);
    expect(refused(hold, other({ from: '2025-03-20' }))).toEqual(['overlaps from from 2025-03-20']);
    expect(refused(hold, other({ from: '2025-03-14', until: '2025-03-15' }))).toEqual([
      'overlaps from 2025-03-14 to 2025-03-15',
    ]);
    expect(refused(hold, other({ from: '2025-03-12' }))).toEqual(['overlaps from from 2025-03-12']);
    expect(refused(hold, other({ from: '2025-03-15', until: '2025-03-15' }))).toEqual([
      'overlaps from 2025-03-15 to 2025-03-15',
    ]);
    expect(refused(hold, other({ from: '2025-03-01', releasedOn: '2025-03-12' }))).toBe('fine');
    expect(refused(hold, other({ from: '2025-03-14', releasedOn: '2025-03-14' }))).toBe('fine');
    expect(refused(hold, other({ from: '2025-03-14', receivable: 'INV-1' }))).toBe('fine');
  });
});
