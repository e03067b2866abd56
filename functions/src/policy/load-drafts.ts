/** The policy as people have typed it so far, with what it is checked against: two requests. */
import { parts, policyTables, type Part } from '@dunlin/shared/publishing/document';
import type { CompanyWithCodes } from '@dunlin/shared/publishing/policy-of-version';
import type { StoredRow } from '@dunlin/shared/publishing/readable-row';
import { currenciesOf, type Currencies } from '@dunlin/shared/records/currencies';
import { policyVersion } from '@dunlin/shared/tables/publishing';
import type { Table } from '@dunlin/shared/tables/table';
import { selectOf } from '@dunlin/shared/tables/wire';
import type { Dataverse, ListQuery } from '../dataverse/client.ts';
import {
  companiesWithCodes,
  currencyRows,
  idsByCode,
  pointedAt,
  type CodedRow,
  type CompanyPolicy,
} from './policy-store.ts';
import { publishedVersions, versionsIn, type Version, type VersionRow } from './version-rows.ts';

export type Drafts = Pick<CompanyPolicy, 'segmentIds' | 'severityIds' | 'alertRuleIds'> & {
  readonly rows: Readonly<Record<Part, readonly StoredRow[]>>;
  readonly companies: readonly CompanyWithCodes[];
  readonly currencies: Currencies;
  readonly versions: readonly Version[];
  /** The highest numbers that were given, also to versions that were replaced. */
  readonly numbers: readonly { readonly id: string; readonly number: number }[];
};

export async function loadDrafts(dataverse: Dataverse): Promise<Drafts> {
  const answers = await dataverse.readTogether<readonly StoredRow[]>([
    ...parts.map((part) => activeRows(policyTables[part])),
    ...pointedAt,
  ]);
  const [companies, currencies, versions, numbered] = await dataverse.readTogether<
    [CompanyWithCodes, Parameters<typeof currenciesOf>[0][number], VersionRow, NumberedRow]
  >([companiesWithCodes, currencyRows, publishedVersions, lastNumbers]);
  const [segments = [], severities = [], alertRules = []] = answers.slice(
    parts.length,
  ) as unknown as readonly (readonly CodedRow[])[];
  return {
    rows: Object.fromEntries(parts.map((part, at) => [part, answers[at] ?? []])) as Drafts['rows'],
    companies,
    currencies: currenciesOf(currencies),
    ...idsByCode(segments, severities, alertRules),
    versions: versionsIn(versions),
    numbers: numbered.map((row) => ({ id: row.dun_policyversionid, number: row.dun_number ?? 0 })),
  };
}

type NumberedRow = Pick<VersionRow, 'dun_policyversionid' | 'dun_number'>;

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
