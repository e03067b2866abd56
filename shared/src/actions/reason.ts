/** Why something is done or not done: each reason cites the fact and the rule it comes from. */
import { contactReasonInWords, type ContactReason } from '../contact/contact-reason.ts';
import type { IsoDate } from '../dates/iso-date.ts';
import { toDecimalText, type Money } from '../money/money.ts';
import { factInWords } from '../segments/rule-text.ts';
import type { CitedFact } from '../segments/rule.ts';
import type { Channel } from './action.ts';

/** Those that may name a person beside the channels of contact are below. */
type ReasonOfContact = Exclude<ContactReason, { readonly code: 'otherChannel' | 'unreachable' }>;

export type Reason =
  | ReasonOfContact
  | {
      readonly code: 'stepDue';
      readonly step: string;
      readonly document: string;
      readonly dueOn: IsoDate;
      readonly on: IsoDate;
    }
  | { readonly code: 'stepWaits'; readonly step: string; readonly until: IsoDate }
  | { readonly code: 'stepMissed'; readonly step: string; readonly sensibleUntil: IsoDate }
  /** A wait, or whom nobody can reach, leaves no day for it. */
  | { readonly code: 'stepTooLate'; readonly step: string; readonly sensibleUntil: IsoDate }
  /** What a message asked for may still be paid in time. */
  | { readonly code: 'timeToPay'; readonly payBy: IsoDate }
  | { readonly code: 'waitAfterStep'; readonly takenOn: IsoDate; readonly waitDays: number }
  /** The strategy takes late items at the step of their age. */
  | { readonly code: 'jumpedOver'; readonly step: string; readonly to: string }
  | { readonly code: 'finalNoticeMissing'; readonly step: string }
  | {
      readonly code: 'stepAgain';
      readonly step: string;
      readonly takenOn: IsoDate;
      readonly everyDays: number;
      readonly on: IsoDate;
    }
  | {
      readonly code: 'afterEvent';
      readonly step: string;
      readonly event: 'promiseBroken' | 'disputeClosed' | 'limitCrossed';
      readonly happenedOn: IsoDate;
      readonly on: IsoDate;
    }
  | { readonly code: 'conditionHolds'; readonly step: string; readonly fact: CitedFact }
  | { readonly code: 'conditionFails'; readonly step: string; readonly fact: CitedFact }
  | { readonly code: 'headsUp'; readonly step: string; readonly days: number }
  | { readonly code: 'headsUpFirst'; readonly toldOn: IsoDate; readonly days: number }
  | { readonly code: 'anotherContact'; readonly step: string }
  | { readonly code: 'belowMinimum'; readonly total: Money; readonly minimum: Money }
  | { readonly code: 'setOffByCredit'; readonly setOff: Money }
  | { readonly code: 'promised'; readonly amount: Money; readonly until?: IsoDate }
  | { readonly code: 'disputed'; readonly amount: Money }
  | { readonly code: 'held'; readonly reason: string; readonly until?: IsoDate }
  | { readonly code: 'promiseToConfirm'; readonly amount: Money; readonly promisedFor: IsoDate }
  | { readonly code: 'promisePaid'; readonly promisedFor: IsoDate }
  | { readonly code: 'promiseOver'; readonly promisedFor: IsoDate }
  | { readonly code: 'taskOverdue'; readonly department: string; readonly deadline: IsoDate }
  | { readonly code: 'taskClosed'; readonly department: string }
  | { readonly code: 'dueDateChanged'; readonly from: IsoDate; readonly to: IsoDate }
  | { readonly code: 'withPerson'; readonly step: string }
  | { readonly code: 'goesWith'; readonly step: string; readonly document: string }
  | { readonly code: 'needsPerson'; readonly step: string }
  | { readonly code: 'noStepLeft'; readonly strategy: string }
  | { readonly code: 'inSegment'; readonly segment: string; readonly facts: readonly CitedFact[] }
  | {
      readonly code: 'segmentByHand';
      readonly segment: string;
      readonly until?: IsoDate;
      readonly reason?: string;
    }
  | { readonly code: 'segmentByHandGone'; readonly segment: string }
  | { readonly code: 'severe'; readonly severity: string; readonly facts: readonly CitedFact[] }
  | { readonly code: 'atRisk'; readonly warning: string; readonly facts: readonly CitedFact[] }
  | { readonly code: 'noSegment' }
  | { readonly code: 'noStrategy'; readonly strategy: string }
  | { readonly code: 'otherChannel'; readonly wanted: Channel; readonly used: Channel }
  | { readonly code: 'unreachable'; readonly channels: readonly Channel[] }
  | { readonly code: 'nothingOpen' };

/** A reason in one English sentence, without a final stop. */
export function inWords(reason: Reason): string {
  switch (reason.code) {
    case 'contactGap':
    case 'contactCap':
    case 'closedDay':
    case 'windowClosed':
    case 'neverOpens':
    case 'calendarEnds':
    case 'disputeUnanswered':
    case 'zoneUnknown':
    case 'packUnknown':
    case 'packNotInForce':
    case 'otherCalendar':
    case 'channelNotUsed':
    case 'preferredChannel':
    case 'addressThrough':
      return contactReasonInWords(reason);
    case 'stepDue':
      return `${reason.step} was due on ${reason.on}: ${reason.document} ${reason.dueOn < reason.on ? 'fell' : 'falls'} due on ${reason.dueOn}`;
    case 'stepWaits':
      return `${reason.step} comes on ${reason.until}`;
    case 'stepMissed':
      return `${reason.step} was left out: it made sense only until ${reason.sensibleUntil}`;
    case 'stepTooLate':
      return `${reason.step} is left out: it cannot come by ${reason.sensibleUntil}, and makes no sense later`;
    case 'timeToPay':
      return `the customer was asked to pay by ${reason.payBy}`;
    case 'waitAfterStep':
      return `the step before was taken on ${reason.takenOn}, and ${reason.waitDays} days must pass`;
    case 'jumpedOver':
      return `${reason.step} was left out: late items go to the step of their age, which is ${reason.to}`;
    case 'finalNoticeMissing':
      return `${reason.step} is not taken without a final notice before it`;
    case 'stepAgain':
      return `${reason.step} comes again every ${inDays(reason.everyDays)}: it was taken on ${reason.takenOn}, so again on ${reason.on}`;
    case 'afterEvent':
      return `${reason.step} ${eventInWords[reason.event]} on ${reason.happenedOn}: it comes on ${reason.on}`;
    case 'conditionHolds':
      return `${reason.step} is for this: ${factInWords(reason.fact)}`;
    case 'conditionFails':
      return `${reason.step} was left out, its condition does not hold: ${factInWords(reason.fact)}`;
    case 'headsUp':
      return `the customer\u2019s owner is told ${inDays(reason.days, 'business ')} before ${reason.step}`;
    case 'headsUpFirst':
      return `the customer\u2019s owner was told on ${reason.toldOn} and has ${inDays(reason.days, 'business ')}`;
    case 'anotherContact':
      return `${reason.step} goes out first, and the next contact comes some days later`;
    case 'belowMinimum':
      return `${amount(reason.total)} is below the minimum of ${amount(reason.minimum)}`;
    case 'setOffByCredit':
      return `open credits of ${amount(reason.setOff)} cover it`;
    case 'promised':
      return `${amount(reason.amount)} ${reason.until === undefined ? 'are promised' : `are promised and awaited until ${reason.until}`}`;
    case 'disputed':
      return `${amount(reason.amount)} are disputed`;
    case 'held':
      return `a hold (${reason.reason}) is in force${reason.until === undefined ? '' : ` until ${reason.until}`}`;
    case 'promiseToConfirm':
      return `${amount(reason.amount)} are promised for ${reason.promisedFor} and have not come in`;
    case 'promisePaid':
      return `what was promised for ${reason.promisedFor} is paid`;
    case 'promiseOver':
      return `the promise for ${reason.promisedFor} is over`;
    case 'taskOverdue':
      return `${reason.department} was to answer by ${reason.deadline}`;
    case 'taskClosed':
      return `${reason.department} has answered, or the dispute is settled`;
    case 'dueDateChanged':
      return `its due date was changed from ${reason.from} to ${reason.to}`;
    case 'withPerson':
      return `${reason.step} is with a person already`;
    case 'goesWith':
      return `it goes with ${reason.step} for ${reason.document}`;
    case 'needsPerson':
      return `${reason.step} failed and waits for a person`;
    case 'noStepLeft':
      return `${reason.strategy} has no further step`;
    case 'inSegment':
      return `segment ${reason.segment}${citing(reason.facts)}`;
    case 'segmentByHand':
      return `segment ${reason.segment}, chosen by a person${reason.until === undefined ? '' : ` until ${reason.until}`}${reason.reason === undefined ? '' : `: ${reason.reason}`}`;
    case 'segmentByHandGone':
      return `the segment ${reason.segment} that a person chose is not in use`;
    case 'severe':
      return `severity ${reason.severity}${citing(reason.facts)}`;
    case 'atRisk':
      return `at risk, ${reason.warning}${citing(reason.facts)}`;
    case 'noSegment':
      return 'no segment matches this debtor';
    case 'noStrategy':
      return `the strategy ${reason.strategy} does not exist`;
    case 'otherChannel':
      return `${reason.used} instead of ${reason.wanted}, which cannot be used for this customer`;
    case 'unreachable':
      return `the customer cannot be reached by ${reason.channels.join(' or ')}`;
    case 'nothingOpen':
      return 'nothing is left to collect';
  }
}

const eventInWords = {
  promiseBroken: 'answers a promise broken',
  disputeClosed: 'answers a dispute closed',
  limitCrossed: 'answers the credit limit crossed',
} as const;

function inDays(days: number, kind = ''): string {
  return `${days} ${kind}${days === 1 ? 'day' : 'days'}`;
}

/** The facts a rule was decided by; nothing for a rule that holds for everybody. */
function citing(facts: readonly CitedFact[]): string {
  return facts.length === 0 ? '' : `: ${facts.map(factInWords).join(', ')}`;
}

function amount(value: Money): string {
  return `${toDecimalText(value)} ${value.currency}`;
}
