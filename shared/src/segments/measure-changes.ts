/** On which days what rules ask of a debtor changes by the date alone: while nobody pays, bills or promises anything. */
import { addDays, dateOf, daysBetween, type IsoDate } from '../dates/iso-date.ts';
import { firstIssuedOn, historyDays, latelyDays, monthsBetween, recencyTurns } from './history.ts';
import { everyItem, measuresOf, type Measured, type NumberMeasure } from './measures.ts';
import type { Measure } from './measure-names.ts';
import { owedOf } from './owed.ts';
import { ruleHolds, type Condition, type Rule } from './rule.ts';

/** Days after `asOf`, not in order; none is missing, some may change nothing. */
export function measureChanges(rules: readonly Rule[], measured: Measured): readonly IsoDate[] {
  const turn = historyTurns(rules.filter(asksHistory), measured);
  const days = daysOf(rules, measured, (measure) => !historyMeasures.has(measure));
  return [...days, ...(turn === undefined ? [] : [turn])];
}

function daysOf(
  rules: readonly Rule[],
  measured: Measured,
  which: (measure: Measure) => boolean,
): readonly IsoDate[] {
  return rules.flatMap((rule) =>
    rule.flatMap((condition) => {
      const changes = which(condition.measure) ? changesOf[condition.measure] : undefined;
      return changes?.(measured, condition).filter((day) => day > measured.asOf) ?? [];
    }),
  );
}

/** What counts for a year and is then forgotten, or counts less; and what is reckoned from that. */
const historyMeasures: ReadonlySet<Measure> = new Set([
  'pastProduct',
  'averageDaysLate',
  'lateShare',
  'recentLateShare',
  'daysSlower',
  'promisesKept',
  'promisesBroken',
  'willingness',
  'willingnessClass',
]);

function asksHistory(rule: Rule): boolean {
  return rule.some(({ measure }) => historyMeasures.has(measure));
}

/** How many days are looked at; then the last of them is one to decide anew, whatever it changes. */
const daysLookedAt = 20;

/**
 * Every settled invoice is forgotten some day, and hardly any of that changes what holds. To look a few days ahead costs less than to read
 * and write a debtor for nothing.
 */
function historyTurns(rules: readonly Rule[], measured: Measured): IsoDate | undefined {
  if (rules.length === 0) return undefined;
  const holdOn = (asOf: IsoDate): string => {
    const measures = measuresOf({ ...measured, asOf });
    return rules.map((rule) => ruleHolds(rule, measures).holds).join();
  };
  const today = holdOn(measured.asOf);
  let day: IsoDate | undefined = measured.asOf;
  for (let looks = 0; looks < daysLookedAt; looks++) {
    day = earliest(daysOf(rules, { ...measured, asOf: day }, (measure) => historyMeasures.has(measure)));
    if (day === undefined || holdOn(day) !== today) return day;
  }
  return day;
}

function earliest(days: readonly IsoDate[]): IsoDate | undefined {
  return days.toSorted()[0];
}

type Changes = (measured: Measured, condition: Condition) => readonly IsoDate[];

const changesOf: Readonly<Partial<Record<Measure, Changes>>> = {
  overdue: daysOverdueBegins,
  percentOverdue: daysOverdueBegins,
  daysPastDue: (measured, condition) => {
    const oldest = measured.items.find(({ owed }) => owed.minor > 0)?.receivable.dueOn;
    return [
      ...daysOverdueBegins(measured),
      ...(oldest === undefined ? [] : wholeNumbersAround(condition).map((days) => addDays(oldest, days))),
    ];
  },
  pastProduct: (measured) => leavingHistory(measured, [historyDays]),
  averageDaysLate: (measured) => leavingHistory(measured, [historyDays]),
  lateShare: (measured) => leavingHistory(measured, [historyDays]),
  recentLateShare: (measured) => [
    ...daysOverdueBegins(measured),
    ...leavingHistory(measured, [...recencyTurns, historyDays]),
  ],
  daysSlower: (measured) => leavingHistory(measured, [latelyDays, historyDays]),
  promisesKept: promisesForgotten,
  promisesBroken: promisesForgotten,
  monthsAsCustomer: ({ receivables, past, asOf }, condition) => {
    const first = firstIssuedOn(past && everyItem(receivables, past));
    if (first === undefined) return [];
    // A customer of tomorrow begins to be one then.
    return first > asOf ? [first] : wholeNumbersAround(condition).map((months) => addMonths(first, months));
  },
  willingness: daysScoreChanges,
  willingnessClass: daysScoreChanges,
};

/** Each line may change it; what grows by the day does so at its next whole number. */
function daysScoreChanges(measured: Measured): readonly IsoDate[] {
  return (measured.scoreCard?.lines ?? []).flatMap(({ measure }) => {
    const value = nextWholeNumber(measure, measured);
    return changesOf[measure]?.(measured, { kind: 'number', measure, compare: 'atLeast', value }) ?? [];
  });
}

function nextWholeNumber(measure: NumberMeasure, { asOf, ...measured }: Measured): number {
  if (measure === 'daysPastDue') return owedOf({ ...measured, asOf }).daysPastDue + 1;
  if (measure !== 'monthsAsCustomer') return 0;
  const first = firstIssuedOn(measured.past && everyItem(measured.receivables, measured.past));
  return first === undefined || first > asOf ? 0 : monthsBetween(first, asOf) + 1;
}

function daysOverdueBegins({ items }: Measured): readonly IsoDate[] {
  return items.flatMap(({ owed, receivable }) => (owed.minor > 0 ? [addDays(receivable.dueOn, 1)] : []));
}

/** The next day on which a settled item comes into the history, or leaves a part of it. */
function leavingHistory({ past, asOf }: Measured, windows: readonly number[]): readonly IsoDate[] {
  let next: IsoDate | undefined;
  for (const { settledOn } of past?.items ?? []) {
    if (settledOn === undefined) continue;
    for (const days of [0, ...windows]) {
      if (daysBetween(settledOn, asOf) >= days) continue;
      const day = addDays(settledOn, days);
      if (next === undefined || day < next) next = day;
      break;
    }
  }
  return next === undefined ? [] : [next];
}

function promisesForgotten({ promises }: Measured): readonly IsoDate[] {
  return promises.flatMap(({ brokenOn, keptOn }) => {
    const day = brokenOn ?? keptOn;
    return day === undefined ? [] : [day, addDays(day, historyDays)];
  });
}

/** The first whole numbers that are at least, and more than, what the condition compares with. */
function wholeNumbersAround(condition: Condition): readonly number[] {
  return condition.kind === 'number' ? [Math.ceil(condition.value), Math.floor(condition.value) + 1] : [];
}

/** The first day on which so many whole months have passed; a month that is too short ends them on the first of the next. */
function addMonths(day: IsoDate, months: number): IsoDate {
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const [year, ofYear] = [Math.floor(month / 12), (month % 12) + 1];
  const next = ofYear === 12 ? dateOf(year + 1, 1, 1) : dateOf(year, ofYear + 1, 1);
  return dateOf(year, ofYear, Number(day.slice(8))) ?? next ?? day;
}
