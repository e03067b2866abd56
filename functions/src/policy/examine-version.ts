/** What a version would be: its content, what is wrong with it, what changes, and what becomes of every open item. */
import { checkDocument } from '@dunlin/shared/publishing/check-document';
import { differences } from '@dunlin/shared/publishing/differences';
import { digestOfDocument, documentOf, type PolicyDocument } from '@dunlin/shared/publishing/document';
import { composedMapping, parseMapping, printMapping } from '@dunlin/shared/publishing/mapping';
import { migrationReport } from '@dunlin/shared/publishing/migration-report';
import {
  aWarning,
  hasErrors,
  inOrder,
  problemInWords,
  type Problem,
} from '@dunlin/shared/publishing/problem';
import { PolicyError } from '@dunlin/shared/records/policy-rows';
import { policyVersion } from '@dunlin/shared/tables/publishing';
import type { Dataverse, Row } from '../dataverse/client.ts';
import type { Services } from '../services.ts';
import { effectiveFrom } from './effective-from.ts';
import { loadDrafts } from './load-drafts.ts';
import { migrateOpenItems } from './migrate-open-items.ts';
import { loadContent, type Version, type VersionContent, type VersionRow } from './version-rows.ts';

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
  const { effectiveOn, before, replaced, number, problems: ofDays } = effectiveFrom(services, row, drafts);
  const { old, problems: ofOld } = await contentBefore(services.dataverse, before);
  const { document, problems: unreadable } = documentOf(drafts.rows);
  const own = parseMapping(row.dun_mapping);
  const mapping = composedMapping(before?.mapping ?? {}, own.mapping);
  const currencies = new Set(drafts.currencies.idByCode.keys());
  const checked = checkDocument(document, { companies: drafts.companies, currencies, mapping, effectiveOn });
  const problems = [...ofDays, ...ofOld, ...unreadable, ...own.problems, ...checked.problems];
  const columns: Row = {
    dun_effectiveon: effectiveOn,
    dun_changes: fitting([...replacements(replaced), ...changesSince(old, document)], 'dun_changes'),
  };
  if (hasErrors(problems)) return { ok: false, columns: { ...columns, ...problemColumn(problems) } };
  const { policies } = checked;
  const debtors = old
    ? await migrateOpenItems(services, { drafts, old, policies, on: effectiveOn })
    : undefined;
  const report = debtors && migrationReport(debtors, policyVersion.columns.dun_migration.maxLength);
  const all = [...problems, ...(report?.problems ?? [])];
  const found = { ...columns, ...problemColumn(all), dun_migration: report?.text ?? null };
  if (hasErrors(all)) return { ok: false, columns: found };
  return {
    ok: true,
    number,
    document,
    replaced,
    columns: {
      ...found,
      dun_number: number,
      dun_digest: digestOfDocument(document),
      dun_mapping: printMapping(mapping) || null,
    },
  };
}

/** A version whose content is damaged decides nothing any more, and must not stand in the way of the one that mends it. */
async function contentBefore(
  dataverse: Dataverse,
  before: Version | undefined,
): Promise<{
  readonly old?: Version & VersionContent;
  readonly problems: readonly Problem[];
}> {
  if (!before) return { problems: [] };
  try {
    return { old: { ...before, ...(await loadContent(dataverse, before)) }, problems: [] };
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    const remedy = 'it cannot be compared with, so open items are not compared either';
    return { problems: [aWarning(`version ${before.number}`, error.problems.join('; '), remedy)] };
  }
}

function changesSince(old: VersionContent | undefined, document: PolicyDocument): readonly string[] {
  if (!old) return ['It is the first version.'];
  const changes = differences(old.document, document);
  return changes.length > 0 ? changes : ['Nothing.'];
}

function replacements(replaced: readonly Version[]): readonly string[] {
  return replaced.map(
    ({ number, name, effectiveOn }) =>
      `Version ${number} (${name}), which was to be in force from ${effectiveOn}, never is: this one replaces it.`,
  );
}

function problemColumn(problems: readonly Problem[]): { readonly dun_problems: string | null } {
  const lines = inOrder(problems).map(problemInWords);
  return { dun_problems: lines.length === 0 ? null : fitting(lines, 'dun_problems') };
}

function fitting(lines: readonly string[], column: 'dun_changes' | 'dun_problems'): string {
  const { maxLength } = policyVersion.columns[column];
  const text = lines.join('\n');
  return text.length <= maxLength ? text : `${text.slice(0, maxLength - 20)}\n… and more`;
}
