/** Rows in and out of SQLite by table, without rules: checks, defaults and rights are the caller's. */
import { typeColumnOf, type Catalog, type Table } from '../metadata/catalog.ts';
import { perTable } from '../metadata/per-table.ts';
import type { AlternateKey, Column } from '../metadata/types.ts';
import { quote, type Database, type Row, type SqlValue } from './database.ts';
import { createTables, sqlColumnsOf } from './tables.ts';

export class Store {
  readonly database: Database;
  #version: number;

  constructor(database: Database) {
    this.database = database;
    this.#version = 0;
    this.reload();
  }

  /** Reads the counters again after the database was replaced. */
  reload(): void {
    this.database.exec(
      'CREATE TABLE IF NOT EXISTS local_counter (name TEXT PRIMARY KEY, value REAL NOT NULL)',
    );
    this.#version = this.counter('rowversion');
  }

  /** Prepares the SQL tables of this catalog. */
  adopt(catalog: Catalog): void {
    createTables(this.database, catalog);
  }

  /** The next row version of the whole store; `keepVersion` writes down how far it went. */
  nextVersion(): number {
    this.#version += 1;
    return this.#version;
  }

  /** The version of the row written last. */
  get version(): number {
    return this.#version;
  }

  keepVersion(): void {
    this.setCounter('rowversion', this.#version);
  }

  counter(name: string): number {
    const row = this.database.get('SELECT value FROM local_counter WHERE name = ?', [name]);
    return row === undefined ? 0 : Number(row['value']);
  }

  setCounter(name: string, value: number): void {
    this.database.run(
      'INSERT INTO local_counter (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      [name, value],
    );
  }

  row(table: Table, id: string): Row | undefined {
    return this.database.get(sqlOf(table).selectById, [id]);
  }

  exists(table: Table, id: string): boolean {
    return this.database.get(sqlOf(table).existsById, [id]) !== undefined;
  }

  /** The id of the row with these key values, in the order of the key's columns. */
  idByKey(table: Table, key: AlternateKey, values: readonly SqlValue[]): string | undefined {
    const sql = sqlOf(table).idByKey.get(key);
    if (sql === undefined) throw new RangeError(`Unknown key '${table.logicalName}.${key.logicalName}'`);
    const row = this.database.get(sql, values);
    return row === undefined ? undefined : String(row['id']);
  }

  insert(table: Table, row: Row): void {
    const sql = sqlOf(table);
    this.database.run(
      sql.insert,
      sql.columns.map((column) => row[column] ?? null),
    );
  }

  update(table: Table, id: string, changes: Row): void {
    const names = Object.keys(changes);
    const assignments = names.map((name) => `${quote(name)} = ?`).join(', ');
    const sql = `UPDATE ${quote(table.logicalName)} SET ${assignments} WHERE ${quote(table.primaryId)} = ?`;
    this.database.run(sql, [...names.map((name) => changes[name] ?? null), id]);
  }

  delete(table: Table, id: string): void {
    this.database.run(sqlOf(table).deleteById, [id]);
  }

  /** Rows of a table that point at a row through a column. */
  referencing(table: Table, column: Column, target: { table: Table; id: string }, limit: number): Row[] {
    const polymorphic = sqlOf(table).columns.includes(typeColumnOf(column));
    const type = polymorphic ? ` AND ${quote(typeColumnOf(column))} = ?` : '';
    const sql = `SELECT * FROM ${quote(table.logicalName)} WHERE ${quote(column.logicalName)} = ?${type} LIMIT ${limit}`;
    return this.database.all(sql, polymorphic ? [target.id, target.table.logicalName] : [target.id]);
  }
}

interface TableSql {
  readonly columns: readonly string[];
  readonly insert: string;
  readonly selectById: string;
  readonly existsById: string;
  readonly deleteById: string;
  readonly idByKey: ReadonlyMap<AlternateKey, string>;
}

const sqlOf = perTable((table): TableSql => {
  const columns = sqlColumnsOf(table);
  const name = quote(table.logicalName);
  const id = quote(table.primaryId);
  return {
    columns,
    insert: `INSERT INTO ${name} (${columns.map(quote).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    selectById: `SELECT * FROM ${name} WHERE ${id} = ?`,
    existsById: `SELECT 1 AS found FROM ${name} WHERE ${id} = ?`,
    deleteById: `DELETE FROM ${name} WHERE ${id} = ?`,
    idByKey: new Map(
      table.keys.map((key) => [key, `SELECT ${id} AS id FROM ${name} WHERE ${allEqual(key)}`]),
    ),
  };
});

function allEqual({ columns }: AlternateKey): string {
  return columns.map((column) => `${quote(column)} = ?`).join(' AND ');
}
