import { isoDate } from '../dates/iso-date.ts';
import { company } from '../tables/company.ts';
import {
  alertRule,
  calendar,
  channel,
  contactPolicy,
  scoreCard,
  segment,
  severity,
  strategy,
  strategyStep,
} from '../tables/policy.ts';
import { everyMeasureName } from '../segments/measure-names.ts';
import type { RowOf } from '../tables/table.ts';
import { policyOf, PolicyError, type CompanyRow, type PolicyRows } from './policy-rows.ts';
import { aRow } from './testing/a-row.ts';

const dayCount = strategyStep.columns.dun_daycount.options;
const { dun_trigger, dun_tone, dun_grouping } = strategyStep.columns;
const { dun_latestart, dun_netting, dun_onsegmentchange } = strategy.columns;

const asOf = isoDate('2025-03-03');

const ourCompany = aRow(company, {
  dun_code: 'HU01',
  dun_timezone: 'Europe/Budapest',
  _dun_calendarid_value: 'calendar-1',
  _dun_contactpolicyid_value: 'contact-1',
});

const theCalendar = aRow(calendar, {
  dun_calendarid: 'calendar-1',
  dun_code: 'HU',
  dun_weekend: '6, 7',
  dun_holidays: '2025-05-01 Labour Day\r\n\r\n  2025-05-02\n',
  dun_workingdays: '2025-05-17 for 2 May',
  dun_coveredfrom: '2025-01-01',
  dun_coveredto: '2025-12-31',
});

const theContactPolicy = aRow(contactPolicy, {
  dun_contactpolicyid: 'contact-1',
  dun_code: 'standard',
  dun_windowstart: '09:00',
  dun_windowend: '18:00',
  dun_businessdaysonly: true,
  dun_minimumgapdays: 2,
  dun_smsneedsconsent: false,
  dun_ignorebulkoptout: false,
});

const theSegment = aRow(segment, {
  dun_code: 'neighbours',
  dun_name: 'Neighbours',
  dun_priority: 10,
  dun_rule: 'kind is business\nCountry is PL, RO',
  _dun_strategyid_value: 'strategy-1',
});

const theStrategy = aRow(strategy, {
  dun_strategyid: 'strategy-1',
  dun_code: 'B2B',
  dun_name: 'Businesses',
  dun_latestart: dun_latestart.options.oneByOne.value,
  dun_netting: dun_netting.options.oldestFirst.value,
  dun_onsegmentchange: dun_onsegmentchange.options.mapped.value,
});

function aStepRow(values: Partial<RowOf<typeof strategyStep>>): RowOf<typeof strategyStep> {
  return aRow(strategyStep, {
    _dun_strategyid_value: 'strategy-1',
    dun_code: 'first-notice',
    dun_name: 'First notice',
    dun_order: 1,
    dun_offsetdays: 8,
    dun_daycount: dayCount.calendar.value,
    dun_waitdays: 3,
    dun_channel: channel.email.value,
    dun_template: 'first-notice',
    dun_trigger: dun_trigger.options.dueDate.value,
    dun_tone: dun_tone.options.neutral.value,
    dun_grouping: dun_grouping.options.step.value,
    dun_creditholdset: false,
    ...values,
  });
}

function theCard(values: Partial<RowOf<typeof scoreCard>>): RowOf<typeof scoreCard> {
  return aRow(scoreCard, {
    dun_code: 'card',
    dun_name: 'Card',
    dun_lines: 'late share: 30 points at 0 %, none at 100 %',
    dun_classes: 'good from 50\npoor from 0',
    ...values,
  });
}

const rows: PolicyRows = {
  calendars: [theCalendar],
  contactPolicies: [theContactPolicy],
  segments: [theSegment],
  strategies: [theStrategy],
  steps: [aStepRow({})],
  severities: [
    aRow(severity, { dun_code: 'minor', dun_name: 'Minor', dun_order: 9 }),
    aRow(severity, {
      dun_code: 'critical',
      dun_name: 'Critical',
      dun_order: 1,
      dun_rule: 'days past due more than 60',
      dun_method: 'A visit.',
    }),
  ],
  alertRules: [
    aRow(alertRule, {
      dun_code: 'limit',
      dun_name: 'Near the limit',
      dun_rule: 'credit limit use at least 90 %',
      dun_earlywarning: true,
    }),
  ],
  scoreCards: [theCard({})],
};

describe('the policy that people typed', () => {
  it('is read whole', () => {
    const steps = [
      aStepRow({
        dun_code: 'second-notice',
        dun_order: 2,
        dun_daycount: dayCount.business.value,
        dun_validdays: 0,
        dun_fallbackchannel: channel.letter.value,
        dun_minimumamounts: 'HUF 3000;  EUR 10.50 ;',
        dun_segments: 'neighbours , key-accounts',
      }),
      aStepRow({}),
    ];
    const hungary = {
      code: 'HU',
      weekend: [6, 7],
      holidays: new Set(['2025-05-01', '2025-05-02']),
      workingDays: new Set(['2025-05-17']),
      coveredFrom: '2025-01-01',
      coveredTo: '2025-12-31',
    };
    const { version, ...policy } = policyOf(ourCompany, { ...rows, steps }, asOf);
    expect(policy).toEqual({
      agreements: {
        promises: {
          graceDays: 2,
          toleranceBasisPoints: 100,
          toleranceMinor: {},
          maxHorizonDays: 30,
          maxPlanDays: 365,
          approvalFromLevel: 3,
          maxOpenPromises: 3,
          defaultClause: 'nextInstalment',
        },
        disputes: {
          accepted: { goesOn: 'whereItWas', waitDays: 0 },
          rejected: { goesOn: 'whereItWas', waitDays: 7 },
          withdrawn: { goesOn: 'whereItWas', waitDays: 0 },
        },
        disputeTasks: [],
        disputeApprovals: [],
        credit: [],
        longestExtensionDays: 90,
      },
      zone: 'Europe/Budapest',
      calendar: hungary,
      contact: {
        windowStart: '09:00',
        windowEnd: '18:00',
        businessDaysOnly: true,
        minimumGapDays: 2,
        caps: [],
        gaps: [],
        packs: [],
        bulkOptOutIgnored: false,
      },
      library: { calendars: [hungary], packs: [] },
      segments: [
        {
          code: 'neighbours',
          name: 'Neighbours',
          priority: 10,
          rule: [
            { kind: 'words', measure: 'kind', is: 'oneOf', words: ['business'] },
            { kind: 'words', measure: 'country', is: 'oneOf', words: ['PL', 'RO'] },
          ],
          strategy: 'B2B',
        },
      ],
      severities: [
        { code: 'minor', name: 'Minor', order: 9, rule: [] },
        {
          code: 'critical',
          name: 'Critical',
          order: 1,
          rule: [{ kind: 'number', measure: 'daysPastDue', compare: 'moreThan', value: 60 }],
          method: 'A visit.',
        },
      ],
      alerts: [
        {
          code: 'limit',
          name: 'Near the limit',
          isEarlyWarning: true,
          rule: [{ kind: 'number', measure: 'limitUse', compare: 'atLeast', value: 90 }],
        },
      ],
      scoreCard: {
        code: 'card',
        name: 'Card',
        lines: [{ measure: 'lateShare', points: 30, allAt: 0, noneAt: 100 }],
        classes: [
          { name: 'good', from: 50 },
          { name: 'poor', from: 0 },
        ],
      },
      strategies: [
        {
          code: 'B2B',
          name: 'Businesses',
          lateStart: 'oneByOne',
          netting: 'oldestFirst',
          onSegmentChange: 'mapped',
          steps: [
            {
              code: 'first-notice',
              name: 'First notice',
              order: 1,
              trigger: 'dueDate',
              offsetDays: 8,
              dayCount: 'calendar',
              waitDays: 3,
              channel: 'email',
              template: 'first-notice',
              tone: 'neutral',
              grouping: 'step',
              payByDays: 7,
              creditHold: false,
              minimumMinor: {},
            },
            {
              code: 'second-notice',
              name: 'First notice',
              order: 2,
              trigger: 'dueDate',
              offsetDays: 8,
              dayCount: 'business',
              waitDays: 3,
              validDays: 0,
              channel: 'email',
              fallbackChannel: 'letter',
              template: 'first-notice',
              tone: 'neutral',
              grouping: 'step',
              payByDays: 7,
              creditHold: false,
              minimumMinor: { HUF: 300_000, EUR: 1_050 },
              segments: ['neighbours', 'key-accounts'],
            },
          ],
        },
      ],
    });
    expect(version).toMatch(/^[0-9a-f]{16}$/);
  });

  it('has a version that is another when anything in it is', () => {
    const versions = [
      rows,
      { ...rows, calendars: [{ ...theCalendar, dun_holidays: '2025-05-01' }] },
      { ...rows, contactPolicies: [{ ...theContactPolicy, dun_minimumgapdays: 3 }] },
      { ...rows, contactPolicies: [{ ...theContactPolicy, dun_packs: 'RO' }] },
      { ...rows, calendars: [theCalendar, { ...theCalendar, dun_calendarid: 'calendar-2', dun_code: 'RO' }] },
      { ...rows, segments: [{ ...theSegment, dun_priority: 11 }] },
      { ...rows, steps: [aStepRow({ dun_minimumamounts: 'EUR 1' })] },
    ].map((some) => policyOf(ourCompany, some, asOf).version);
    expect(new Set(versions).size).toBe(7);
    expect(policyOf(ourCompany, rows, asOf).version).toBe(versions[0]);
  });
});

describe('what people typed wrong', () => {
  function problemsOf(some: Partial<PolicyRows>, us: CompanyRow = ourCompany): string {
    try {
      policyOf(us, { ...rows, ...some }, asOf);
    } catch (error) {
      if (error instanceof PolicyError) return error.message;
      throw error;
    }
    throw new Error('The policy was accepted');
  }

  it.each<[string, Partial<PolicyRows>, string]>([
    [
      'a weekday',
      { calendars: [{ ...theCalendar, dun_weekend: '6,8' }] },
      'calendar HU: not a weekday from 1 to 7: "8"',
    ],
    [
      'an empty weekend',
      { calendars: [{ ...theCalendar, dun_weekend: '' }] },
      'calendar HU: not a weekday from 1 to 7: ""',
    ],
    [
      'a holiday that does not exist',
      { calendars: [{ ...theCalendar, dun_holidays: '2025-02-29 Leap day' }] },
      'calendar HU: not a date (YYYY-MM-DD): "2025-02-29 Leap day"',
    ],
    [
      'a holiday with a time',
      { calendars: [{ ...theCalendar, dun_workingdays: '2025-05-17T08:00' }] },
      'calendar HU: not a date (YYYY-MM-DD): "2025-05-17T08:00"',
    ],
    [
      'a time of day',
      { contactPolicies: [{ ...theContactPolicy, dun_windowstart: '9:00' }] },
      'contact policy standard: Not a time of day (HH:MM): 9:00',
    ],
    [
      'a window that ends before it starts',
      { contactPolicies: [{ ...theContactPolicy, dun_windowend: '09:00' }] },
      'contact policy standard, window: 09:00–09:00; the end must come after the start',
    ],
    [
      'hours of a weekday that end before they start',
      { contactPolicies: [{ ...theContactPolicy, dun_weekdayhours: '5 15:00-09:00' }] },
      'contact policy standard, weekdays 5: 15:00–09:00; the end must come after the start',
    ],
    [
      'a country pack nobody knows',
      { contactPolicies: [{ ...theContactPolicy, dun_packs: 'RO, XX' }] },
      'contact policy standard, packs: XX; there are RO, PL, HU, EU, US-REG-F',
    ],
    [
      'hours that can never be met, together with those of a pack',
      {
        contactPolicies: [
          { ...theContactPolicy, dun_windowstart: '20:30', dun_windowend: '21:30', dun_packs: 'RO' },
        ],
      },
      'contact policy standard, hours: RO; the hours must share at least a minute on some day',
    ],
    [
      'a week without an open day',
      {
        contactPolicies: [
          {
            ...theContactPolicy,
            dun_weekdayhours: '1 closed; 2 closed; 3 closed; 4 closed; 5 closed; 6 closed; 7 closed',
          },
        ],
      },
      'contact policy standard, hours: the policy alone; the hours must share at least a minute on some day',
    ],
    [
      'a gap',
      { contactPolicies: [{ ...theContactPolicy, dun_gaps: 'a fortnight' }] },
      'contact policy standard: not a gap such as "14 days after letter" or "7 days after conversation before call": "a fortnight"',
    ],
    [
      'a channel in a cap',
      { contactPolicies: [{ ...theContactPolicy, dun_caps: 'fax 1 in 7 days' }] },
      'contact policy standard: not a channel (email, letter, sms, call): "fax"',
    ],
    [
      'a segment whose strategy is gone',
      { segments: [{ ...theSegment, _dun_strategyid_value: 'gone' }] },
      'segment neighbours: its strategy does not exist',
    ],
    [
      'two segments with one priority',
      { segments: [theSegment, { ...theSegment, dun_code: 'other' }] },
      'segment other: another segment has priority 10 too',
    ],
    [
      'a rule that nobody understands',
      { segments: [{ ...theSegment, dun_rule: 'kind is business\nturnover more than 5' }] },
      `segment neighbours: line 2, "turnover more than 5": "turnover" is no measure; use one of ${everyMeasureName.join(', ')}`,
    ],
    [
      'a class of severity that asks for a severity',
      { severities: [aRow(severity, { dun_code: 'odd', dun_order: 1, dun_rule: 'severity is minor' })] },
      'severity class odd: the rule of a class cannot ask for a severity; test what makes it grave instead',
    ],
    [
      'classes that leave debtors without one',
      {
        severities: [
          aRow(severity, { dun_code: 'one', dun_order: 1, dun_rule: 'days past due more than 30' }),
        ],
      },
      'severity class one: the last class has to be without a rule, for all others',
    ],
    [
      'two classes with one order',
      {
        severities: [
          aRow(severity, { dun_code: 'one', dun_order: 1 }),
          aRow(severity, { dun_code: 'two', dun_order: 1 }),
        ],
      },
      'severity class two: another class has order 1 too',
    ],
    [
      'an alert for everybody',
      { alertRules: [aRow(alertRule, { dun_code: 'all', dun_earlywarning: false })] },
      'alert rule all: its rule is empty, so that every debtor would be in alert; add a condition',
    ],
    [
      'a score card nobody can reckon by',
      { scoreCards: [theCard({ dun_lines: 'late share: 5 points' })] },
      'score card card: line 1, "late share: 5 points": write such as "recent late share: 30 points at 0 %, none at 100 %"',
    ],
    [
      'two score cards',
      { scoreCards: [theCard({ dun_code: 'new' }), theCard({ dun_code: 'former' })] },
      'score card new: former is in use too, and there can be one; deactivate the other',
    ],
    [
      'two steps with one order',
      { steps: [aStepRow({}), aStepRow({ dun_code: 'second-notice' })] },
      'step B2B/second-notice: another step has order 1 too',
    ],
    [
      'a step that would come before what it answers',
      {
        steps: [
          aStepRow({
            dun_trigger: dun_trigger.options.promiseBroken.value,
            dun_offsetdays: -1,
            dun_validdays: 5,
          }),
        ],
      },
      'step B2B/first-notice: only a step counted from the due date can come before it',
    ],
    [
      'a first step counted from the one before',
      { steps: [aStepRow({ dun_trigger: dun_trigger.options.previousStep.value })] },
      'step B2B/first-notice: the first step has no step before it',
    ],
    [
      'a step that would answer promises broken long ago',
      { steps: [aStepRow({ dun_trigger: dun_trigger.options.promiseBroken.value })] },
      'step B2B/first-notice: it has to say for how many days it stays sensible after what it is about',
    ],
    [
      'a step in the middle that comes again',
      { steps: [aStepRow({ dun_repeatdays: 14 }), aStepRow({ dun_code: 'second-notice', dun_order: 2 })] },
      'step B2B/first-notice: only the last step can come again',
    ],
    [
      'the code of the heads-up',
      { steps: [aStepRow({ dun_code: 'heads-up' })] },
      'step B2B/heads-up: the code is kept for the heads-up to the customer’s owner',
    ],
    [
      'a condition nobody understands',
      { steps: [aStepRow({ dun_condition: 'overdue more than EUR 50\nsympathy is low' })] },
      expect.stringContaining('step B2B/first-notice: line 2, "sympathy is low": '),
    ],
    [
      'a minimum without its currency',
      { steps: [aStepRow({ dun_minimumamounts: '3000' })] },
      'step B2B/first-notice: not a minimum amount such as "HUF 3000": "3000"',
    ],
    [
      'a negative minimum',
      { steps: [aStepRow({ dun_minimumamounts: 'EUR 10; HUF -1' })] },
      'step B2B/first-notice: not a minimum amount such as "HUF 3000": "HUF -1"',
    ],
    [
      'an option of a newer solution',
      { steps: [aStepRow({ dun_channel: 1 })] },
      'step B2B/first-notice: No option has the value 1; known are email, letter, sms, call, person',
    ],
    ['a calendar that is gone', { calendars: [] }, 'company HU01: its calendar does not exist'],
    [
      'a contact policy that is gone',
      { contactPolicies: [] },
      'company HU01: its contact policy does not exist',
    ],
  ])('is named with its place: %s', (_, some, problem) => {
    const message = problemsOf(some).replace('The policy cannot be used: ', '');
    expect(message).toEqual(problem);
  });

  it('is named for a time zone too', () => {
    expect(problemsOf({}, { ...ourCompany, dun_timezone: 'Europe/Atlantis' })).toContain(
      'company HU01, time zone: Invalid time zone specified: Europe/Atlantis',
    );
  });

  it('is named for every row at once', () => {
    const message = problemsOf({
      calendars: [{ ...theCalendar, dun_weekend: 'Sunday' }],
      contactPolicies: [],
      steps: [
        aStepRow({ dun_minimumamounts: '3000' }),
        aStepRow({ dun_code: 'late-call', dun_order: 2, dun_daycount: 7 }),
      ],
    });
    for (const problem of [
      'calendar HU: not a weekday from 1 to 7: "Sunday"',
      'company HU01: its contact policy does not exist',
      'step B2B/first-notice: not a minimum amount such as "HUF 3000": "3000"',
      'step B2B/late-call: No option has the value 7',
    ]) {
      expect(message).toContain(problem);
    }
  });
});
