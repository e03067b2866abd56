/** Brings a packed solution into the store: tables first, then its components, all in one transaction. */
import { createHash } from 'node:crypto';
import { buildCatalog, tableOf, type Catalog } from '../metadata/catalog.ts';
import type { Schema } from '../metadata/types.ts';
import { platformAuthor, seedMessages } from '../seed.ts';
import type { Database } from '../store/database.ts';
import { putLocalized } from '../store/localized.ts';
import { putRow, type Author } from '../store/platform-rows.ts';
import type { Store } from '../store/store.ts';
import type { ComponentRow } from './component-row.ts';
import { readComponents } from './components.ts';
import { readPackage } from './package.ts';
import { ImportRefused } from './refusal.ts';
import { keepRibbons, readRibbons } from './ribbons.ts';
import { importSchema } from './schema.ts';

export interface Imported {
  readonly schema: Schema;
  readonly catalog: Catalog;
}

/**
 * The schema and catalog with this package in them. A package imported before (same hash) changes nothing; another version adds to
 * what is there and keeps all rows. Throws ImportRefused naming the component when anything in it is wrong; nothing is imported then.
 */
export function importSolution(store: Store, before: Imported, zip: Uint8Array, now: string): Imported {
  if (isImported(store.database, hashOf(zip))) return before;
  const solution = readPackage(zip);
  const schema = importSchema(before.schema, solution.customizations);
  const components = readComponents(solution, schema);
  const ribbons = readRibbons(solution.customizations);
  const catalog = buildCatalog(schema);
  store.database.atomically(() => {
    store.adopt(catalog);
    seedMessages(store, catalog, now);
    const author = platformAuthor(now);
    for (const component of components) putComponent(store, catalog, component, author);
    keepRibbons(store.database, solution.uniqueName, ribbons);
    store.keepVersion();
    store.database.run(
      'INSERT INTO local_solution (unique_name, version, hash) VALUES (?, ?, ?) ON CONFLICT (unique_name) ' +
        'DO UPDATE SET version = excluded.version, hash = excluded.hash',
      [solution.uniqueName, solution.version, hashOf(zip)],
    );
    keepSchema(store.database, schema);
  });
  return { schema, catalog };
}

/** Writes down the schema for the next start. */
export function keepSchema(database: Database, schema: Schema): void {
  database.run("INSERT OR REPLACE INTO local_schema (id, content) VALUES ('schema', ?)", [
    JSON.stringify(schema),
  ]);
}

function putComponent(
  store: Store,
  catalog: Catalog,
  { table: name, values, localized = {} }: ComponentRow,
  author: Author,
): void {
  const table = tableOf(catalog, name);
  if (name === 'sdkmessageprocessingstep') refuseWithoutEndpoint(store, catalog, values);
  putRow(store, table, values, author);
  for (const [column, label] of Object.entries(localized)) {
    putLocalized(store.database, String(values[table.primaryId]), column, label);
  }
}

/** It may be in the package or have come with an earlier one. */
function refuseWithoutEndpoint(store: Store, catalog: Catalog, step: ComponentRow['values']): void {
  const id = String(step['eventhandler']);
  if (store.exists(tableOf(catalog, 'serviceendpoint'), id)) return;
  throw new ImportRefused(`step '${String(step['name'])}'`, `there is no service endpoint ${id} to post to`);
}

/** The schema as the last import left it, or undefined when there was none. */
export function storedSchema(database: Database): Schema | undefined {
  database.exec(
    'CREATE TABLE IF NOT EXISTS local_solution (unique_name TEXT PRIMARY KEY, version TEXT, hash TEXT)',
  );
  database.exec('CREATE TABLE IF NOT EXISTS local_schema (id TEXT PRIMARY KEY, content TEXT NOT NULL)');
  const row = database.get("SELECT content FROM local_schema WHERE id = 'schema'");
  return row === undefined ? undefined : (JSON.parse(String(row['content'])) as Schema);
}

function hashOf(zip: Uint8Array): string {
  return createHash('sha256').update(zip).digest('hex');
}

function isImported(database: Database, hash: string): boolean {
  return database.get('SELECT 1 AS found FROM local_solution WHERE hash = ?', [hash]) !== undefined;
}
