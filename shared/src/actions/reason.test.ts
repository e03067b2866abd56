import type { ContactReason } from '../contact/contact-reason.ts';
import { isoDate } from '../dates/iso-date.ts';
import { money } from '../money/money.ts';
import type { CitedFact } from '../segments/rule.ts';
import { inWords, type Reason } from './reason.ts';

const euros = (amount: number): ReturnType<typeof money> => money(amount * 100, 'EUR');

const daysLate = (found: number | undefined, holds: boolean): CitedFact => ({
  condition: { kind: 'number', measure: 'averageDaysLate', compare: 'moreThan', value: 10 },
  found,
  holds,
});

type Sentences = {
  readonly [Code in Exclude<Reason['code'], ContactReason['code']>]: readonly Example<Code>[];
} & { readonly [Code in ContactReason['code']]?: readonly Example<Code>[] };

/** What people read for each reason there is: one that is missing here does not compile. Those about contacts have their own test too. */
const sentences: Sentences = {
  stepDue: [
    [
      { document: 'INV-1', dueOn: isoDate('2025-03-13'), on: isoDate('2025-03-21'), step: 'First notice' },
      'First notice was due on 2025-03-21: INV-1 fell due on 2025-03-13',
    ],
    [
      { document: 'INV-1', dueOn: isoDate('2025-03-21'), on: isoDate('2025-03-21'), step: 'Reminder' },
      'Reminder was due on 2025-03-21: INV-1 falls due on 2025-03-21',
    ],
  ],
  stepWaits: [[{ step: 'First notice', until: isoDate('2025-03-21') }, 'First notice comes on 2025-03-21']],
  stepMissed: [
    [
      { step: 'Reminder', sensibleUntil: isoDate('2025-03-13') },
      'Reminder was left out: it made sense only until 2025-03-13',
    ],
  ],
  stepTooLate: [
    [
      { step: 'Reminder', sensibleUntil: isoDate('2025-03-13') },
      'Reminder is left out: it cannot come by 2025-03-13, and makes no sense later',
    ],
  ],
  timeToPay: [[{ payBy: isoDate('2025-03-28') }, 'the customer was asked to pay by 2025-03-28']],
  promiseToConfirm: [
    [
      { amount: euros(60), promisedFor: isoDate('2025-03-20') },
      '60.00 EUR are promised for 2025-03-20 and have not come in',
    ],
  ],
  promisePaid: [[{ promisedFor: isoDate('2025-03-20') }, 'what was promised for 2025-03-20 is paid']],
  promiseOver: [[{ promisedFor: isoDate('2025-03-20') }, 'the promise for 2025-03-20 is over']],
  taskOverdue: [
    [{ department: 'billing', deadline: isoDate('2025-03-20') }, 'billing was to answer by 2025-03-20'],
  ],
  taskClosed: [[{ department: 'billing' }, 'billing has answered, or the dispute is settled']],
  dueDateChanged: [
    [
      { from: isoDate('2025-03-13'), to: isoDate('2025-04-30') },
      'its due date was changed from 2025-03-13 to 2025-04-30',
    ],
  ],
  waitAfterStep: [
    [
      { takenOn: isoDate('2025-03-20'), waitDays: 7 },
      'the step before was taken on 2025-03-20, and 7 days must pass',
    ],
  ],
  jumpedOver: [
    [
      { step: 'First notice', to: 'Final notice' },
      'First notice was left out: late items go to the step of their age, which is Final notice',
    ],
  ],
  finalNoticeMissing: [[{ step: 'Legal' }, 'Legal is not taken without a final notice before it']],
  stepAgain: [
    [
      { step: 'Call', takenOn: isoDate('2025-03-01'), everyDays: 30, on: isoDate('2025-03-31') },
      'Call comes again every 30 days: it was taken on 2025-03-01, so again on 2025-03-31',
    ],
    [
      { step: 'Call', takenOn: isoDate('2025-03-01'), everyDays: 1, on: isoDate('2025-03-02') },
      'Call comes again every 1 day: it was taken on 2025-03-01, so again on 2025-03-02',
    ],
  ],
  afterEvent: (
    [
      ['promiseBroken', 'answers a promise broken'],
      ['disputeClosed', 'answers a dispute closed'],
      ['limitCrossed', 'answers the credit limit crossed'],
    ] as const
  ).map(([event, words]) => [
    { step: 'Call', event, happenedOn: isoDate('2025-03-25'), on: isoDate('2025-03-26') },
    `Call ${words} on 2025-03-25: it comes on 2025-03-26`,
  ]),
  conditionHolds: [
    [
      { step: 'Firm notice', fact: daysLate(12, true) },
      'Firm notice is for this: average days late 12 (more than 10)',
    ],
  ],
  conditionFails: [
    [
      { step: 'Firm notice', fact: daysLate(10, false) },
      'Firm notice was left out, its condition does not hold: average days late 10 (more than 10)',
    ],
  ],
  headsUp: [
    [{ step: 'Legal', days: 2 }, 'the customer’s owner is told 2 business days before Legal'],
    [{ step: 'Legal', days: 1 }, 'the customer’s owner is told 1 business day before Legal'],
  ],
  headsUpFirst: [
    [
      { toldOn: isoDate('2025-03-20'), days: 2 },
      'the customer’s owner was told on 2025-03-20 and has 2 business days',
    ],
  ],
  anotherContact: [
    [{ step: 'Final notice' }, 'Final notice goes out first, and the next contact comes some days later'],
  ],
  belowMinimum: [
    [{ total: money(999, 'EUR'), minimum: euros(10) }, '9.99 EUR is below the minimum of 10.00 EUR'],
  ],
  setOffByCredit: [[{ setOff: money(-5, 'JPY') }, 'open credits of -5 JPY cover it']],
  promised: [
    [{ amount: euros(60) }, '60.00 EUR are promised'],
    [
      { amount: euros(60), until: isoDate('2025-03-24') },
      '60.00 EUR are promised and awaited until 2025-03-24',
    ],
  ],
  disputed: [[{ amount: euros(40) }, '40.00 EUR are disputed']],
  held: [
    [{ reason: 'insolvency' }, 'a hold (insolvency) is in force'],
    [
      { reason: 'repaymentPlan', until: isoDate('2025-04-30') },
      'a hold (repaymentPlan) is in force until 2025-04-30',
    ],
  ],
  withPerson: [[{ step: 'Call' }, 'Call is with a person already']],
  goesWith: [[{ step: 'First notice', document: 'INV-0' }, 'it goes with First notice for INV-0']],
  needsPerson: [[{ step: 'First notice' }, 'First notice failed and waits for a person']],
  noStepLeft: [[{ strategy: 'standard' }, 'standard has no further step']],
  inSegment: [
    [{ segment: 'business', facts: [] }, 'segment business'],
    [
      { segment: 'slow payers', facts: [daysLate(12, true)] },
      'segment slow payers: average days late 12 (more than 10)',
    ],
  ],
  segmentByHand: [
    [{ segment: 'key accounts' }, 'segment key accounts, chosen by a person'],
    [
      { segment: 'key accounts', until: isoDate('2025-12-31'), reason: 'new contract' },
      'segment key accounts, chosen by a person until 2025-12-31: new contract',
    ],
  ],
  segmentByHandGone: [
    [{ segment: 'key accounts' }, 'the segment key accounts that a person chose is not in use'],
  ],
  severe: [
    [
      { severity: 'serious', facts: [daysLate(12, true), daysLate(undefined, false)] },
      'severity serious: average days late 12 (more than 10), average days late not known (more than 10)',
    ],
  ],
  atRisk: [
    [
      { warning: 'pays later', facts: [daysLate(12, true)] },
      'at risk, pays later: average days late 12 (more than 10)',
    ],
  ],
  noSegment: [[{}, 'no segment matches this debtor']],
  noStrategy: [[{ strategy: 'strict' }, 'the strategy strict does not exist']],
  otherChannel: [
    [{ wanted: 'email', used: 'letter' }, 'letter instead of email, which cannot be used for this customer'],
  ],
  unreachable: [[{ channels: ['email', 'letter'] }, 'the customer cannot be reached by email or letter']],
  nothingOpen: [[{}, 'nothing is left to collect']],
  contactGap: [
    [
      { lastContactOn: isoDate('2025-03-20'), gapDays: 1 },
      'the last contact was on 2025-03-20, and 1 day must pass',
    ],
    [
      { lastContactOn: isoDate('2025-03-20'), gapDays: 3 },
      'the last contact was on 2025-03-20, and 3 days must pass',
    ],
  ],
  contactCap: [
    [
      { most: 2, days: 7, channels: 'all', endsOn: isoDate('2025-03-27') },
      'at most 2 contacts by any channel within 7 days; the next is possible on 2025-03-27',
    ],
  ],
  closedDay: [
    [{ opensOn: isoDate('2025-03-24') }, 'customers are not contacted before 2025-03-24, the next open day'],
  ],
  windowClosed: [[{}, 'the contact window is closed']],
  neverOpens: [[{}, 'the contact rules together leave no hour open']],
  calendarEnds: [[{ calendar: 'HU' }, 'the calendar HU does not cover the days needed']],
  disputeUnanswered: [[{}, 'a dispute has not been answered']],
};

type Example<Code extends Reason['code']> = readonly [
  Omit<Extract<Reason, { readonly code: Code }>, 'code'>,
  string,
];

describe('a reason in words', () => {
  const examples = Object.entries(sentences).flatMap(([code, ofCode]) =>
    ofCode.map(([facts, words]) => [words, { code, ...facts } as Reason] as const),
  );

  it.each(examples)('%s', (words, reason) => {
    expect(inWords(reason)).toBe(words);
  });
});
