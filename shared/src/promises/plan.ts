/**
 * An instalment plan: equal parts of a total, by the week or the month. The parts are rounded down to the minor unit, and the last one
 * has what is left over, as in SAP's plans of equal instalments (FDM_INST_PLAN_WITH_FIXED_AMT) and Mambu's
 * ROUND_REMAINDER_INTO_LAST_REPAYMENT: the sum is the total to the cent.
 */
import { rollForward, type Calendar } from '../calendar/calendar.ts';
import { addDays, dateOf, type IsoDate } from '../dates/iso-date.ts';
import { money, type Money } from '../money/money.ts';
import { inFull } from './in-full.ts';
import type { Instalment } from './promise.ts';
import { type Refusal } from '../receivables/refusal.ts';

export type Rhythm = 'weekly' | 'fortnightly' | 'monthly';

export type PlanRefusalCode = 'notACount' | 'tooSmall' | 'calendarEnds' | 'sameDay';

export type Plan =
  | { readonly ok: true; readonly instalments: readonly Instalment[] }
  | { readonly ok: false; readonly refusals: readonly Refusal<PlanRefusalCode>[] };

/** More than anybody agrees to: ten years of weeks. */
const maxInstalments = 520;

/**
 * Each date that is no business day is moved to the next one, by itself: a later date counts from the first one as it was given, so that
 * a plan from the 31st comes back to the 31st.
 */
export function instalmentPlan(of: {
  readonly total: Money;
  readonly count: number;
  readonly firstDueOn: IsoDate;
  readonly rhythm: Rhythm;
  readonly calendar: Calendar;
}): Plan {
  const { total, count, firstDueOn, rhythm, calendar } = of;
  if (!Number.isInteger(count) || count < 1 || count > maxInstalments) {
    return refused('notACount', 'count', String(count), `Give a whole number from 1 to ${maxInstalments}`);
  }
  if (total.minor < count) {
    const value = `${inFull(total)} in ${count}`;
    return refused('tooSmall', 'count', value, 'Give fewer instalments: each has to be an amount');
  }
  const instalments: Instalment[] = [];
  for (const [at, amount] of equalParts(total, count).entries()) {
    const nominal = dateAfter(firstDueOn, at, rhythm);
    const dueOn = rollForward(calendar, nominal);
    if (dueOn === undefined) {
      const remedy = `Extend the calendar ${calendar.code} beyond ${calendar.coveredTo}, or give earlier days`;
      return refused('calendarEnds', 'firstDueOn', nominal, remedy);
    }
    if (instalments.at(-1)?.dueOn === dueOn) {
      return refused('sameDay', 'rhythm', dueOn, 'Let the instalments be further apart');
    }
    instalments.push({ dueOn, amount });
  }
  return { ok: true, instalments };
}

/** As many parts, equal but for the last, which has the remainder. */
function equalParts({ minor, currency }: Money, count: number): readonly Money[] {
  const part = Math.floor(minor / count);
  return Array.from({ length: count }, (_part, at) =>
    money(at === count - 1 ? minor - part * (count - 1) : part, currency),
  );
}

function dateAfter(first: IsoDate, periods: number, rhythm: Rhythm): IsoDate {
  switch (rhythm) {
    case 'weekly':
      return addDays(first, 7 * periods);
    case 'fortnightly':
      return addDays(first, 14 * periods);
    case 'monthly':
      return monthsAfter(first, periods);
  }
}

/** The same day of a later month, or its last day when it is shorter. */
function monthsAfter(date: IsoDate, months: number): IsoDate {
  const [year, month, day] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
  const target = year * 12 + (month - 1) + months;
  const [ofYear, ofMonth] = [Math.floor(target / 12), (target % 12) + 1];
  for (let ofDay = day; ofDay > 0; ofDay--) {
    const found = dateOf(ofYear, ofMonth, ofDay);
    if (found !== undefined) return found;
  }
  throw new RangeError(`No day ${months} months after ${date}`);
}

function refused(code: PlanRefusalCode, field: string, value: string, remedy: string): Plan {
  return { ok: false, refusals: [{ code, field, value, remedy }] };
}
