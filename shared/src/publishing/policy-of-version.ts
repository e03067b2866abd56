/** The policy of a company as a published version has it: the version's rows, and what the company's own row says. */
import { canonicalJson, digestOf } from '../actions/keys.ts';
import type { IsoDate } from '../dates/iso-date.ts';
import { policyOf, type CompanyRow } from '../records/policy-rows.ts';
import type { Policy, Strategy } from '../strategy/policy.ts';
import { calendar, contactPolicy } from '../tables/policy.ts';
import { documentId, type DocumentRows } from './document.ts';
import type { StepMapping } from './mapping.ts';

/** A company with the codes of what it refers to; they name the version's rows. */
export type CompanyWithCodes = CompanyRow & {
  readonly dun_calendarid: { readonly dun_code: string } | null;
  readonly dun_contactpolicyid: { readonly dun_code: string } | null;
};

/** What reads a company with its codes. */
export const companyCodes = 'dun_calendarid($select=dun_code),dun_contactpolicyid($select=dun_code)';

export type VersionContent = {
  readonly number: number;
  readonly mapping: StepMapping;
  readonly rows: DocumentRows;
};

/**
 * @param of `on` is a day on which it decides, `nextVersionOn` the first one on which another version is in force
 * @throws PolicyError naming every row and field at fault
 */
export function policyOfVersion(
  company: CompanyWithCodes,
  { number, mapping, rows }: VersionContent,
  { on, nextVersionOn }: { readonly on: IsoDate; readonly nextVersionOn?: IsoDate | undefined },
): Policy {
  const policy = policyOf(ofDocument(company), rows, on);
  const strategies = policy.strategies.map((strategy) => withFormerSteps(strategy, mapping));
  return {
    ...policy,
    strategies,
    version: `${number}-${digestOfDecisions(policy, strategies)}`,
    ...(nextVersionOn !== undefined && { nextVersionOn }),
  };
}

/** Two policies with the same digest decide the same, whatever their numbers. */
export function decisionsOf(version: string): string {
  return version.slice(version.indexOf('-') + 1);
}

function ofDocument(company: CompanyWithCodes): CompanyRow {
  const idOf = (table: string, row: { readonly dun_code: string } | null): string =>
    row === null ? '' : documentId(table, row.dun_code);
  return {
    ...company,
    _dun_calendarid_value: idOf(calendar.name, company.dun_calendarid),
    _dun_contactpolicyid_value: idOf(contactPolicy.name, company.dun_contactpolicyid),
  };
}

/** Only where the strategy lacks the one step and has the other. */
function withFormerSteps(strategy: Strategy, mapping: StepMapping): Strategy {
  const codes = new Set(strategy.steps.map(({ code }) => code));
  const former = Object.entries(mapping).filter(([from, to]) => !codes.has(from) && codes.has(to));
  return former.length === 0 ? strategy : { ...strategy, formerSteps: Object.fromEntries(former) };
}

function digestOfDecisions({ version }: Policy, strategies: readonly Strategy[]): string {
  const former = strategies.flatMap(({ code, formerSteps }) => (formerSteps ? [{ code, formerSteps }] : []));
  return former.length === 0 ? version : digestOf(version, canonicalJson(former)).slice(0, 16);
}
