/** What packages change about tables' command bars: each `<RibbonDiffXml>` as it came, by package and table, until the ribbon is asked for. */
import type { Database } from '../store/database.ts';
import { child, childrenOf, xmlOf, type Element } from '../xml.ts';
import { ImportRefused } from './refusal.ts';
import { logicalNameOf } from './tables.ts';

export type RibbonDiff = { readonly table: string; readonly xml: string };

/** Where buttons can be put: into the controls of a group on a table's own tab. */
export const placeOfControls =
  /^(Mscrm\.(Form|HomepageGrid|SubGrid)\.([a-z0-9_]+)\.MainTab)\.(\w+)\.Controls\._children$/;

/** Throws ImportRefused for a change that cannot be shown here. */
export function readRibbons(customizations: Element): readonly RibbonDiff[] {
  return childrenOf(child(customizations, 'Entities'), 'Entity').flatMap((entity) => {
    const diff = child(entity, 'RibbonDiffXml');
    const actions = child(diff, 'CustomActions')?.children ?? [];
    const table = logicalNameOf(entity);
    for (const action of actions) refuseOtherPlaces(table, action);
    return diff === undefined || actions.length === 0 ? [] : [{ table, xml: xmlOf(diff) }];
  });
}

function refuseOtherPlaces(table: string, { name, attributes }: Element): void {
  const { Location = '', Id = '', HideActionId = '' } = attributes;
  const component = `the ribbon of ${table}: ${name} ${Id || HideActionId}`;
  if (name !== 'CustomAction')
    throw new ImportRefused(component, 'the platform’s own buttons are not here to be hidden');
  if (placeOfControls.exec(Location)?.[3] !== table)
    throw new ImportRefused(component, `'${Location}' is no group of buttons of ${table}`);
}

export function createRibbonTable(database: Database): void {
  database.exec(
    'CREATE TABLE IF NOT EXISTS local_ribbon (solution TEXT, table_name TEXT, xml TEXT NOT NULL, ' +
      'PRIMARY KEY (solution, table_name)) WITHOUT ROWID',
  );
}

/** In place of what the package had before. */
export function keepRibbons(database: Database, solution: string, diffs: readonly RibbonDiff[]): void {
  database.run('DELETE FROM local_ribbon WHERE solution = ?', [solution]);
  for (const { table, xml } of diffs) {
    database.run('INSERT INTO local_ribbon (solution, table_name, xml) VALUES (?, ?, ?)', [
      solution,
      table,
      xml,
    ]);
  }
}

/** Of all packages, in the order of their names. */
export function keptRibbons(database: Database, table: string): readonly string[] {
  return database
    .all('SELECT xml FROM local_ribbon WHERE table_name = ? ORDER BY solution', [table])
    .map((row) => String(row['xml']));
}
