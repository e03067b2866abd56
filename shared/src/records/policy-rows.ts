/** Policy rows → the policy of a company. What people typed is checked here; each problem names the row and the field. */
import { canonicalJson, digestOf } from '../actions/keys.ts';
import type { Calendar } from '../calendar/calendar.ts';
import type { ContactRules } from '../contact/contact-policy.ts';
import { checkContactPolicy } from '../contact/check-policy.ts';
import { countryPacks } from '../contact/country-packs.ts';
import { isoDate, parseIsoDate, type IsoDate } from '../dates/iso-date.ts';
import type { Policy } from '../strategy/policy.ts';
import type { company } from '../tables/company.ts';
import type { calendar } from '../tables/policy.ts';
import type { RowOf } from '../tables/table.ts';
import { agreementRulesOf } from './agreement-rules.ts';
import { contactPolicyOf, type ContactPolicyRow } from './contact-policy-rows.ts';
import {
  alertRuleOf,
  scoreCardOf,
  scoreCardProblems,
  segmentOfRow,
  segmentProblems,
  severityOfRow,
  type AlertRuleRow,
  type ScoreCardRow,
  type SegmentRow,
  type SeverityRow,
} from './segment-rows.ts';
import { stepOf, strategyOf, strategyProblems, type StepRow, type StrategyRow } from './strategy-rows.ts';

export type CompanyRow = RowOf<typeof company>;

export type PolicyRows = {
  readonly calendars: readonly RowOf<typeof calendar>[];
  readonly contactPolicies: readonly ContactPolicyRow[];
  readonly segments: readonly SegmentRow[];
  readonly strategies: readonly StrategyRow[];
  readonly steps: readonly StepRow[];
  readonly severities: readonly SeverityRow[];
  readonly alertRules: readonly AlertRuleRow[];
  readonly scoreCards: readonly ScoreCardRow[];
};

/** A policy that cannot be used: the message lists every problem with its row and field. */
export class PolicyError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The policy cannot be used: ${problems.join('; ')}`);
    this.name = 'PolicyError';
    this.problems = problems;
  }
}

/**
 * @param asOf the day from which it is to hold
 * @throws PolicyError naming every row and field at fault.
 */
export function policyOf(company: CompanyRow, rows: PolicyRows, asOf: IsoDate): Policy {
  const problems: string[] = [];
  const check = <T>(place: string, read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      problems.push(`${place}: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  };
  const calendarRow = rows.calendars.find((row) => row.dun_calendarid === company._dun_calendarid_value);
  const contactRow = rows.contactPolicies.find(
    (row) => row.dun_contactpolicyid === company._dun_contactpolicyid_value,
  );
  const codes = new Map(rows.strategies.map((row) => [row.dun_strategyid, row.dun_code]));
  const calendars = rows.calendars.flatMap(
    (row) => check(`calendar ${row.dun_code}`, () => calendarOf(row)) ?? [],
  );
  const calendar = calendars.find(({ code }) => code === calendarRow?.dun_code);
  const contact =
    contactRow && check(`contact policy ${contactRow.dun_code}`, () => contactPolicyOf(contactRow));
  const segments = rows.segments.flatMap(
    (row) => check(`segment ${row.dun_code}`, () => segmentOfRow(row, codes)) ?? [],
  );
  const strategies = rows.strategies.flatMap((row) => {
    const steps = rows.steps
      .filter((step) => step._dun_strategyid_value === row.dun_strategyid)
      .flatMap((step) => check(`step ${row.dun_code}/${step.dun_code}`, () => stepOf(step)) ?? []);
    return check(`strategy ${row.dun_code}`, () => strategyOf(row, steps)) ?? [];
  });
  const severities = rows.severities.flatMap(
    (row) => check(`severity class ${row.dun_code}`, () => severityOfRow(row)) ?? [],
  );
  const alerts = rows.alertRules.flatMap(
    (row) => check(`alert rule ${row.dun_code}`, () => alertRuleOf(row)) ?? [],
  );
  const [scoreCard] = rows.scoreCards.flatMap(
    (row) => check(`score card ${row.dun_code}`, () => scoreCardOf(row)) ?? [],
  );
  problems.push(
    ...strategyProblems(strategies),
    ...segmentProblems(segments, severities),
    ...scoreCardProblems(rows.scoreCards),
  );
  check(
    `company ${company.dun_code}, time zone`,
    () => new Intl.DateTimeFormat('en', { timeZone: company.dun_timezone }),
  );
  const agreements = check(`company ${company.dun_code}`, () => agreementRulesOf(company));
  if (!calendarRow) problems.push(`company ${company.dun_code}: its calendar does not exist`);
  if (!contactRow) problems.push(`company ${company.dun_code}: its contact policy does not exist`);
  if (calendar && contact) {
    const place = `contact policy ${contactRow.dun_code}`;
    problems.push(...contactProblems({ contact, calendar, zone: company.dun_timezone }, place, asOf));
  }
  if (problems.length > 0 || !calendar || !contact || !agreements) throw new PolicyError(problems);
  const packs = countryPacks.filter(({ code }) => contact.packs?.includes(code));
  const library = { calendars, packs };
  const content = {
    zone: company.dun_timezone,
    calendar,
    library,
    contact,
    segments,
    severities,
    alerts,
    ...(scoreCard && { scoreCard }),
    strategies,
    agreements,
  };
  return { ...content, version: versionOf(content) };
}

/** What does not hold of itself or can never be met. That a pack does not cover a day is said to each customer it is about, on that day. */
function contactProblems(rules: ContactRules, place: string, asOf: IsoDate): readonly string[] {
  return checkContactPolicy(rules, countryPacks, asOf)
    .filter(({ code }) => code !== 'packNotInForce')
    .map(({ field, value, remedy }) => `${place}, ${field}: ${value}; ${remedy}`);
}

function versionOf(content: Omit<Policy, 'version'>): string {
  const { calendars, packs } = content.library;
  const plain = {
    ...content,
    calendar: plainCalendar(content.calendar),
    library: { packs, calendars: calendars.map(plainCalendar).sort(byCode) },
  };
  return digestOf(canonicalJson(plain)).slice(0, 16);
}

type PlainCalendar = Omit<Calendar, 'holidays' | 'workingDays'> & {
  readonly holidays: readonly IsoDate[];
  readonly workingDays: readonly IsoDate[];
};

function plainCalendar({ holidays, workingDays, ...calendar }: Calendar): PlainCalendar {
  return { ...calendar, holidays: [...holidays].sort(), workingDays: [...workingDays].sort() };
}

function byCode(a: PlainCalendar, b: PlainCalendar): number {
  return a.code < b.code ? -1 : 1;
}

function calendarOf(row: PolicyRows['calendars'][number]): Calendar {
  return {
    code: row.dun_code,
    weekend: row.dun_weekend.split(',').map(weekday),
    holidays: datesIn(row.dun_holidays),
    workingDays: datesIn(row.dun_workingdays),
    coveredFrom: isoDate(row.dun_coveredfrom),
    coveredTo: isoDate(row.dun_coveredto),
  };
}

function weekday(text: string): number {
  const day = Number(text.trim());
  if (!Number.isInteger(day) || day < 1 || day > 7)
    throw new RangeError(`not a weekday from 1 to 7: "${text}"`);
  return day;
}

/** A date a line; what follows the date is its name. */
function datesIn(text: string | null): ReadonlySet<IsoDate> {
  const lines = (text ?? '').split(/\r?\n/).map((line) => line.trim());
  return new Set(lines.filter((line) => line !== '').map((line) => dateAtStart(line)));
}

function dateAtStart(line: string): IsoDate {
  const date = parseIsoDate(line.slice(0, 10));
  if (date === undefined || /^\S/.test(line.slice(10)))
    throw new RangeError(`not a date (YYYY-MM-DD): "${line}"`);
  return date;
}
