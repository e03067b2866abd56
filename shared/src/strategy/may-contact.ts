/** Whether the customer may be contacted on a day: the gap since the last contact has passed, and it is a day for contacts. */
import type { ActionRecord } from '../actions/action.ts';
import type { Reason } from '../actions/reason.ts';
import { firstOpenDay } from '../contact/contact-policy.ts';
import { addDays, later, type IsoDate } from '../dates/iso-date.ts';
import type { Policy } from './policy.ts';

export type MayContact =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      /** The first day on which it is allowed; absent outside the calendar's coverage. */
      readonly until?: IsoDate;
      readonly because: readonly Reason[];
    };

export function mayContact(policy: Policy, history: readonly ActionRecord[], asOf: IsoDate): MayContact {
  const gapDays = policy.contact.minimumGapDays;
  const lastContactOn = lastContact(history);
  const afterGap = lastContactOn === undefined ? asOf : later(asOf, addDays(lastContactOn, gapDays));
  const until = firstOpenDay(policy, afterGap);
  if (until === asOf) return { allowed: true };
  const gap: readonly Reason[] =
    lastContactOn !== undefined && afterGap > asOf ? [{ code: 'contactGap', lastContactOn, gapDays }] : [];
  if (until === undefined) {
    return { allowed: false, because: [...gap, { code: 'calendarEnds', calendar: policy.calendar.code }] };
  }
  const closed: readonly Reason[] = until > afterGap ? [{ code: 'closedDay', opensOn: until }] : [];
  return { allowed: false, until, because: [...gap, ...closed] };
}

/** What a person was given to do is no contact. */
function lastContact(history: readonly ActionRecord[]): IsoDate | undefined {
  return history
    .flatMap(({ channel, executedOn }) => (channel === 'person' || !executedOn ? [] : [executedOn]))
    .reduce<IsoDate | undefined>((last, on) => (last === undefined ? on : later(last, on)), undefined);
}
