/** A policy from a file, checked as the app checks one before it publishes it: with the environment's companies and currencies, or without. */
import { isoDate } from '../dates/iso-date.ts';
import { company } from '../tables/company.ts';
import { selectOf } from '../tables/wire.ts';
import { checkDocument, type Surroundings } from './check-document.ts';
import type { PolicyDocument } from './document.ts';
import type { CompanyWithCodes } from './policy-of-version.ts';
import type { Problem } from './problem.ts';
import type { ReadableRow } from './readable-row.ts';

/** @param today the day from which it might be in force, as YYYY-MM-DD */
export function checkFile(
  document: PolicyDocument,
  today: string,
  environment?: Pick<Surroundings, 'companies' | 'currencies'>,
): readonly Problem[] {
  const surroundings = environment ?? {
    companies: standIns(document),
    currencies: 'any' as const,
  };
  return checkDocument(document, { ...surroundings, mapping: {}, effectiveOn: isoDate(today) }).problems;
}

/** Companies that between them have every calendar and every contact policy, so that each is looked at. */
function standIns({ calendars, contactPolicies }: PolicyDocument): readonly CompanyWithCodes[] {
  const count = Math.max(calendars.length, contactPolicies.length);
  return Array.from({ length: count }, (_, at) =>
    standIn(calendars[at % calendars.length], contactPolicies[at % contactPolicies.length]),
  );
}

function standIn(
  calendar: ReadableRow | undefined,
  contactPolicy: ReadableRow | undefined,
): CompanyWithCodes {
  const empty = Object.fromEntries(selectOf(company).map((name) => [name, null]));
  const refer = (row: ReadableRow | undefined) => (row ? { dun_code: String(row.code) } : null);
  return {
    ...empty,
    dun_code: `any with calendar ${String(calendar?.code)} and contact policy ${String(contactPolicy?.code)}`,
    dun_timezone: 'UTC',
    dun_wholeplandue: false,
    dun_calendarid: refer(calendar),
    dun_contactpolicyid: refer(contactPolicy),
  } as unknown as CompanyWithCodes;
}
