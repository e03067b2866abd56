/** On which days what counts for a year, and then less or no more, comes or goes; and what is reckoned from that. */
import { dateOfDayNumber, dayNumber, type IsoDate } from '../dates/iso-date.ts';
import { addMonths, firstIssuedOn, historyDays, latelyDays, monthsBetween, recencyTurns } from './history.ts';
import { everyItem, measuresOf, type Measured } from './measures.ts';
import type { Measure } from './measure-names.ts';
import { ruleHolds, type Rule } from './rule.ts';
import { firstAfter, settledHistoryOf } from './settled-history.ts';

type Turns = {
  /** Days after the settlement of an item on which it comes into the measure, or counts less in it. */
  readonly ofSettled?: readonly number[];
  readonly ofPromises?: true;
  /** Items that become overdue. */
  readonly ofOverdue?: true;
  /** It grows by the day, or by the month. */
  readonly each?: 'day' | 'month';
};

const settledInYear = [0, historyDays];
const turnsOf: Readonly<Partial<Record<Measure, Turns>>> = {
  pastProduct: { ofSettled: settledInYear },
  averageDaysLate: { ofSettled: settledInYear },
  lateShare: { ofSettled: settledInYear },
  recentLateShare: { ofSettled: [...settledInYear, ...recencyTurns], ofOverdue: true },
  daysSlower: { ofSettled: [...settledInYear, latelyDays] },
  promisesKept: { ofPromises: true },
  promisesBroken: { ofPromises: true },
};

/** What a score may be reckoned from besides. */
const turnsOfScored: typeof turnsOf = {
  ...turnsOf,
  percentOverdue: { ofOverdue: true },
  daysPastDue: { ofOverdue: true, each: 'day' },
  monthsAsCustomer: { each: 'month' },
};

export function isOfHistory(measure: Measure): boolean {
  return measure in turnsOf || isOfScore(measure);
}

/** How many days are looked at; then the last of them is one to decide anew, whatever it changes. */
const daysLookedAt = 20;

/**
 * Every settled invoice is forgotten some day, and hardly any of that changes what holds. To look a few days ahead costs less than to read
 * and write a debtor for nothing.
 */
export function historyTurn(rules: readonly Rule[], measured: Measured): IsoDate | undefined {
  const turns = askedFor(rules, measured);
  if (turns.length === 0) return undefined;
  const days = [...allDays(turns, measured)].sort((a, b) => a - b).slice(0, daysLookedAt);
  const holdOn = (asOf: IsoDate): string => {
    const measures = measuresOf({ ...measured, asOf });
    return rules.map((rule) => ruleHolds(rule, measures).holds).join();
  };
  const today = holdOn(measured.asOf);
  const dates = days.map(dateOfDayNumber);
  return dates.find((day) => holdOn(day) !== today) ?? dates[daysLookedAt - 1];
}

function askedFor(rules: readonly Rule[], { scoreCard }: Measured): readonly Turns[] {
  const measures = new Set(rules.flatMap((rule) => rule.map(({ measure }) => measure)));
  const scored = [...measures].some(isOfScore) ? (scoreCard?.lines ?? []) : [];
  // Whether there is a score turns with what is known of payments and delays, whatever its lines.
  const known =
    scored.length === 0 ? [] : ([{ ofSettled: settledInYear, ofPromises: true, ofOverdue: true }] as const);
  return [
    ...[...measures].flatMap((measure) => turnsOf[measure] ?? []),
    ...scored.flatMap(({ measure }) => turnsOfScored[measure] ?? []),
    ...known,
  ];
}

function isOfScore(measure: Measure): boolean {
  return measure === 'willingness' || measure === 'willingnessClass';
}

/** By number, after today, and in no order: all that come before the last that is looked at. */
function allDays(turns: readonly Turns[], measured: Measured): ReadonlySet<number> {
  const today = dayNumber(measured.asOf);
  const days = new Set<number>();
  const add = (day: number): void => {
    if (day > today) days.add(day);
  };
  const windows = [...new Set(turns.flatMap(({ ofSettled = [] }) => ofSettled))];
  const { days: settled } = settledHistoryOf(measured.past?.items ?? []);
  for (const window of windows) {
    const first = firstAfter(settled, today - window);
    for (const day of settled.slice(first, first + daysLookedAt)) add(day + window);
  }
  if (turns.some(({ ofPromises }) => ofPromises)) {
    for (const { brokenOn, keptOn } of measured.promises) {
      const day = brokenOn ?? keptOn;
      if (day === undefined) continue;
      add(dayNumber(day));
      add(dayNumber(day) + historyDays);
    }
  }
  if (turns.some(({ ofOverdue }) => ofOverdue))
    for (const { owed, receivable } of measured.items)
      if (owed.minor > 0) add(dayNumber(receivable.dueOn) + 1);
  if (turns.some(({ each }) => each === 'day')) daysOverdue(measured).forEach(add);
  if (turns.some(({ each }) => each === 'month')) monthDays(measured).forEach((day) => add(dayNumber(day)));
  return days;
}

/** From the first day on which something is overdue, or from today. */
function daysOverdue({ items, asOf }: Measured): readonly number[] {
  const owed = items.filter((item) => item.owed.minor > 0);
  if (owed.length === 0) return [];
  const oldest = Math.min(...owed.map(({ receivable }) => dayNumber(receivable.dueOn)));
  const from = Math.max(oldest, dayNumber(asOf)) + 1;
  return Array.from({ length: daysLookedAt }, (_, at) => from + at);
}

/** On which another month as customer has passed; the first day for a customer of tomorrow. */
function monthDays({ receivables, past, asOf }: Measured): readonly IsoDate[] {
  const first = firstIssuedOn(past && everyItem(receivables, past));
  if (first === undefined) return [];
  const next = first > asOf ? 0 : monthsBetween(first, asOf) + 1;
  return Array.from({ length: daysLookedAt }, (_, at) => addMonths(first, next + at));
}
