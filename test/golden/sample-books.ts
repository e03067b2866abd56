/** The sample portfolio as books, straight from the events it is made of. */
import type { ContactChannel } from '@dunlin/shared/contact/limits';
import { isoDate } from '@dunlin/shared/dates/iso-date';
import { isoOf } from '../../local/erp/days.ts';
import { isReversed, openOn, type Document } from '../../local/erp/sample/book.ts';
import type { Debtor } from '../../local/erp/sample/life.ts';
import type { BookDocument, Books } from './books.ts';

export function booksOf({ customer, behaviour, documents }: Debtor): Books {
  const { number, name, kind, country, language, email, phone, mobile, creditLimit } = customer;
  const channels: readonly ContactChannel[] = [
    ...(email === '' ? [] : (['email'] as const)),
    'letter',
    ...(phone === '' && mobile === '' ? [] : (['sms', 'call'] as const)),
  ];
  return {
    customer: {
      ...{ number, name, kind, country, language, channels, pays: behaviour.kind },
      ...(creditLimit && { creditLimit }),
    },
    documents: documents.map(documentOf),
  };
}

function documentOf(document: Document): BookDocument {
  const { number, kind, currency, issuedOn, dueOn, minor, movements, reversedOn } = document;
  const days = [
    issuedOn,
    ...movements.map(({ on }) => on),
    ...(reversedOn === undefined ? [] : [reversedOn]),
  ];
  return {
    number,
    kind: kind === 'payment' ? 'unappliedCash' : kind,
    currency,
    issuedOn: isoDate(isoOf(issuedOn)),
    dueOn: isoDate(isoOf(dueOn)),
    minor,
    course: [...new Set(days)]
      .filter((day) => day >= issuedOn)
      .sort((a, b) => a - b)
      .map((day) => ({
        on: isoDate(isoOf(day)),
        minor: openOn(document, day),
        isReversed: isReversed(document, day),
      })),
  };
}
