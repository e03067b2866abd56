/** What stands on the timeline: one entry a fact, as plain values; words and formats come when it is shown. */
import type { Channel } from '@dunlin/shared/actions/action';
import type { ActionState } from '@dunlin/shared/actions/states';
import type { IsoDate } from '@dunlin/shared/dates/iso-date';

export const entryTypes = [
  'receivable',
  'payment',
  'action',
  'call',
  'email',
  'letter',
  'sms',
  'task',
  'otherActivity',
  'stage',
] as const;
export type EntryType = (typeof entryTypes)[number];

/** What an entry means for whoever works on it; the tag says more exactly what it is. */
export const entryStates = ['planned', 'open', 'overdue', 'attention', 'done', 'cancelled'] as const;
export type EntryState = (typeof entryStates)[number];

export type Tag =
  | ActionState
  | 'open'
  | 'overdue'
  | 'settled'
  | 'reversed'
  | 'received'
  | 'completed'
  | 'opened'
  | 'closed'
  | 'reached'
  /** A status reason this control does not know, in the service's words. */
  | { readonly label: string };

/** Undefined: column security hides it from this user. */
export type Visible<T> = T | undefined;

export type Amount = {
  /** Major units. */
  readonly value: number;
  readonly currencyId: string | undefined;
  /** As the service wrote it, with the currency's symbol. */
  readonly formatted: string | undefined;
};

export type RecordName = { readonly table: string; readonly id: string };

type Common = {
  /** Unique on the timeline and the same after every reload. */
  readonly key: string;
  /** An action by e-mail is found among actions and among e-mails. */
  readonly types: readonly EntryType[];
  readonly state: EntryState;
  readonly tag: Tag;
  /** The day it stands at: a day of the ledger, or the user's day of an instant. */
  readonly on: IsoDate;
  /** The instant, where the time of day is known. */
  readonly at?: string;
  /** Still to come or to be done: stands above the line of today. */
  readonly isAhead: boolean;
  readonly debtorId?: string;
  readonly record: RecordName;
  /** What a search looks through, in lower case. */
  readonly searchText: string;
};

export type ReceivableEntry = Common & {
  readonly what: 'receivable';
  readonly kind: 'invoice' | 'creditNote' | 'unappliedCash';
  readonly document: Visible<string>;
  readonly dueOn: IsoDate | undefined;
  readonly amount: Visible<Amount>;
  readonly open: Visible<Amount>;
  readonly settledOn: IsoDate | undefined;
  /** Positive only while it is overdue. */
  readonly daysPastDue: number;
};

export type PaymentEntry = Common & {
  readonly what: 'payment';
  readonly document: Visible<string>;
  readonly amount: Visible<Amount>;
  readonly clears: string | undefined;
};

export type ActionEntry = Common & {
  readonly what: 'action';
  readonly step: Visible<string>;
  readonly stepOrder: number;
  readonly caseId: string | undefined;
  readonly channel: Channel;
  readonly amount: Visible<Amount>;
  readonly plannedOn: IsoDate;
  readonly executedOn: IsoDate | undefined;
  /** Sentences, as they were stored with the decision. */
  readonly because: readonly string[];
  readonly result: string | undefined;
  readonly actionState: ActionState | undefined;
  /** The e-mail, letter, message or call it became. */
  readonly activity?: RecordName & { readonly subject: Visible<string> };
  /** The id that activity has if it exists. */
  readonly activityId: string | undefined;
};

export type ActivityEntry = Common & {
  readonly what: 'activity';
  readonly subject: Visible<string>;
  readonly typeLabel: string | undefined;
  readonly owner: string | undefined;
  readonly dueAt: string | undefined;
  readonly endedAt: string | undefined;
  readonly createdAt: string;
};

export type StageEntry = Common & {
  readonly what: 'stage';
  readonly change:
    | { readonly kind: 'caseOpened' }
    | { readonly kind: 'caseClosed' }
    | { readonly kind: 'reached'; readonly stage: string; readonly from: string | undefined };
};

export type Entry = ReceivableEntry | PaymentEntry | ActionEntry | ActivityEntry | StageEntry;
