/**
 * Tables exported from real environments, as facts: which settings and system columns each has, and how its forms and views are built. The
 * files they were read from are named, nothing of them is copied.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PartName, Structure } from './structure.ts';

export type Kind = 'user' | 'organization' | 'activity';

export type ExportedTable = {
  readonly table: string;
  readonly repository: string;
  readonly path: string;
  readonly commit: string;
  readonly kind: Kind;
  /** The elements after the columns, with their values. */
  readonly settings: Readonly<Record<string, string>>;
  /** Columns that the platform made, as `columnFact` tells them. */
  readonly columns: Readonly<Record<string, string>>;
  /** Which columns were read, where it was not all of them. */
  readonly partly?: string;
  /** Of its form, a view and relationships, where they were read too. */
  readonly structures?: Partial<Readonly<Record<PartName, Structure>>>;
};

const folder = join(fileURLToPath(new URL('.', import.meta.url)), 'exports');

export function exportedTables(): readonly ExportedTable[] {
  return readdirSync(folder)
    .toSorted()
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as ExportedTable);
}

/** The table's name with a link to the file at the commit it was read at. */
export function sourceLink({ table, repository, commit, path }: ExportedTable): string {
  return `[${table}](https://github.com/${repository}/blob/${commit}/${path})`;
}
