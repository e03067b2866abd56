/** The catalog as SQL tables: real columns, unique indexes for keys, indexes for the lookups people follow. */
import { assumes } from '../assumptions.ts';
import { isLookup, isPolymorphic, typeColumnOf, type Catalog, type Table } from '../metadata/catalog.ts';
import type { AlternateKey, Column } from '../metadata/types.ts';
import { quote, type Database } from './database.ts';

/** Creates what is missing; nothing is ever dropped, so that rows outlive a new version of the solution. */
export function createTables(database: Database, catalog: Catalog): void {
  for (const table of catalog.tables.values()) {
    createTable(database, table);
    createIndexes(database, table);
  }
}

/** The names of all SQL columns of a table, in a fixed order. */
export function sqlColumnsOf(table: Table): readonly string[] {
  return table.columns.flatMap((column) =>
    isLookup(column) && isPolymorphic(table, column)
      ? [column.logicalName, typeColumnOf(column)]
      : [column.logicalName],
  );
}

/** Lookups every table has; an index on each would cost every write and serve no query. */
const unindexed = new Set([
  'createdby',
  'createdonbehalfby',
  'modifiedby',
  'modifiedonbehalfby',
  'ownerid',
  'owninguser',
  'owningteam',
  'owningbusinessunit',
  'transactioncurrencyid',
  'organizationid',
]);

function createTable(database: Database, table: Table): void {
  const columns = table.columns.flatMap((column) => declarations(table, column));
  database.exec(
    `CREATE TABLE IF NOT EXISTS ${quote(table.logicalName)} (${columns.map((c) => c.sql).join(', ')})`,
  );
  const present = new Set(
    database.all(`PRAGMA table_info(${quote(table.logicalName)})`).map((row) => String(row['name'])),
  );
  for (const column of columns.filter(({ name }) => !present.has(name))) {
    database.exec(`ALTER TABLE ${quote(table.logicalName)} ADD COLUMN ${column.sql}`);
  }
}

function declarations(table: Table, column: Column): readonly { name: string; sql: string }[] {
  const name = column.logicalName;
  if (name === table.primaryId) return [{ name, sql: `${quote(name)} TEXT PRIMARY KEY NOT NULL` }];
  const own = { name, sql: `${quote(name)} ${sqlType(column)}` };
  if (!isLookup(column) || !isPolymorphic(table, column)) return [own];
  const type = typeColumnOf(column);
  return [own, { name: type, sql: `${quote(type)} TEXT` }];
}

function sqlType(column: Column): string {
  switch (column.kind) {
    case 'string':
    case 'memo':
    case 'entityname':
      return 'TEXT COLLATE NOCASE';
    case 'uniqueidentifier':
    case 'lookup':
    case 'customer':
    case 'owner':
    case 'datetime':
    case 'file':
      return 'TEXT';
    case 'integer':
    case 'bigint':
    case 'boolean':
    case 'picklist':
    case 'state':
    case 'status':
      return 'INTEGER';
    case 'decimal':
    case 'double':
    case 'money':
      return 'REAL';
  }
}

function createIndexes(database: Database, table: Table): void {
  for (const key of table.keys) createKeyIndex(database, table, key);
  if (table.isIntersect) {
    const ends = table.columns.filter(
      (column) => column.kind === 'uniqueidentifier' && column.logicalName !== table.primaryId,
    );
    const columns = ends.map((column) => column.logicalName);
    createIndex(database, table, { name: `pair ${table.logicalName}`, columns, unique: true });
  }
  for (const column of table.columns) {
    if (!isLookup(column) || unindexed.has(column.logicalName)) continue;
    const name = `lookup ${table.logicalName} ${column.logicalName}`;
    createIndex(database, table, { name, columns: [column.logicalName], unique: false });
  }
}

/** Whether the key is in force; rows that were there before it may stand against it. */
export function hasKeyIndex(database: Database, table: Table, key: AlternateKey): boolean {
  return sqlOfIndex(database, keyIndexName(table, key)) !== undefined;
}

/** As in Dataverse, a key that rows violate is there and has failed: its index is made when the rows are mended and it is tried again. */
export function createKeyIndex(database: Database, table: Table, key: AlternateKey): void {
  try {
    createIndex(database, table, { name: keyIndexName(table, key), columns: key.columns, unique: true });
  } catch (error) {
    if ((error as { errcode?: number }).errcode !== sqliteNotUnique) throw error;
  }
}

/** SQLITE_CONSTRAINT_UNIQUE. */
const sqliteNotUnique = 2067;

export function keyIndexName(table: Table, key: AlternateKey): string {
  return `key ${table.logicalName} ${key.logicalName}`;
}

function createIndex(
  database: Database,
  table: Table,
  index: { name: string; columns: readonly string[]; unique: boolean },
): void {
  const kind = index.unique ? 'UNIQUE INDEX' : 'INDEX';
  const columns = index.columns.map(index.unique ? comparedInKeys : quote).join(', ');
  const body = `ON ${quote(table.logicalName)} (${columns})`;
  const sql = `CREATE ${kind} ${quote(index.name)} ${body}`;
  const present = sqlOfIndex(database, index.name);
  if (present === sql) return;
  if (present !== undefined) database.exec(`DROP INDEX ${quote(index.name)}`);
  database.exec(sql);
}

/** Assumed: SQLite counts empty values as different from each other, and so does Dataverse in keys. */
function comparedInKeys(column: string): string {
  return assumes('incompleteKeysDoNotHold') ? quote(column) : `ifnull(${quote(column)}, '')`;
}

function sqlOfIndex(database: Database, name: string): string | undefined {
  const row = database.get("SELECT sql FROM sqlite_master WHERE type = 'index' AND name = ?", [name]);
  return row === undefined ? undefined : String(row['sql']);
}
