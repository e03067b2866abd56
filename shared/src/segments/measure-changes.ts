/** On which days what rules ask of a debtor changes by the date alone: while nobody pays, bills or promises anything. */
import { addDays, type IsoDate } from '../dates/iso-date.ts';
import { addMonths, firstIssuedOn } from './history.ts';
import { historyTurn, isOfHistory } from './history-turns.ts';
import { everyItem, type Measured } from './measures.ts';
import type { Measure } from './measure-names.ts';
import type { Condition, Rule } from './rule.ts';

/** Days after `asOf`, not in order; none is missing, some may change nothing. */
export function measureChanges(rules: readonly Rule[], measured: Measured): readonly IsoDate[] {
  const turn = historyTurn(
    rules.filter((rule) => rule.some(({ measure }) => isOfHistory(measure))),
    measured,
  );
  const days = rules.flatMap((rule) =>
    rule.flatMap((condition) => changesOf[condition.measure]?.(measured, condition) ?? []),
  );
  return [...days.filter((day) => day > measured.asOf), ...(turn === undefined ? [] : [turn])];
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
  monthsAsCustomer: ({ receivables, past, asOf }, condition) => {
    const first = firstIssuedOn(past && everyItem(receivables, past));
    if (first === undefined) return [];
    // A customer of tomorrow begins to be one then.
    return first > asOf ? [first] : wholeNumbersAround(condition).map((months) => addMonths(first, months));
  },
};

function daysOverdueBegins({ items }: Measured): readonly IsoDate[] {
  return items.flatMap(({ owed, receivable }) => (owed.minor > 0 ? [addDays(receivable.dueOn, 1)] : []));
}

/** The first whole numbers that are at least, and more than, what the condition compares with. */
function wholeNumbersAround(condition: Condition): readonly number[] {
  return condition.kind === 'number' ? [Math.ceil(condition.value), Math.floor(condition.value) + 1] : [];
}
