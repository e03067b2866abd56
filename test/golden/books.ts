/** The books of one customer as a source of facts: how much of each document was open from which day on, and who the customer is. */
import type { ContactChannel } from '@dunlin/shared/contact/limits';
import { addDays, type IsoDate } from '@dunlin/shared/dates/iso-date';
import { money, type Currency, type Money } from '@dunlin/shared/money/money';
import type { Receivable } from '@dunlin/shared/receivables/receivable';
import type { CustomerKind } from '@dunlin/shared/segments/customer';
import { historyDays } from '@dunlin/shared/segments/history';
import type { Policy } from '@dunlin/shared/strategy/policy';
import type { Source } from '../simulation/simulate.ts';

export type BookDocument = {
  readonly number: string;
  readonly kind: Receivable['kind'];
  readonly currency: Currency;
  readonly issuedOn: IsoDate;
  readonly dueOn: IsoDate;
  readonly minor: number;
  /** By day: what was open from then on. The first is of the day of issue. */
  readonly course: readonly Standing[];
};

export type Standing = { readonly on: IsoDate; readonly minor: number; readonly isReversed: boolean };

export type Customer = {
  readonly number: string;
  readonly name: string;
  readonly kind: CustomerKind;
  readonly country: string;
  readonly language: string;
  readonly channels: readonly ContactChannel[];
  readonly creditLimit?: Money;
  /** How the customer pays, where the books were made up. */
  readonly pays?: string;
};

export type Books = { readonly customer: Customer; readonly documents: readonly BookDocument[] };

/** @param firstDay the day on which Dunlin sees the ledger for the first time */
export function sourceOf({ customer, documents }: Books, policy: Policy, firstDay: IsoDate): Source {
  const changed = new Set(documents.flatMap(({ course }) => course.map(({ on }) => on)));
  const { number: id, kind, country, language, channels, creditLimit } = customer;
  return {
    policy,
    firstDay,
    factsOn(day) {
      const today = addDays(firstDay, day);
      const yearAgo = addDays(today, -historyDays);
      const past = documents.flatMap((document) => settledIn(document, { after: yearAgo, until: today }));
      return {
        debtor: {
          id,
          kind,
          country,
          language,
          reach: { addresses: channels, doNotContact: [] },
          ...(creditLimit && { creditLimit }),
        },
        receivables: documents.flatMap((document) => openOn(document, today)),
        past: { reaches: 'year', items: past },
        contacts: [],
        payments: [],
        promises: [],
        disputes: [],
        holds: [],
        dueDateChanges: [],
        closedTasks: [],
        creditHolds: [],
        orders: [],
      };
    },
    rowsChangedOn: (day) => changed.has(addDays(firstDay, day)),
    isStoppedOn: () => false,
  };
}

/** As it stands on the evening of a day; undefined before it was issued. */
export function standingOn({ course }: BookDocument, day: IsoDate): Standing | undefined {
  return course.findLast(({ on }) => on <= day);
}

function openOn(document: BookDocument, day: IsoDate): readonly Receivable[] {
  const minor = standingOn(document, day)?.minor ?? 0;
  return minor === 0 ? [] : [{ ...rowOf(document), state: 'open', open: money(minor, document.currency) }];
}

/** What never was open on an evening never was in the ledger. */
function settledIn(
  document: BookDocument,
  { after, until }: { readonly after: IsoDate; readonly until: IsoDate },
): readonly Receivable[] {
  const standing = standingOn(document, until);
  if (!standing || standing.minor > 0 || standing.isReversed || standing.on <= after) return [];
  if (!document.course.some(({ minor }) => minor > 0)) return [];
  const { on: settledOn } = standing;
  return [{ ...rowOf(document), state: 'settled', open: money(0, document.currency), settledOn }];
}

function rowOf(document: BookDocument): Omit<Receivable, 'state' | 'open'> {
  const { number, kind, issuedOn, dueOn, minor, currency } = document;
  return { id: number, document: number, kind, issuedOn, dueOn, amount: money(minor, currency) };
}
