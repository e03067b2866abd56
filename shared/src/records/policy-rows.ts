/** Policy rows → the policy of a company. What people typed is checked here; each problem names the row and the field. */
import { canonicalJson, digestOf } from '../actions/keys.ts';
import type { Calendar } from '../calendar/calendar.ts';
import type { ContactPolicy } from '../contact/contact-policy.ts';
import type { ContactCap } from '../contact/limits.ts';
import { timeOfDay } from '../dates/instant.ts';
import { isoDate, parseIsoDate, type IsoDate } from '../dates/iso-date.ts';
import type { Policy } from '../strategy/policy.ts';
import type { company } from '../tables/company.ts';
import type { calendar, contactPolicy } from '../tables/policy.ts';
import type { RowOf } from '../tables/table.ts';
import { agreementRulesOf } from './agreement-rules.ts';
import { list } from './lists.ts';
import {
  alertRuleOf,
  segmentOfRow,
  segmentProblems,
  severityOfRow,
  type AlertRuleRow,
  type SegmentRow,
  type SeverityRow,
} from './segment-rows.ts';
import { stepOf, strategyOf, strategyProblems, type StepRow, type StrategyRow } from './strategy-rows.ts';

export type CompanyRow = RowOf<typeof company>;

export type PolicyRows = {
  readonly calendars: readonly RowOf<typeof calendar>[];
  readonly contactPolicies: readonly RowOf<typeof contactPolicy>[];
  readonly segments: readonly SegmentRow[];
  readonly strategies: readonly StrategyRow[];
  readonly steps: readonly StepRow[];
  readonly severities: readonly SeverityRow[];
  readonly alertRules: readonly AlertRuleRow[];
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

/** @throws PolicyError naming every row and field at fault. */
export function policyOf(company: CompanyRow, rows: PolicyRows): Policy {
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
  const calendar = calendarRow && check(`calendar ${calendarRow.dun_code}`, () => calendarOf(calendarRow));
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
  problems.push(...strategyProblems(strategies), ...segmentProblems(segments, severities));
  check(
    `company ${company.dun_code}, time zone`,
    () => new Intl.DateTimeFormat('en', { timeZone: company.dun_timezone }),
  );
  const agreements = check(`company ${company.dun_code}`, () => agreementRulesOf(company));
  if (!calendarRow) problems.push(`company ${company.dun_code}: its calendar does not exist`);
  if (!contactRow) problems.push(`company ${company.dun_code}: its contact policy does not exist`);
  if (problems.length > 0 || !calendar || !contact || !agreements) throw new PolicyError(problems);
  const content = {
    zone: company.dun_timezone,
    calendar,
    contact,
    segments,
    severities,
    alerts,
    strategies,
    agreements,
  };
  return { ...content, version: versionOf(content) };
}

function versionOf(content: Omit<Policy, 'version'>): string {
  const { holidays, workingDays, ...calendar } = content.calendar;
  const plain = {
    ...content,
    calendar: { ...calendar, holidays: [...holidays].sort(), workingDays: [...workingDays].sort() },
  };
  return digestOf(canonicalJson(plain)).slice(0, 16);
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

function contactPolicyOf(row: PolicyRows['contactPolicies'][number]): ContactPolicy {
  const [windowStart, windowEnd] = [timeOfDay(row.dun_windowstart), timeOfDay(row.dun_windowend)];
  if (windowEnd <= windowStart)
    throw new RangeError(`the window ends (${windowEnd}) before it starts (${windowStart})`);
  return {
    windowStart,
    windowEnd,
    businessDaysOnly: row.dun_businessdaysonly,
    minimumGapDays: Math.max(1, row.dun_minimumgapdays),
    caps: list(row.dun_caps, ';').map(capIn),
  };
}

/** `2 in 7 days` */
function capIn(text: string): ContactCap {
  const [, most, days] = /^(\d{1,3}) in (\d{1,3}) days?$/.exec(text) ?? [];
  if (Number(most) > 0 && Number(days) > 0)
    return { channels: 'all', most: Number(most), days: Number(days) };
  throw new RangeError(`not a number of contacts such as "2 in 7 days": "${text}"`);
}
