/** Texts of platform rows in further languages: names of views, forms, charts and apps. The row itself holds the organization's language. */
import type { Table } from '../metadata/catalog.ts';
import type { Column, Label } from '../metadata/types.ts';
import type { Database } from './database.ts';

/** Columns whose text users read in their own language. */
const localizable: ReadonlySet<string> = new Set([
  'savedquery.name',
  'savedqueryvisualization.name',
  'systemform.name',
  'appmodule.name',
  'sitemap.sitemapname',
]);

export function createLocalizedTable(database: Database): void {
  database.exec(
    'CREATE TABLE IF NOT EXISTS local_text (row_id TEXT, column_name TEXT, language INTEGER, text TEXT NOT NULL, ' +
      'PRIMARY KEY (row_id, column_name, language)) WITHOUT ROWID',
  );
}

/** Ids are unique over all tables, so the table need not be kept. */
export function putLocalized(database: Database, id: string, column: string, label: Label): void {
  database.run('DELETE FROM local_text WHERE row_id = ? AND column_name = ?', [id, column]);
  for (const [language, text] of Object.entries(label)) {
    database.run('INSERT INTO local_text (row_id, column_name, language, text) VALUES (?, ?, ?, ?)', [
      id,
      column,
      Number(language),
      text,
    ]);
  }
}

export function isLocalizable(table: Table, column: Column): boolean {
  return localizable.has(`${table.logicalName}.${column.logicalName}`);
}

export function localizedText(
  database: Database,
  id: string,
  column: string,
  language: number,
): string | undefined {
  const row = database.get(
    'SELECT text FROM local_text WHERE row_id = ? AND column_name = ? AND language = ?',
    [id, column, language],
  );
  return row === undefined ? undefined : String(row['text']);
}
