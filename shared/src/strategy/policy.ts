/** The policy of one company as data: what the evaluation decides by. */
import type { ContactRules } from '../contact/contact-policy.ts';
import type { ContactLibrary } from '../contact/rules-for-customer.ts';
import type { Channel } from '../actions/action.ts';
import type { IsoDate } from '../dates/iso-date.ts';
import type { Currency } from '../money/money.ts';
import type { ApprovalRule } from '../disputes/approval.ts';
import type { ResumeRules } from '../disputes/resumption.ts';
import type { TaskRule } from '../disputes/tasks.ts';
import type { CreditRule } from '../holds/trading-status.ts';
import type { PromiseRules } from '../promises/promise.ts';
import type { Netting } from '../receivables/collectible.ts';
import type { AlertRule } from '../segments/alerts.ts';
import type { Rule } from '../segments/rule.ts';
import type { Segment } from '../segments/segment.ts';
import type { Severity } from '../segments/severity.ts';
import type { ScoreCard } from '../segments/willingness.ts';

/** What a step is counted from. All but the first two stand beside the others and change no stage. */
export type Trigger = 'dueDate' | 'previousStep' | 'promiseBroken' | 'disputeClosed' | 'limitCrossed';

/** What shares a message: nothing, the items due for the step, or all overdue items that have not come further. */
export type Grouping = 'invoice' | 'step' | 'customer';

export type Tone = 'friendly' | 'neutral' | 'firm' | 'final' | 'legal';

export type Step = {
  /** Stays the same over all versions of the strategy; actions are named after it. */
  readonly code: string;
  readonly name: string;
  readonly order: number;
  readonly trigger: Trigger;
  /** Days from the due date, or from what else triggers the step; negative is before it. */
  readonly offsetDays: number;
  readonly dayCount: 'calendar' | 'business';
  /** At least this many days from the step before to this one. */
  readonly waitDays: number;
  /** Days past its date after which the step makes no sense and is left out. */
  readonly validDays?: number;
  readonly channel: Channel;
  readonly fallbackChannel?: Channel;
  readonly template: string;
  readonly tone: Tone;
  readonly grouping: Grouping;
  /** Days from a message to the day it asks to be paid by. */
  readonly payByDays: number;
  /** Deliveries are stopped with it. */
  readonly creditHold: boolean;
  /** The last step comes again every so many days. */
  readonly repeatDays?: number;
  /** Minor units per currency; a currency that is not named has no minimum. */
  readonly minimumMinor: Readonly<Record<Currency, number>>;
  /** What must hold of the debtor; where it does not, the step is left out. */
  readonly condition?: Rule;
  /** Segment codes; without it all. */
  readonly segments?: readonly string[];
};

export type Strategy = {
  readonly code: string;
  readonly name: string;
  /** What an item takes for which the days of several steps have passed: each in turn, or the furthest. */
  readonly lateStart: 'oneByOne' | 'jump';
  /** So many business days before the first notice of an episode the customer's owner is told. */
  readonly headsUpDays?: number;
  /** Whoever serves the customer is told when a case begins and at each stage. */
  readonly stageNotices?: true;
  readonly netting: Netting;
  /** Steps taken by another strategy: those that both have count, or none does. */
  readonly onSegmentChange: 'mapped' | 'restart';
  readonly steps: readonly Step[];
  /** Codes of steps that were taken out → the step that stands for each. */
  readonly formerSteps?: Readonly<Record<string, string>>;
};

/** How what customers said is judged, and what people may agree to. */
export type AgreementRules = {
  readonly promises: PromiseRules;
  readonly disputes: ResumeRules;
  readonly disputeTasks: readonly TaskRule[];
  readonly disputeApprovals: readonly ApprovalRule[];
  readonly credit: readonly CreditRule[];
  /** How far beyond the ledger's due date another one may lie. */
  readonly longestExtensionDays: number;
};

export type Policy = ContactRules & {
  /** Names what it decides by: the number of the published version and a digest of all that counts of it for the company. */
  readonly version: string;
  /** The first day on which another version decides, as far as is known. */
  readonly nextVersionOn?: IsoDate;
  readonly segments: readonly Segment[];
  readonly severities: readonly Severity[];
  readonly alerts: readonly AlertRule[];
  /** What the willingness to pay is reckoned by; without it debtors have no score. */
  readonly scoreCard?: ScoreCard;
  readonly strategies: readonly Strategy[];
  readonly agreements: AgreementRules;
  /** Calendars and country packs that the rules for a customer are taken from. */
  readonly library: ContactLibrary;
};

/** The text for a person who gets a step because the customer cannot be reached by its channels. */
export const unreachableTemplate = 'unreachable';

/** The step by which the customer's owner is told before the first notice. */
export const headsUpCode = 'heads-up';

/** A step of the procedure itself; the others answer to an event and stand beside it. */
export function isInChain({ trigger }: Step): boolean {
  return trigger === 'dueDate' || trigger === 'previousStep';
}

/** What a person does, with the customer or about them; everything else is a message. */
export function isByPerson(channel: Channel): boolean {
  return channel === 'person' || channel === 'call';
}

/** A step before or on the due date speaks of what will be due; a later one of what is overdue. */
export function isUpcoming(step: Step): boolean {
  return step.trigger === 'dueDate' && step.offsetDays <= 0;
}
