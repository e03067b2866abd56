/** The policies of our companies, read together and kept for a minute, so that a change on a form counts within a minute. */
import { dateIn, instantOfMilliseconds } from '@dunlin/shared/dates/instant';
import type { IsoDate } from '@dunlin/shared/dates/iso-date';
import { currenciesOf, type Currencies } from '@dunlin/shared/records/currencies';
import { policyOf, type CompanyRow, type PolicyRows } from '@dunlin/shared/records/policy-rows';
import type { Policy } from '@dunlin/shared/strategy/policy';
import type { Netting } from '@dunlin/shared/receivables/collectible';
import { company } from '@dunlin/shared/tables/company';
import {
  alertRule,
  calendar,
  contactPolicy,
  segment,
  severity,
  strategy,
  strategyStep,
  template,
} from '@dunlin/shared/tables/policy';
import type { RowOf, Table } from '@dunlin/shared/tables/table';
import { selectOf } from '@dunlin/shared/tables/wire';
import type { Dataverse, ListQuery } from '../dataverse/client.ts';

export type TemplateRow = RowOf<typeof template>;

export type CompanyPolicy = {
  readonly company: CompanyRow;
  readonly currencies: Currencies;
  readonly templates: readonly TemplateRow[];
  /** Row ids of the segments by code. */
  readonly segmentIds: ReadonlyMap<string, string>;
  /** Row ids of the severity classes by code. */
  readonly severityIds: ReadonlyMap<string, string>;
  /** Row ids of the alert rules by code. */
  readonly alertRuleIds: ReadonlyMap<string, string>;
  /** @throws PolicyError when the rows cannot be used. */
  policy(): Policy;
};

/** What open credits do under a strategy; for debtors without one they are set off. */
export function nettingOf(company: CompanyPolicy, strategy: string | undefined): Netting {
  return company.policy().strategies.find(({ code }) => code === strategy)?.netting ?? 'oldestFirst';
}

export type PolicyStore = {
  /** @throws Error when there is no such company. */
  ofCompany(companyId: string): Promise<CompanyPolicy>;
  all(): Promise<readonly CompanyPolicy[]>;
};

const keptForMilliseconds = 60_000;

export function policyStore(dataverse: Dataverse, now: () => number): PolicyStore {
  let kept: { at: number; policies: Promise<readonly CompanyPolicy[]> } | undefined;
  const all = (): Promise<readonly CompanyPolicy[]> => {
    if (kept && Math.abs(now() - kept.at) < keptForMilliseconds) return kept.policies;
    const policies = load(dataverse, dateIn('UTC', instantOfMilliseconds(now())));
    kept = { at: now(), policies };
    policies.catch(() => (kept = undefined));
    return policies;
  };
  return {
    all,
    async ofCompany(companyId) {
      const found = (await all()).find(({ company }) => company.dun_companyid === companyId);
      if (!found) throw new Error(`There is no company with the id ${companyId}`);
      return found;
    },
  };
}

type CurrencyRow = Parameters<typeof currenciesOf>[0][number];

async function load(dataverse: Dataverse, asOf: IsoDate): Promise<readonly CompanyPolicy[]> {
  const [
    companies,
    calendars,
    contactPolicies,
    segments,
    severities,
    alertRules,
    strategies,
    steps,
    templates,
    currencyRows,
  ] = await dataverse.readTogether<
    [
      CompanyRow,
      PolicyRows['calendars'][number],
      PolicyRows['contactPolicies'][number],
      PolicyRows['segments'][number],
      PolicyRows['severities'][number],
      PolicyRows['alertRules'][number],
      PolicyRows['strategies'][number],
      PolicyRows['steps'][number],
      TemplateRow,
      CurrencyRow,
    ]
  >([
    activeRows(company),
    activeRows(calendar),
    activeRows(contactPolicy),
    activeRows(segment),
    activeRows(severity),
    activeRows(alertRule),
    activeRows(strategy),
    activeRows(strategyStep),
    activeRows(template),
    {
      collection: 'transactioncurrencies',
      select: ['transactioncurrencyid', 'isocurrencycode', 'currencyprecision'],
    },
  ]);
  const rows: PolicyRows = {
    calendars,
    contactPolicies,
    segments,
    severities,
    alertRules,
    strategies,
    steps,
  };
  const currencies = currenciesOf(currencyRows);
  const segmentIds = new Map(segments.map((row) => [row.dun_code, row.dun_segmentid]));
  const severityIds = new Map(severities.map((row) => [row.dun_code, row.dun_severityid]));
  const alertRuleIds = new Map(alertRules.map((row) => [row.dun_code, row.dun_alertruleid]));
  return companies.map((row) => {
    let policy: Policy | undefined;
    return {
      company: row,
      currencies,
      templates,
      segmentIds,
      severityIds,
      alertRuleIds,
      policy: () => (policy ??= policyOf(row, rows, asOf)),
    };
  });
}

function activeRows(table: Table): ListQuery {
  return { collection: table.set, select: selectOf(table), filter: 'statecode eq 0' };
}
