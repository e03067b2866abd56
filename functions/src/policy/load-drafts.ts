/** The policy as people have typed it so far, with what it is checked against: one request. */
import type { Part } from '@dunlin/shared/publishing/document';
import type { CompanyWithCodes } from '@dunlin/shared/publishing/policy-of-version';
import type { StoredRow } from '@dunlin/shared/publishing/readable-row';
import { currenciesOf, type Currencies } from '@dunlin/shared/records/currencies';
import {
  calendar,
  contactPolicy,
  segment,
  strategy,
  strategyStep,
  template,
} from '@dunlin/shared/tables/policy';
import { policyVersion } from '@dunlin/shared/tables/publishing';
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
  readonly versions: readonly Version[];
  /** The highest numbers that were given, also to versions that were replaced. */
  readonly numbers: readonly { readonly id: string; readonly number: number }[];
};

export async function loadDrafts(dataverse: Dataverse): Promise<Drafts> {
  const [
    calendars,
    contactPolicies,
    strategies,
    steps,
    segments,
    templates,
    companies,
    currencies,
    versions,
    allSegments,
    numbered,
  ] = await dataverse.readTogether<
    [
      StoredRow,
      StoredRow,
      StoredRow,
      StoredRow,
      StoredRow,
      StoredRow,
      CompanyWithCodes,
      Parameters<typeof currenciesOf>[0][number],
      VersionRow,
      SegmentRow,
      Pick<VersionRow, 'dun_policyversionid' | 'dun_number'>,
    ]
  >([
    activeRows(calendar),
    activeRows(contactPolicy),
    activeRows(strategy),
    activeRows(strategyStep),
    activeRows(segment),
    activeRows(template),
    companiesWithCodes,
    currencyRows,
    publishedVersions,
    segmentIdsByCode,
    lastNumbers,
  ]);
  return {
    rows: { calendars, contactPolicies, strategies, steps, segments, templates },
    companies,
    currencies: currenciesOf(currencies),
    segmentIds: new Map(allSegments.map((row) => [row.dun_code, row.dun_segmentid])),
    versions: versionsIn(versions),
    numbers: numbered.map((row) => ({ id: row.dun_policyversionid, number: row.dun_number ?? 0 })),
  };
}

/** Two, since one may be of the very version that is looked at. */
const lastNumbers: ListQuery = {
  collection: policyVersion.set,
  select: ['dun_policyversionid', 'dun_number'],
  filter: 'dun_number ne null',
  orderBy: ['dun_number desc'],
  limit: 2,
};

function activeRows(table: Table): ListQuery {
  return { collection: table.set, select: selectOf(table), filter: 'statecode eq 0' };
}
