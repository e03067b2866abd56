/** Test data: a policy as a Hungarian company might have it. Dates in stories count from it. */
import type { Calendar } from '../../calendar/calendar.ts';
import type { ContactPolicy } from '../../contact/contact-policy.ts';
import { countryPacks } from '../../contact/country-packs.ts';
import { timeOfDay } from '../../dates/instant.ts';
import { isoDate } from '../../dates/iso-date.ts';
import { ruleIn } from '../../segments/rule-text.ts';
import type { AgreementRules, Policy, Step, Strategy } from '../policy.ts';

/** Spring 2025 as it was in Hungary: Easter, May Day and the Saturday worked for 2 May. */
export const hungary: Calendar = {
  code: 'HU',
  weekend: [6, 7],
  holidays: new Set(
    ['2025-04-18', '2025-04-21', '2025-05-01', '2025-05-02', '2025-06-09', '2025-08-20'].map(isoDate),
  ),
  workingDays: new Set([isoDate('2025-05-17')]),
  coveredFrom: isoDate('2024-01-01'),
  coveredTo: isoDate('2026-12-31'),
};

/** Days from the due date: −3 and 0 reminders, 8 and 18 notices, 25 a call, 40 the last letter, 55 a person. */
export const businessSteps: readonly Step[] = [
  aStep({ code: 'pre-due', order: 1, offsetDays: -3, validDays: 2 }),
  aStep({ code: 'due-date', order: 2, offsetDays: 0, validDays: 2 }),
  aStep({ code: 'first-notice', order: 3, offsetDays: 8, fallbackChannel: 'letter', minimum: 10 }),
  aStep({
    code: 'second-notice',
    order: 4,
    offsetDays: 18,
    waitDays: 7,
    channel: 'letter',
    grouping: 'customer',
    tone: 'firm',
    minimum: 10,
  }),
  aStep({ code: 'call', order: 5, offsetDays: 25, waitDays: 5, channel: 'call', minimum: 50 }),
  aStep({
    code: 'pre-legal',
    order: 6,
    offsetDays: 40,
    waitDays: 10,
    channel: 'letter',
    tone: 'final',
    minimum: 50,
  }),
  aStep({
    code: 'hand-over',
    order: 7,
    offsetDays: 55,
    waitDays: 10,
    channel: 'person',
    tone: 'legal',
    minimum: 100,
  }),
];

/** Two business days of grace, one percent and at most an euro of tolerance, and after a dispute on where it was. */
export const agreements: AgreementRules = {
  promises: {
    graceDays: 2,
    toleranceBasisPoints: 100,
    toleranceMinor: { EUR: 100 },
    maxHorizonDays: 30,
    maxPlanDays: 365,
    approvalFromLevel: 3,
    maxOpenPromises: 2,
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
};

/** An e-mail step; `minimum` in euros and, times 400, in forints. */
export function aStep(
  of: Pick<Step, 'code' | 'order' | 'offsetDays'> & Partial<Step> & { readonly minimum?: number },
): Step {
  const { minimum, ...step } = of;
  return {
    name: of.code,
    trigger: 'dueDate',
    dayCount: 'calendar',
    waitDays: 0,
    channel: 'email',
    template: of.code,
    tone: 'neutral',
    grouping: 'step',
    payByDays: 7,
    creditHold: false,
    minimumMinor: minimum === undefined ? {} : { EUR: minimum * 100, HUF: minimum * 400 * 100 },
    ...step,
  };
}

/** Contact on business days from 08:00 to 18:00 in Budapest, at most once a day; businesses only. */
export function aPolicy(
  of: {
    readonly steps?: readonly Step[];
    readonly strategy?: Partial<Strategy>;
    readonly contact?: Partial<ContactPolicy>;
    readonly calendar?: Partial<Calendar>;
    readonly agreements?: Partial<AgreementRules>;
    /** Beside the company's own, which is the Hungarian one. */
    readonly calendars?: readonly Calendar[];
    readonly segments?: Policy['segments'];
    readonly severities?: Policy['severities'];
    readonly alerts?: Policy['alerts'];
    readonly scoreCard?: Policy['scoreCard'];
  } = {},
): Policy {
  const calendar = { ...hungary, ...of.calendar };
  return {
    version: 'test',
    zone: 'Europe/Budapest',
    calendar,
    library: { calendars: [calendar, ...(of.calendars ?? [])], packs: countryPacks },
    contact: {
      windowStart: timeOfDay('08:00'),
      windowEnd: timeOfDay('18:00'),
      businessDaysOnly: true,
      minimumGapDays: 1,
      ...of.contact,
    },
    segments: of.segments ?? [
      {
        code: 'business',
        name: 'Businesses',
        priority: 10,
        rule: ruleIn('kind is business'),
        strategy: 'B2B',
      },
    ],
    severities: of.severities ?? [],
    alerts: of.alerts ?? [],
    ...(of.scoreCard && { scoreCard: of.scoreCard }),
    agreements: { ...agreements, ...of.agreements },
    strategies: [aStrategy({ steps: of.steps ?? businessSteps, ...of.strategy })],
  };
}

/** Every step in turn, credits set off, and steps of another strategy count. */
export function aStrategy(of: Partial<Strategy> = {}): Strategy {
  return {
    code: 'B2B',
    name: 'Businesses',
    lateStart: 'oneByOne',
    netting: 'oldestFirst',
    onSegmentChange: 'mapped',
    steps: businessSteps,
    ...of,
  };
}
