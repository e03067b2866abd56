/** Whole environments put aside and taken back: every table with its rows, in a file of its own. */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from './database.ts';

/** Call between transactions. @param name letters, digits, `-` and `_` */
export function takeSnapshot(database: Database, folder: string, name: string): void {
  const path = pathOf(folder, name);
  mkdirSync(join(folder, 'snapshots'), { recursive: true });
  rmSync(path, { force: true });
  database.exec(`VACUUM INTO '${path.replaceAll("'", "''")}'`);
}

/** Puts everything back as it was; false when there is no such snapshot. Call between transactions. */
export function restoreSnapshot(database: Database, folder: string, name: string): boolean {
  const path = pathOf(folder, name);
  if (!existsSync(path)) return false;
  database.exec(`ATTACH '${path.replaceAll("'", "''")}' AS snapshot`);
  try {
    database.atomically(() => {
      dropEverything(database);
      for (const table of definitions(database, 'snapshot', 'table')) {
        database.exec(table.sql);
        database.exec(`INSERT INTO main."${table.name}" SELECT * FROM snapshot."${table.name}"`);
      }
      for (const index of definitions(database, 'snapshot', 'index')) database.exec(index.sql);
    });
  } finally {
    database.exec('DETACH snapshot');
  }
  return true;
}

/** Removes all tables with their rows. */
export function dropEverything(database: Database): void {
  for (const { name } of definitions(database, 'main', 'table')) database.exec(`DROP TABLE main."${name}"`);
}

/** What SQLite keeps for itself has no definition, or one that it makes again. */
function definitions(
  database: Database,
  schema: 'main' | 'snapshot',
  type: 'table' | 'index',
): readonly { name: string; sql: string }[] {
  return database
    .all(
      `SELECT name, sql FROM ${schema}.sqlite_master WHERE type = ? AND sql IS NOT NULL AND name NOT LIKE 'sqlite_%'`,
      [type],
    )
    .map(({ name, sql }) => ({ name: String(name), sql: String(sql) }));
}

function pathOf(folder: string, name: string): string {
  return join(folder, 'snapshots', `${name}.sqlite`);
}
