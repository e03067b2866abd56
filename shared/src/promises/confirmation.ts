/**
 * The call that confirms a promised payment: for each instalment one, some business days before or after the promised day. It is not made
 * when the payment came first, or when the promise is no more.
 */
import { addBusinessDays, rollForward } from '../calendar/calendar.ts';
import type { IsoDate } from '../dates/iso-date.ts';
import type { PromiseTerms, PromiseToPay } from './promise.ts';
import {
  promiseStanding,
  type InstalmentStanding,
  type PromiseCircumstances,
  type PromiseStanding,
} from './standing.ts';

export type ConfirmationCall = {
  /** The number of the instalment it is about: with the promise's id its name. */
  readonly instalment: number;
  /** The day to call on; absent outside the calendar's coverage. */
  readonly on?: IsoDate;
  readonly state: 'planned' | 'closed';
  /** Why it is closed. */
  readonly because?: 'paid' | 'withdrawn' | 'planEnded';
};

export function confirmationCalls(
  promise: PromiseToPay,
  circumstances: PromiseCircumstances,
  asOf: IsoDate,
): readonly ConfirmationCall[] {
  const { confirmationOffsetDays } = circumstances.rules;
  if (confirmationOffsetDays === undefined) return [];
  const standing = promiseStanding(promise, circumstances, asOf);
  return standing.instalments.map((instalment) => {
    const on = dayOfCall(instalment.dueOn, confirmationOffsetDays, circumstances);
    const because = whyClosed(instalment, standing, circumstances);
    return {
      instalment: instalment.number,
      ...(on && { on }),
      ...(because ? { state: 'closed', because } : { state: 'planned' }),
    };
  });
}

function dayOfCall(dueOn: IsoDate, offsetDays: number, { calendar }: PromiseTerms): IsoDate | undefined {
  return offsetDays === 0 ? rollForward(calendar, dueOn) : addBusinessDays(calendar, dueOn, offsetDays);
}

function whyClosed(
  { state, outstanding, number }: InstalmentStanding,
  { instalments }: PromiseStanding,
  { rules }: PromiseTerms,
): ConfirmationCall['because'] {
  if (state === 'withdrawn') return 'withdrawn';
  if (state === 'kept' || outstanding.minor === 0) return 'paid';
  const missed = instalments.find(({ brokenOn }) => brokenOn !== undefined);
  // The call about the missed instalment is due all the more; those after it are about a plan that is over.
  const ended = rules.defaultClause === 'wholePlanDue' && missed !== undefined && number > missed.number;
  return ended ? 'planEnded' : undefined;
}
