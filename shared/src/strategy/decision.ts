/** One decision per debtor and day, a verdict per open invoice, each with its reasons. */
import type { PlannedAction } from '../actions/action.ts';
import type { Reason } from '../actions/reason.ts';
import type { IsoDate } from '../dates/iso-date.ts';
import type { CollectibleItem } from '../receivables/collectible.ts';
import type { AlertChanges } from '../segments/alerts.ts';
import type { Segment } from '../segments/segment.ts';
import type { Severity } from '../segments/severity.ts';
import type { Willingness } from '../segments/willingness.ts';
import type { Step } from './policy.ts';
import type { FollowUp } from './follow-ups.ts';
import type { StandingPromise } from './reservations.ts';
import type { Trading } from './trading.ts';

export type Verdict = {
  readonly item: CollectibleItem;
  readonly because: readonly Reason[];
  /** Since when a step is due; absent when none is. */
  readonly dueSince?: IsoDate;
  /** The last day on which a step that is due makes sense; absent when it always does. */
  readonly sensibleUntil?: IsoDate;
  /** The day on which a late item comes to the age of a further step. */
  readonly overtakenOn?: IsoDate;
} & (
  | { readonly kind: 'act'; readonly step: Step; readonly occurrence: string }
  | { readonly kind: 'wait'; readonly until: IsoDate; readonly step: Step; readonly occurrence: string }
  | { readonly kind: 'hold'; readonly step?: Step; readonly occurrence?: string }
);

export type EpisodeChange =
  | { readonly kind: 'open'; readonly openedBy: string; readonly openedOn: IsoDate }
  | { readonly kind: 'close' }
  | { readonly kind: 'none' };

export type Decision = {
  readonly asOf: IsoDate;
  readonly policyVersion: string;
  readonly segment?: Segment;
  /** Of a debtor with something overdue, where the policy has classes. */
  readonly severity?: Severity;
  /** Where the policy has a score card and something is known of how the debtor pays. */
  readonly willingness?: Willingness;
  readonly alerts: AlertChanges;
  readonly verdicts: readonly Verdict[];
  /** What is done today, follow-ups included. */
  readonly actions: readonly PlannedAction[];
  /** What people do about promises and disputes, done, due or to come. */
  readonly followUps: readonly FollowUp[];
  readonly trading: Trading;
  readonly episode: EpisodeChange;
  readonly promises: readonly StandingPromise[];
  readonly outlook: Outlook;
  /** The next day on which this decision can change by itself; absent when only new facts can change it. */
  readonly nextChangeOn?: IsoDate;
  readonly because: readonly Reason[];
};

export type ComingStep = { readonly step: Step; readonly on: IsoDate };

/** Where the debtor stands: the furthest step taken on an open item, and what is to come. */
export type Outlook = {
  readonly stage?: Step;
  readonly next?: ComingStep;
  /** Steps of the strategy after the stage, up to the first legal one. */
  readonly stepsLeft: number;
  /** What is to come for the item that has come furthest, up to the first legal step, each on the earliest day it can come. */
  readonly path: readonly ComingStep[];
};
