/** What a version would be: its content, what is wrong with it, what changes, and what becomes of every open item. */
import { dateIn } from '@dunlin/shared/dates/instant';
import { isoDate, type IsoDate } from '@dunlin/shared/dates/iso-date';
import { checkDocument } from '@dunlin/shared/publishing/check-document';
import { differences } from '@dunlin/shared/publishing/differences';
import { digestOfDocument, documentOf, type PolicyDocument } from '@dunlin/shared/publishing/document';
import { inForceOn } from '@dunlin/shared/publishing/in-force';
import { composedMapping, parseMapping, printMapping } from '@dunlin/shared/publishing/mapping';
import { migrationReport } from '@dunlin/shared/publishing/migration-report';
import { anError, hasErrors, inOrder, problemInWords, type Problem } from '@dunlin/shared/publishing/problem';
import { policyVersion } from '@dunlin/shared/tables/publishing';
import type { Row } from '../dataverse/client.ts';
import type { Services } from '../services.ts';
import { loadDrafts, type Drafts } from './load-drafts.ts';
import { migrateOpenItems } from './migrate-open-items.ts';
import { loadContent, type Version, type VersionRow } from './version-rows.ts';

/** What the row says of it in the end. */
type Columns = Row & { readonly dun_problems: string | null };

export type Examined =
  | { readonly ok: false; readonly columns: Columns }
  | {
      readonly ok: true;
      readonly columns: Columns;
      readonly number: number;
      readonly document: PolicyDocument;
      /** Published before, to be in force no earlier than this one: they never will be. */
      readonly replaced: readonly Version[];
    };

export async function examine(services: Services, row: VersionRow): Promise<Examined> {
  const drafts = await loadDrafts(services.dataverse);
  const today = earliestToday(services, drafts);
  const effectiveOn = row.dun_effectiveon === null ? today : isoDate(row.dun_effectiveon);
  const replaced = drafts.versions.filter((one) => one.effectiveOn >= effectiveOn && one.effectiveOn > today);
  const before = inForceOn(
    drafts.versions.filter((one) => !replaced.includes(one)),
    effectiveOn,
  );
  const old = before && { ...before, ...(await loadContent(services.dataverse, before)) };
  const { document, problems: unreadable } = documentOf(drafts.rows);
  const own = parseMapping(row.dun_mapping);
  const mapping = composedMapping(old?.mapping ?? {}, own.mapping);
  const checked = checkDocument(document, {
    companies: drafts.companies,
    currencies: new Set(drafts.currencies.idByCode.keys()),
    mapping,
    effectiveOn,
  });
  const problems: Problem[] = [
    ...inThePast(effectiveOn, today),
    ...unreadable,
    ...own.problems,
    ...checked.problems,
  ];
  const changes = old ? differences(old.document, document) : ['It is the first version.'];
  const columns = {
    dun_effectiveon: effectiveOn,
    dun_changes: fitting(
      [...replacements(replaced), ...(changes.length > 0 ? changes : ['Nothing.'])],
      'dun_changes',
    ),
  };
  if (!hasErrors(problems) && old) {
    const debtors = await migrateOpenItems(services, {
      drafts,
      old,
      policies: checked.policies,
      on: effectiveOn,
    });
    const report = migrationReport(debtors, policyVersion.columns.dun_migration.maxLength);
    problems.push(...report.problems);
    Object.assign(columns, { dun_migration: report.text });
  }
  const inWords = inOrder(problems).map(problemInWords);
  const dun_problems = inWords.length === 0 ? null : fitting(inWords, 'dun_problems');
  if (hasErrors(problems)) return { ok: false, columns: { ...columns, dun_problems } };
  const number = Math.max(0, ...drafts.versions.map((one) => one.number)) + 1;
  return {
    ok: true,
    number,
    document,
    replaced,
    columns: {
      ...columns,
      dun_problems,
      dun_number: number,
      dun_digest: digestOfDocument(document),
      dun_mapping: printMapping(mapping) || null,
    },
  };
}

/** Where the day began last: a version from this day on is nowhere too late. A zone that does not exist is found by the check. */
function earliestToday({ now }: Services, { companies }: Drafts): IsoDate {
  const zones = companies.map(({ dun_timezone }) => dun_timezone).filter(isZone);
  const days = (zones.length > 0 ? zones : ['UTC']).map((zone) => dateIn(zone, now()));
  return days.reduce((a, b) => (a < b ? a : b));
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function inThePast(effectiveOn: IsoDate, today: IsoDate): readonly Problem[] {
  if (effectiveOn >= today) return [];
  return [anError('in force from', effectiveOn, `it is in the past; choose ${today} or a later day`)];
}

function replacements(replaced: readonly Version[]): readonly string[] {
  return replaced.map(
    ({ number, name, effectiveOn }) =>
      `Version ${number} (${name}), which was to be in force from ${effectiveOn}, never is: this one replaces it.`,
  );
}

function fitting(lines: readonly string[], column: 'dun_changes' | 'dun_problems'): string {
  const { maxLength } = policyVersion.columns[column];
  const text = lines.join('\n');
  return text.length <= maxLength ? text : `${text.slice(0, maxLength - 20)}\n… and more`;
}
