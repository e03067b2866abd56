import { isoDate } from '../dates/iso-date.ts';
import type { Receivable } from '../receivables/receivable.ts';
import { limitCrossing } from './limit-crossing.ts';
import { aCreditNote, aDebtor, aReceivable } from './testing/a-debtor.ts';

function anInvoice(id: string, issuedOn: string, amount: number, currency = 'EUR'): Receivable {
  return { ...aReceivable({ id, dueOn: '2025-04-30', amount, currency }), issuedOn: isoDate(issuedOn) };
}

function crossing(creditLimit: number | undefined, ...receivables: readonly Receivable[]): string {
  const limit = creditLimit === undefined ? {} : { creditLimit };
  const found = limitCrossing(aDebtor({ receivables, ...limit }));
  expect(limitCrossing(aDebtor({ receivables: receivables.toReversed(), ...limit }))).toEqual(found);
  return found ? `${found.id} on ${found.on}` : 'kept';
}

describe('the invoice that took the account over its limit', () => {
  const march = [anInvoice('INV-1', '2025-03-03', 600), anInvoice('INV-2', '2025-03-12', 500)];

  it('is the first in the order of issue with which more is open', () => {
    expect(crossing(1_000, ...march)).toBe('INV-2 on 2025-03-12');
    expect(crossing(1_000, ...march, anInvoice('INV-3', '2025-03-20', 900))).toBe('INV-2 on 2025-03-12');
    expect(crossing(599.99, ...march)).toBe('INV-1 on 2025-03-03');
  });

  it('is none at exactly the limit, without a limit and with one of zero', () => {
    expect(crossing(1_100, ...march)).toBe('kept');
    expect(crossing(1_099.99, ...march)).toBe('INV-2 on 2025-03-12');
    expect(crossing(undefined, ...march)).toBe('kept');
    expect(crossing(0, ...march)).toBe('kept');
  });

  it('is told by the document, then by the id, where several were issued on a day', () => {
    const three = ['C', 'A', 'B'].map((id) => anInvoice(id, '2025-03-03', 400));
    expect(crossing(1_000, ...three)).toBe('C on 2025-03-03');
    const same = three.map((one) => ({ ...one, document: 'INV-1' }));
    expect(crossing(1_000, ...same)).toBe('C on 2025-03-03');
    const otherwise = three.map((one) => ({ ...one, document: one.id === 'A' ? 'Z' : one.id }));
    expect(crossing(1_000, ...otherwise)).toBe('A on 2025-03-03');
  });

  it('is none as far as credits make room', () => {
    const credits = [aCreditNote({ id: 'CN-1', amount: 60 }), aCreditNote({ id: 'CN-2', amount: 40 })];
    expect(crossing(1_000, ...march, ...credits)).toBe('kept');
    expect(crossing(999.99, ...march, ...credits)).toBe('INV-2 on 2025-03-12');
  });

  it('is one of the limit’s currency: forints neither use it nor make room', () => {
    expect(crossing(1_100, ...march, anInvoice('INV-0', '2025-03-01', 900_000, 'HUF'))).toBe('kept');
    const credit = aCreditNote({ amount: 900_000, currency: 'HUF' });
    expect(crossing(1_000, ...march, credit)).toBe('INV-2 on 2025-03-12');
  });
});
