import { firstOption, type Table } from './table.ts';

export const customerKind = {
  business: { value: firstOption, label: 'Business' },
  consumer: { value: firstOption + 1, label: 'Consumer' },
} as const;

export const channel = {
  email: { value: firstOption, label: 'E-mail' },
  letter: { value: firstOption + 1, label: 'Letter' },
  sms: { value: firstOption + 2, label: 'SMS' },
  call: { value: firstOption + 3, label: 'Call' },
  person: { value: firstOption + 4, label: 'Hand-over to a person' },
} as const;

/** A rule over what is known of a debtor. */
const rule = {
  type: 'memo',
  maxLength: 4000,
  label: 'Rule',
  description:
    'A condition a line, all of which must hold: kind is business; country is HU, RO; overdue more than EUR 1000 or HUF 400000; days past due more than 30. Empty: everybody.',
} as const;

export const calendar = {
  name: 'dun_calendar',
  set: 'dun_calendars',
  schemaName: 'dun_Calendar',
  label: 'Calendar',
  plural: 'Calendars',
  description:
    'Business days: the weekend, holidays and decreed working days of a country, between two dates.',
  ownership: 'organization',
  primaryName: 'dun_name',
  columns: {
    dun_name: { type: 'text', maxLength: 100, label: 'Name', required: true },
    dun_code: { type: 'text', maxLength: 20, label: 'Code', required: true },
    dun_weekend: {
      type: 'text',
      maxLength: 20,
      label: 'Weekend',
      description: 'ISO weekdays, Monday is 1: for example 6,7.',
      required: true,
    },
    dun_holidays: {
      type: 'memo',
      maxLength: 100_000,
      label: 'Holidays',
      description: 'One date (YYYY-MM-DD) a line; a name may follow.',
    },
    dun_workingdays: {
      type: 'memo',
      maxLength: 20_000,
      label: 'Working days at weekends',
      description: 'One date (YYYY-MM-DD) a line; a name may follow.',
    },
    dun_coveredfrom: { type: 'date', label: 'Covered from', required: true },
    dun_coveredto: { type: 'date', label: 'Covered to', required: true },
  },
  keys: { dun_calendar_code: ['dun_code'] },
} as const satisfies Table;

export const contactPolicy = {
  name: 'dun_contactpolicy',
  set: 'dun_contactpolicies',
  schemaName: 'dun_ContactPolicy',
  label: 'Contact policy',
  plural: 'Contact policies',
  description: 'When customers may be contacted and how often.',
  ownership: 'organization',
  primaryName: 'dun_name',
  columns: {
    dun_name: { type: 'text', maxLength: 100, label: 'Name', required: true },
    dun_code: { type: 'text', maxLength: 20, label: 'Code', required: true },
    dun_windowstart: {
      type: 'text',
      maxLength: 5,
      label: 'Contact from',
      description: 'Time of day (HH:MM) in the customer\u2019s time zone.',
      required: true,
    },
    dun_windowend: {
      type: 'text',
      maxLength: 5,
      label: 'Contact until',
      description: 'Time of day (HH:MM) in the customer\u2019s time zone.',
      required: true,
    },
    dun_businessdaysonly: { type: 'boolean', default: true, label: 'Only on business days' },
    dun_minimumgapdays: {
      type: 'integer',
      min: 1,
      max: 60,
      label: 'Days between contacts',
      description: 'At least this many days from one contact to the next.',
      required: true,
    },
    dun_weekdayhours: {
      type: 'text',
      maxLength: 200,
      label: 'Other hours on weekdays',
      description: 'Monday is 1: for example 5 09:00-15:00; 6 closed. Empty: the hours above on every day.',
    },
    dun_caps: {
      type: 'text',
      maxLength: 200,
      label: 'Most contacts',
      description:
        'For example 2 in 7 days, by any channel, or call 3 in 7 days; several with semicolons between. Empty: no other limit.',
    },
    dun_gaps: {
      type: 'text',
      maxLength: 200,
      label: 'Other gaps',
      description:
        'For example 14 days after letter+email, or 7 days after conversation before call; several with semicolons between.',
    },
    dun_packs: {
      type: 'text',
      maxLength: 100,
      label: 'Country packs',
      description:
        'Codes of laws and good practice that hold too, for the customers they are about: HU, PL, RO, EU, US-REG-F.',
    },
    dun_smsneedsconsent: {
      type: 'boolean',
      default: false,
      label: 'SMS only with consent',
      description: 'Yes: no text message without the consent noted at the debtor.',
    },
    dun_ignorebulkoptout: {
      type: 'boolean',
      default: false,
      label: 'Write despite \u201cno bulk messages\u201d',
      description:
        'Yes: customers who refused bulk e-mail or bulk mail still get reminders by it. No: another channel is used.',
    },
  },
  keys: { dun_contactpolicy_code: ['dun_code'] },
} as const satisfies Table;

export const segment = {
  name: 'dun_segment',
  set: 'dun_segments',
  schemaName: 'dun_Segment',
  label: 'Segment',
  plural: 'Segments',
  description:
    'A group of debtors with its strategy. Of those in use whose rule holds, the one with the lowest priority number counts.',
  ownership: 'organization',
  primaryName: 'dun_name',
  columns: {
    dun_name: { type: 'text', maxLength: 100, label: 'Name', required: true },
    dun_code: { type: 'text', maxLength: 40, label: 'Code', required: true },
    dun_priority: { type: 'integer', min: 1, max: 10_000, label: 'Priority', required: true },
    dun_rule: rule,
    dun_strategyid: { type: 'lookup', target: 'dun_strategy', label: 'Strategy', required: true },
    dun_description: { type: 'memo', maxLength: 2000, label: 'Description' },
  },
  keys: { dun_segment_code: ['dun_code'] },
  status: {
    inUse: { value: 1, label: 'In use', state: 'active' },
    inactive: { value: 2, label: 'Inactive', state: 'inactive' },
    // Found in the data; it counts once somebody activates it.
    proposed: { value: firstOption, label: 'Proposed', state: 'inactive' },
  },
} as const satisfies Table;

export const severity = {
  name: 'dun_severity',
  set: 'dun_severities',
  schemaName: 'dun_Severity',
  label: 'Severity class',
  plural: 'Severity classes',
  description:
    'How grave it is that a debtor is late, with what is usually done. The gravest class whose rule holds counts; the last has no rule.',
  ownership: 'organization',
  primaryName: 'dun_name',
  columns: {
    dun_name: { type: 'text', maxLength: 100, label: 'Name', required: true },
    dun_code: { type: 'text', maxLength: 40, label: 'Code', required: true },
    dun_order: {
      type: 'integer',
      min: 1,
      max: 100,
      label: 'Order',
      description: 'The gravest class has the lowest number.',
      required: true,
    },
    dun_rule: rule,
    dun_method: {
      type: 'memo',
      maxLength: 2000,
      label: 'What is usually done',
      description: 'For people; steps of a strategy can ask for the class.',
    },
  },
  keys: { dun_severity_code: ['dun_code'] },
} as const satisfies Table;

export const alertRule = {
  name: 'dun_alertrule',
  set: 'dun_alertrules',
  schemaName: 'dun_AlertRule',
  label: 'Alert rule',
  plural: 'Alert rules',
  description:
    'What people want to hear of: an alert is raised when the rule begins to hold for a debtor and cleared when it holds no more.',
  ownership: 'organization',
  primaryName: 'dun_name',
  columns: {
    dun_name: { type: 'text', maxLength: 100, label: 'Name', required: true },
    dun_code: { type: 'text', maxLength: 40, label: 'Code', required: true },
    dun_rule: { ...rule, required: true },
    dun_earlywarning: {
      type: 'boolean',
      default: false,
      label: 'Early warning',
      description: 'Yes: it counts only while nothing is overdue, and makes the debtor one at risk.',
    },
  },
  keys: { dun_alertrule_code: ['dun_code'] },
} as const satisfies Table;

export const scoreCard = {
  name: 'dun_scorecard',
  set: 'dun_scorecards',
  schemaName: 'dun_ScoreCard',
  label: 'Score card',
  plural: 'Score cards',
  description:
    'What the willingness to pay is reckoned by, and the classes it is sorted into. One is in use at a time; without one there are no scores.',
  ownership: 'organization',
  primaryName: 'dun_name',
  columns: {
    dun_name: { type: 'text', maxLength: 100, label: 'Name', required: true },
    dun_code: { type: 'text', maxLength: 40, label: 'Code', required: true },
    dun_lines: {
      type: 'memo',
      maxLength: 4000,
      label: 'Points',
      description:
        'A measure a line: recent late share: 30 points at 0 %, none at 100 %. In between the points are in proportion. What is not known counts neither way.',
      required: true,
    },
    dun_classes: {
      type: 'memo',
      maxLength: 1000,
      label: 'Classes',
      description:
        'A class a line with the lowest score in it, one of them from 0: good from 75; doubtful from 45; poor from 0, each on its own line.',
      required: true,
    },
  },
  keys: { dun_scorecard_code: ['dun_code'] },
} as const satisfies Table;

export const strategy = {
  name: 'dun_strategy',
  set: 'dun_strategies',
  schemaName: 'dun_Strategy',
  label: 'Strategy',
  plural: 'Strategies',
  description: 'The procedure of a segment: ordered steps from the first reminder to the hand-over.',
  ownership: 'organization',
  primaryName: 'dun_name',
  columns: {
    dun_name: { type: 'text', maxLength: 100, label: 'Name', required: true },
    dun_code: { type: 'text', maxLength: 40, label: 'Code', required: true },
    dun_description: { type: 'memo', maxLength: 2000, label: 'Description' },
    dun_latestart: {
      type: 'choice',
      options: {
        oneByOne: { value: firstOption, label: 'Every step, one by one' },
        jump: { value: firstOption + 1, label: 'At the step of its age' },
      },
      default: firstOption,
      label: 'A late item',
      description:
        'What an invoice takes for which the days of several steps have passed. No item comes to legal steps or a credit hold without the final notice.',
      required: true,
    },
    dun_headsupdays: {
      type: 'integer',
      min: 1,
      max: 30,
      label: 'Heads-up (business days)',
      description:
        'So many business days before the first notice of a case the customer\u2019s owner gets a task. Empty: none.',
    },
    dun_stagenotices: {
      type: 'boolean',
      default: false,
      label: 'Tell who serves the customer',
      description:
        'Yes: the customer\u2019s owner and account team get a notice in the app when a case begins and at each stage, unless they opted out.',
    },
    dun_netting: {
      type: 'choice',
      options: {
        oldestFirst: { value: firstOption, label: 'Set off, the oldest invoice first' },
        none: { value: firstOption + 1, label: 'Not set off' },
      },
      default: firstOption,
      label: 'Open credits',
      description:
        'What credit notes and unapplied payments do. Not set off, they still stop everything once they cover all that is open.',
      required: true,
    },
    dun_onsegmentchange: {
      type: 'choice',
      options: {
        mapped: { value: firstOption, label: 'Go on after the steps both have' },
        restart: { value: firstOption + 1, label: 'Start again' },
      },
      default: firstOption,
      label: 'Coming from another strategy',
      description:
        'Where invoices of a debtor go on that had another strategy before: after the steps that both have by code, or at the first step again.',
      required: true,
    },
  },
  keys: { dun_strategy_code: ['dun_code'] },
} as const satisfies Table;

export const strategyStep = {
  name: 'dun_strategystep',
  set: 'dun_strategysteps',
  schemaName: 'dun_StrategyStep',
  label: 'Strategy step',
  plural: 'Strategy steps',
  description: 'One step of a strategy: when it is due, through which channel, with which text.',
  ownership: 'organization',
  primaryName: 'dun_name',
  columns: {
    dun_name: { type: 'text', maxLength: 100, label: 'Name', required: true },
    dun_code: {
      type: 'text',
      maxLength: 40,
      label: 'Code',
      description: 'Stays the same for the life of the step; actions are named after it.',
      required: true,
    },
    dun_strategyid: { type: 'lookup', target: 'dun_strategy', label: 'Strategy', required: true },
    dun_order: { type: 'integer', min: 1, max: 100, label: 'Order', required: true },
    dun_trigger: {
      type: 'choice',
      options: {
        dueDate: { value: firstOption, label: 'The due date' },
        previousStep: { value: firstOption + 1, label: 'The step before' },
        promiseBroken: { value: firstOption + 2, label: 'A broken promise' },
        disputeClosed: { value: firstOption + 3, label: 'A closed dispute' },
        limitCrossed: { value: firstOption + 4, label: 'The credit limit crossed' },
      },
      default: firstOption,
      label: 'Counted from',
      description:
        'What starts the step. Steps after a promise, a dispute or the credit limit stand beside the others: they change no stage.',
      required: true,
    },
    dun_offsetdays: {
      type: 'integer',
      min: -90,
      max: 1000,
      label: 'Days',
      description: 'From the due date, or from what else the step is counted from. Negative is before it.',
      required: true,
    },
    dun_daycount: {
      type: 'choice',
      options: {
        calendar: { value: firstOption, label: 'Calendar days' },
        business: { value: firstOption + 1, label: 'Business days' },
      },
      default: firstOption,
      label: 'Count',
      required: true,
    },
    dun_waitdays: {
      type: 'integer',
      min: 0,
      max: 365,
      label: 'Days after the step before',
      description: 'At least this many days from the step before to this one.',
      required: true,
    },
    dun_validdays: {
      type: 'integer',
      min: 0,
      max: 365,
      label: 'Days it stays sensible',
      description:
        'After this many days past its date the step is left out. Empty: a reminder is left out after the due date, any other step never.',
    },
    dun_channel: { type: 'choice', options: channel, label: 'Channel', required: true },
    dun_fallbackchannel: {
      type: 'choice',
      options: channel,
      label: 'Channel otherwise',
      description: 'Used when the customer cannot be reached, or may not be contacted, through the first.',
    },
    dun_template: { type: 'text', maxLength: 60, label: 'Template code', required: true },
    dun_tone: {
      type: 'choice',
      options: {
        friendly: { value: firstOption, label: 'Friendly' },
        neutral: { value: firstOption + 1, label: 'Neutral' },
        firm: { value: firstOption + 2, label: 'Firm' },
        final: { value: firstOption + 3, label: 'Final notice' },
        legal: { value: firstOption + 4, label: 'Legal' },
      },
      default: firstOption + 1,
      label: 'Tone',
      description: 'A legal step is only taken for what went through the last final notice.',
      required: true,
    },
    dun_grouping: {
      type: 'choice',
      options: {
        invoice: { value: firstOption, label: 'One message an invoice' },
        step: { value: firstOption + 1, label: 'All invoices due for this step' },
        customer: { value: firstOption + 2, label: 'All overdue invoices of the customer' },
      },
      default: firstOption + 1,
      label: 'A message about',
      description:
        'About all overdue invoices: it lists those that have not come further, and those due for an earlier step take theirs with it.',
      required: true,
    },
    dun_paybydays: {
      type: 'integer',
      min: 0,
      max: 90,
      label: 'Days to pay',
      description: 'A message asks to pay by the business day so many days after it. Empty: 7.',
    },
    dun_creditholdset: {
      type: 'boolean',
      default: false,
      label: 'Credit hold',
      description:
        'Deliveries are stopped with this step. Only taken for what went through the last final notice.',
    },
    dun_repeatdays: {
      type: 'integer',
      min: 1,
      max: 365,
      label: 'Again every (days)',
      description: 'The last step of a strategy may come again and again. Empty: once.',
    },
    dun_condition: {
      type: 'memo',
      maxLength: 4000,
      label: 'Condition',
      description: 'One a line; where not all hold, the step is left out. Empty: always.',
    },
    dun_minimumamounts: {
      type: 'text',
      maxLength: 400,
      label: 'Minimum amounts',
      description: 'Below these the step waits: for example HUF 3000; EUR 10.',
    },
    dun_segments: {
      type: 'text',
      maxLength: 400,
      label: 'Only for segments',
      description: 'Segment codes with commas between; empty means all.',
    },
  },
  keys: { dun_strategystep_code: ['dun_strategyid', 'dun_code'] },
} as const satisfies Table;

export const template = {
  name: 'dun_template',
  set: 'dun_templates',
  schemaName: 'dun_Template',
  label: 'Template',
  plural: 'Templates',
  description: 'Text of a message per code, channel and language.',
  ownership: 'organization',
  primaryName: 'dun_name',
  columns: {
    dun_name: { type: 'text', maxLength: 160, label: 'Name', required: true },
    dun_code: { type: 'text', maxLength: 60, label: 'Code', required: true },
    dun_channel: { type: 'choice', options: channel, label: 'Channel', required: true },
    dun_language: { type: 'text', maxLength: 5, label: 'Language', required: true },
    dun_subject: { type: 'text', maxLength: 400, label: 'Subject' },
    dun_body: { type: 'memo', maxLength: 100_000, label: 'Text', required: true },
  },
  keys: { dun_template_code: ['dun_code', 'dun_channel', 'dun_language'] },
} as const satisfies Table;
