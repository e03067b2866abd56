import { isoDate } from '../dates/iso-date.ts';
import { fromMajor } from '../money/money.ts';
import { aCreditNote, aReceivable } from '../strategy/testing/a-debtor.ts';
import { checkDispute } from './check-dispute.ts';
import type { Dispute } from './dispute.ts';
import { aClosedDispute, aDispute, anAcceptedDispute, atOnce } from './testing/a-dispute.ts';

const receivables = [
  aReceivable({ dueOn: '2025-03-01', amount: 100, open: 80 }),
  aReceivable({ id: 'INV-2', dueOn: '2025-03-05', amount: 50 }),
  aReceivable({ id: 'INV-3', dueOn: '2025-03-05', amount: 5_000, currency: 'HUF' }),
  aReceivable({ id: 'INV-4', dueOn: '2025-02-01', amount: 50, open: 0, state: 'settled' }),
  aCreditNote({ id: 'CN-1', amount: 10 }),
];

function refused(dispute: Dispute, ...disputes: readonly Dispute[]): unknown {
  const around = { receivables, disputes, reasons: ['price', 'quality'], rules: atOnce };
  const checked = checkDispute(dispute, around, isoDate('2025-03-11'));
  return checked.ok ? 'fine' : checked.refusals.map(({ code, field, value }) => `${code} ${field} ${value}`);
}

describe('a dispute as somebody wrote it', () => {
  it('is fine about all that is open of an item, part of it, or several items', () => {
    expect(refused(aDispute())).toBe('fine');
    expect(refused(aDispute({ of: { 'INV-1': 80 } }))).toBe('fine');
    expect(refused(aDispute({ of: { 'INV-1': 0.01, 'INV-2': 'all' } }))).toBe('fine');
    expect(refused(aDispute({ openedOn: '2025-03-11' }))).toBe('fine');
  });

  it.each([
    ['above what is open', { 'INV-1': 80.01 }, 'aboveOpen amount 80.01 EUR'],
    ['of zero', { 'INV-1': 0 }, 'notPositive amount 0.00 EUR'],
    ['negative', { 'INV-1': -1 }, 'notPositive amount -1.00 EUR'],
    ['in another currency', { 'INV-3': 10 }, 'otherCurrency amount 10.00 EUR'],
    ['on somebody else’s item', { 'INV-9': 10 }, 'notTheirs items INV-9'],
    ['on a settled item', { 'INV-4': 'all' }, 'itemClosed items INV-4'],
    ['on a credit note', { 'CN-1': 'all' }, 'notAnInvoice items CN-1'],
    ['on nothing', {}, 'noItems items '],
    ['on items in two currencies', { 'INV-3': 'all', 'INV-1': 'all' }, 'mixedCurrencies items EUR, HUF'],
  ] as const)('is refused %s', (_what, of, refusal) => {
    expect(refused(aDispute({ of }))).toEqual([refusal]);
  });

  it('is refused for a reason there is not, or a day to come', () => {
    expect(refused(aDispute({ reason: 'taste' }))).toEqual(['unknownReason reason taste']);
    expect(refused(aDispute({ openedOn: '2025-03-12' }))).toEqual(['openedInFuture openedOn 2025-03-12']);
  });

  it('is refused when it names an item twice, by its document', () => {
    const items = [1, 2].map((amount) => ({ receivable: 'INV-1', amount: fromMajor(amount, 'EUR') }));
    expect(refused({ ...aDispute(), items })).toEqual(['sameItemTwice items INV-1']);
  });

  it('is refused above what other disputes left, not above its own', () => {
    const before = aDispute({ id: 'DSP-0', of: { 'INV-1': 50 } });
    expect(refused(aDispute({ of: { 'INV-1': 30 } }), before)).toBe('fine');
    expect(refused(aDispute(), before)).toBe('fine');
    expect(refused(aDispute({ of: { 'INV-1': 30.01 } }), before)).toEqual([
      'alreadyDisputed amount 30.01 EUR',
    ]);
    const all = aDispute({ id: 'DSP-0' });
    expect(refused(aDispute(), all)).toEqual(['alreadyDisputed items INV-1']);
    expect(refused(all, all)).toBe('fine');
  });

  it('may come after one that was rejected; what was granted cannot be disputed again', () => {
    const rejected = aClosedDispute({
      id: 'DSP-0',
      state: 'rejected',
      openedOn: '2025-03-01',
      resolvedOn: '2025-03-09',
    });
    expect(refused(aDispute(), rejected)).toBe('fine');
    const granted = anAcceptedDispute({
      id: 'DSP-0',
      openedOn: '2025-03-01',
      resolvedOn: '2025-03-09',
      granted: { 'INV-1': 80 },
    });
    expect(refused(aDispute(), granted)).toEqual(['alreadyDisputed items INV-1']);
  });

  it('names everything that is wrong at once, and what to do', () => {
    expect(refused(aDispute({ reason: 'taste', of: { 'INV-1': 81, 'INV-9': 1 } }))).toEqual([
      'unknownReason reason taste',
      'aboveOpen amount 81.00 EUR',
      'notTheirs items INV-9',
    ]);
    const around = { receivables, disputes: [], reasons: ['price'], rules: atOnce };
    const checked = checkDispute(aDispute({ of: { 'INV-1': 81 } }), around, isoDate('2025-03-11'));
    expect(checked).toMatchObject({ refusals: [{ remedy: 'At most 80.00 EUR is open' }] });
  });
});
