/** A collection action is the intent to do one thing for one debtor. Its key names it before it exists. */
import type { Instant } from '../dates/instant.ts';
import type { IsoDate } from '../dates/iso-date.ts';
import type { Currency, Money } from '../money/money.ts';
import { digestOf, uuidOf } from './keys.ts';
import type { Reason } from './reason.ts';
import type { ActionState } from './states.ts';

export type Channel = 'email' | 'letter' | 'sms' | 'call' | 'person';

export type ActionLine = {
  readonly receivable: string;
  readonly document: string;
  /** What is asked for of the item at planning. */
  readonly amount: Money;
  /** The step this item reaches with the action; absent when it is only listed. */
  readonly step?: {
    readonly code: string;
    readonly order: number;
    /** The event that the step answers; absent when the item itself brought it about. */
    readonly occurrence?: string;
  };
};

export type PlannedAction = {
  readonly key: string;
  readonly step: { readonly code: string; readonly order: number; readonly name: string };
  /** The fact that brought the step about: the receivable, with the day of the time before when it comes again; a promise or dispute. */
  readonly occurrence: string;
  /** The strategy it belongs to. */
  readonly strategy: string;
  readonly channel: Channel;
  readonly template: string;
  /** The day by which it asks to be paid. */
  readonly payBy: IsoDate;
  readonly plannedOn: IsoDate;
  readonly notBefore: Instant;
  readonly currency: Currency;
  readonly amount: Money;
  readonly lines: readonly ActionLine[];
  readonly ledgerHash: string;
  readonly because: readonly Reason[];
};

/** What is remembered of an action that was planned before. */
export type ActionRecord = {
  readonly key: string;
  readonly step: string;
  readonly stepOrder: number;
  /** Absent in what was planned before strategies were noted. */
  readonly strategy?: string;
  /** Absent in what was planned before days to pay by were noted. */
  readonly payBy?: IsoDate;
  readonly channel: Channel;
  readonly state: ActionState;
  /** The company's local day of the effect; absent while there was none. */
  readonly executedOn?: IsoDate;
  /** The customer's local day of the effect, where it is known apart from the company's. */
  readonly contactedOn?: IsoDate;
  readonly lines: readonly ActionLine[];
};

/** The key of a step that an item brings about for a debtor: the same item never brings about the same step twice. */
export function actionKey(parts: {
  readonly debtor: string;
  readonly step: string;
  readonly occurrence: string;
}): string {
  return `${parts.debtor}|${parts.step}|${parts.occurrence}`;
}

export function occurrenceOf(key: string): string {
  return key.slice(key.lastIndexOf('|') + 1);
}

/** Digest of what an action asks for, item by item. */
export function ledgerHashOf(lines: readonly ActionLine[]): string {
  return digestOf(
    JSON.stringify(lines.map(({ receivable, amount }) => [receivable, amount.minor, amount.currency])),
  );
}

export function actionId(key: string): string {
  return uuidOf('action', key);
}

/** The id of the nth attempt (from 1) to have an action's effect. */
export function dispatchId(key: string, attempt: number): string {
  return uuidOf('dispatch', key, String(attempt));
}

/** The id of the activity an action shows up as on the timeline. */
export function activityId(key: string): string {
  return uuidOf('activity', key);
}
