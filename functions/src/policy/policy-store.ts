/**
 * What our companies' debtors are decided by: the published version in force on a day, and the company's own row. Read together and kept for
 * a minute, so that a change of a company counts within a minute; the content of a version never changes and is kept for good.
 */
import { dateIn, instantOfMilliseconds } from '@dunlin/shared/dates/instant';
import { addDays, type IsoDate } from '@dunlin/shared/dates/iso-date';
import type { TemplateRow } from '@dunlin/shared/publishing/document';
import { inForceOn, nextVersionAfter } from '@dunlin/shared/publishing/in-force';
import {
  companyCodes,
  policyOfVersion,
  type CompanyWithCodes,
} from '@dunlin/shared/publishing/policy-of-version';
import { currenciesOf, type Currencies } from '@dunlin/shared/records/currencies';
import { PolicyError } from '@dunlin/shared/records/policy-rows';
import type { Policy } from '@dunlin/shared/strategy/policy';
import type { Netting } from '@dunlin/shared/receivables/collectible';
import { company } from '@dunlin/shared/tables/company';
import { alertRule, segment, severity } from '@dunlin/shared/tables/policy';
import type { Table } from '@dunlin/shared/tables/table';
import { idOf, selectOf } from '@dunlin/shared/tables/wire';
import type { Dataverse, ListQuery } from '../dataverse/client.ts';
import {
  loadContent,
  publishedVersions,
  versionsIn,
  type Version,
  type VersionContent,
  type VersionRow,
} from './version-rows.ts';

export type CompanyPolicy = {
  readonly company: CompanyWithCodes;
  readonly currencies: Currencies;
  /** Row ids of the segments by code. */
  readonly segmentIds: ReadonlyMap<string, string>;
  /** Row ids of the severity classes by code. */
  readonly severityIds: ReadonlyMap<string, string>;
  /** Row ids of the alert rules by code. */
  readonly alertRuleIds: ReadonlyMap<string, string>;
  /** What decides on the day. @throws PolicyError when nothing does, or it cannot be used. */
  policy(on: IsoDate): Policy;
  /** The texts of the day. @throws PolicyError when no version is in force. */
  templates(on: IsoDate): readonly TemplateRow[];
};

/** What open credits do under a strategy; for debtors without one they are set off. */
export function nettingOf(company: CompanyPolicy, on: IsoDate, strategy: string | undefined): Netting {
  return company.policy(on).strategies.find(({ code }) => code === strategy)?.netting ?? 'oldestFirst';
}

export type PolicyStore = {
  /** @throws Error when there is no such company. */
  ofCompany(companyId: string): Promise<CompanyPolicy>;
  all(): Promise<readonly CompanyPolicy[]>;
  /** Reads anew at the next call: something was published. */
  forget(): void;
};

const keptForMilliseconds = 60_000;

export function policyStore(dataverse: Dataverse, now: () => number): PolicyStore {
  const contents = new Map<string, Promise<VersionContent>>();
  let kept: { at: number; policies: Promise<readonly CompanyPolicy[]> } | undefined;
  const all = (): Promise<readonly CompanyPolicy[]> => {
    if (kept && Math.abs(now() - kept.at) < keptForMilliseconds) return kept.policies;
    const policies = load(dataverse, now(), contents);
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
    forget: () => (kept = undefined),
  };
}

type CurrencyRow = Parameters<typeof currenciesOf>[0][number];
export type CodedRow = Readonly<Record<string, string>>;

export const companiesWithCodes: ListQuery = {
  collection: company.set,
  select: selectOf(company),
  filter: 'statecode eq 0',
  expand: companyCodes,
};

export const currencyRows: ListQuery = {
  collection: 'transactioncurrencies',
  select: ['transactioncurrencyid', 'isocurrencycode', 'currencyprecision'],
};

/** What decisions point at, by code: rows that were taken out since are among them. */
export const pointedAt: readonly [ListQuery, ListQuery, ListQuery] = [
  codesOf(segment),
  codesOf(severity),
  codesOf(alertRule),
];

export function idsByCode(
  segments: readonly CodedRow[],
  severities: readonly CodedRow[],
  alertRules: readonly CodedRow[],
): Pick<CompanyPolicy, 'segmentIds' | 'severityIds' | 'alertRuleIds'> {
  const ids = (rows: readonly CodedRow[], table: Table): ReadonlyMap<string, string> =>
    new Map(rows.map((row) => [row['dun_code'] ?? '', row[idOf(table)] ?? '']));
  return {
    segmentIds: ids(segments, segment),
    severityIds: ids(severities, severity),
    alertRuleIds: ids(alertRules, alertRule),
  };
}

function codesOf(table: Table): ListQuery {
  return { collection: table.set, select: [idOf(table), 'dun_code'] };
}

async function load(
  dataverse: Dataverse,
  now: number,
  contents: Map<string, Promise<VersionContent>>,
): Promise<readonly CompanyPolicy[]> {
  const [companies, versionRows, currencies, ...coded] = await dataverse.readTogether<
    [CompanyWithCodes, VersionRow, CurrencyRow, CodedRow, CodedRow, CodedRow]
  >([companiesWithCodes, publishedVersions, currencyRows, ...pointedAt]);
  const versions = await withContents(dataverse, versionsIn(versionRows), now, contents);
  const shared = {
    currencies: currenciesOf(currencies),
    ...idsByCode(...coded),
  };
  return companies.map((row) => ({ ...shared, ...ofCompany(row, versions) }));
}

type Loaded = Version & { readonly content: VersionContent | PolicyError };

function ofCompany(
  company: CompanyWithCodes,
  versions: readonly Loaded[],
): Pick<CompanyPolicy, 'company' | 'policy' | 'templates'> {
  const made = new Map<string, Policy>();
  const contentOn = (on: IsoDate): Loaded & { readonly content: VersionContent } => {
    const version = inForceOn(versions, on);
    if (!version) throw new PolicyError([`no policy version is in force on ${on}; make one`]);
    const { content } = version;
    if (content instanceof PolicyError) throw content;
    return { ...version, content };
  };
  return {
    company,
    templates: (on) => contentOn(on).content.rows.templates,
    policy(on) {
      const { id, number, mapping, content } = contentOn(on);
      const nextVersionOn = nextVersionAfter(versions, on);
      const known = `${id} ${nextVersionOn ?? ''}`;
      const policy =
        made.get(known) ??
        policyOfVersion(company, { number, mapping, rows: content.rows }, { on, nextVersionOn });
      made.set(known, policy);
      return policy;
    },
  };
}

/** Those that decide somewhere on earth today, or will later. */
async function withContents(
  dataverse: Dataverse,
  versions: readonly Version[],
  now: number,
  contents: Map<string, Promise<VersionContent>>,
): Promise<readonly Loaded[]> {
  const yesterday = addDays(dateIn('UTC', instantOfMilliseconds(now)), -1);
  const first = inForceOn(versions, yesterday);
  const needed = versions.filter((one) => one === first || one.effectiveOn > yesterday);
  return Promise.all(
    needed.map(async (version): Promise<Loaded> => {
      const key = `${version.id} ${version.digest}`;
      const content = contents.get(key) ?? loadContent(dataverse, version);
      contents.set(key, content);
      try {
        return { ...version, content: await content };
      } catch (error) {
        contents.delete(key);
        if (!(error instanceof PolicyError)) throw error;
        return { ...version, content: error };
      }
    }),
  );
}
