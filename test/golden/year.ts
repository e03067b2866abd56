/** A customer's year as it was lived: each decision, last look and effect in the order in which they came. */
import type { Instant } from '@dunlin/shared/dates/instant';
import type { IsoDate } from '@dunlin/shared/dates/iso-date';
import type { Decision } from '@dunlin/shared/strategy/decision';
import type { Facts } from '@dunlin/shared/strategy/facts';
import type { Policy } from '@dunlin/shared/strategy/policy';
import type { Recheck } from '@dunlin/shared/strategy/recheck';
import { simulate, type CarriedOut } from '../simulation/simulate.ts';
import { sourceOf, type Books } from './books.ts';

export type Span = { readonly policy: Policy; readonly firstDay: IsoDate; readonly days: number };

export type Happening =
  | { readonly kind: 'decided'; readonly facts: Facts; readonly decision: Decision }
  | { readonly kind: 'looked'; readonly key: string; readonly at: Instant; readonly checked: Recheck };

/** A year and how many different things happened in it; what happened itself is too much to keep of everybody. */
export type Year = {
  readonly books: Books;
  readonly carriedOut: readonly CarriedOut[];
  readonly variety: number;
};

export function yearOf(books: Books, span: Span): Year {
  const different = new Set<string>(
    books.documents.flatMap(({ kind, course }) => [kind, course.length > 2 ? 'in parts' : 'at once']),
  );
  const carriedOut = live(books, span, (_day, happened) => {
    for (const one of whatIsIn(happened)) different.add(one);
  });
  return { books, carriedOut, variety: different.size };
}

/** Of the years with at least nine tenths of the most variety the one with the fewest effects; of two alike that of the lower number. */
export function mostVaried(years: readonly Year[]): Year {
  const most = Math.max(...years.map(({ variety }) => variety));
  const [first] = years
    .filter(({ variety }) => variety >= most * 0.9)
    .toSorted(
      (a, b) =>
        a.carriedOut.length - b.carriedOut.length ||
        (a.books.customer.number < b.books.customer.number ? -1 : 1),
    );
  if (!first) throw new Error('There is nobody to choose from');
  return first;
}

/** By day, counted from 0, all that happened. */
export function happeningsOf(books: Books, span: Span): ReadonlyMap<number, readonly Happening[]> {
  const happened = new Map<number, Happening[]>();
  live(books, span, (day, one) => happened.set(day, [...(happened.get(day) ?? []), one]));
  return happened;
}

function live(
  books: Books,
  { policy, firstDay, days }: Span,
  tell: (day: number, happened: Happening) => void,
): readonly CarriedOut[] {
  const { carriedOut } = simulate(sourceOf(books, policy, firstDay), {
    days,
    how: 'whenDue',
    watch(facts, day, decision) {
      if (decision) tell(day, { kind: 'decided', facts, decision });
    },
    looked: (key, day, checked, at) => tell(day, { kind: 'looked', key, at, checked }),
  });
  return carriedOut;
}

/** Reasons, alerts and classes of a decision, the step and channel of an effect. */
function whatIsIn(happened: Happening): readonly string[] {
  if (happened.kind === 'looked') {
    const { checked } = happened;
    return checked.kind === 'send'
      ? [`${checked.action.step.code} ${checked.action.channel}`]
      : [checked.kind];
  }
  const { verdicts, alerts, severity } = happened.decision;
  return [
    ...verdicts.flatMap(({ kind, because }) => because.map(({ code }) => `${kind} ${code}`)),
    ...alerts.raise.map(({ rule }) => rule.code),
    ...(severity ? [severity.code] : []),
  ];
}
