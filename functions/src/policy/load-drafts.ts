/** The policy as people have typed it so far, with what it is checked against: one request. */
import type { Part } from '@dunlin/shared/publishing/document';
import type { CompanyWithCodes } from '@dunlin/shared/publishing/policy-of-version';
import type { StoredRow } from '@dunlin/shared/publishing/readable-row';
import type { AlertRuleRow } from '@dunlin/shared/records/segment-rows';
import { currenciesOf, type Currencies } from '@dunlin/shared/records/currencies';
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
import type { Table } from '@dunlin/shared/tables/table';
import { selectOf } from '@dunlin/shared/tables/wire';
import type { Dataverse, ListQuery } from '../dataverse/client.ts';
import { companiesWithCodes, currencyRows, segmentIdsByCode, type SegmentRow } from './policy-store.ts';
import { publishedVersions, versionsIn, type Version, type VersionRow } from './version-rows.ts';

export type Drafts = {
  readonly rows: Readonly<Record<Part, readonly StoredRow[]>>;
  readonly companies: readonly CompanyWithCodes[];
  readonly currencies: Currencies;
  readonly segmentIds: ReadonlyMap<string, string>;
  readonly alertRuleIds: ReadonlyMap<string, string>;
  readonly versions: readonly Version[];
};

export async function loadDrafts(dataverse: Dataverse): Promise<Drafts> {
  const [
    calendars,
    contactPolicies,
    strategies,
    steps,
    segments,
    severities,
    alertRules,
    templates,
    companies,
    currencies,
    versions,
    allSegments,
  ] = await dataverse.readTogether<
    [
      StoredRow,
      StoredRow,
      StoredRow,
      StoredRow,
      StoredRow,
      StoredRow,
      AlertRuleRow,
      StoredRow,
      CompanyWithCodes,
      Parameters<typeof currenciesOf>[0][number],
      VersionRow,
      SegmentRow,
    ]
  >([
    activeRows(calendar),
    activeRows(contactPolicy),
    activeRows(strategy),
    activeRows(strategyStep),
    activeRows(segment),
    activeRows(severity),
    activeRows(alertRule),
    activeRows(template),
    companiesWithCodes,
    currencyRows,
    publishedVersions,
    segmentIdsByCode,
  ]);
  return {
    rows: { calendars, contactPolicies, strategies, steps, segments, severities, alertRules, templates },
    companies,
    currencies: currenciesOf(currencies),
    segmentIds: new Map(allSegments.map((row) => [row.dun_code, row.dun_segmentid])),
    alertRuleIds: new Map(alertRules.map((row) => [row.dun_code, row.dun_alertruleid])),
    versions: versionsIn(versions),
  };
}

function activeRows(table: Table): ListQuery {
  return { collection: table.set, select: selectOf(table), filter: 'statecode eq 0' };
}
