/** Names and depths of privileges, and the rows that hold them. */
import { namedId } from '../ids.ts';
import type { TableDefinition } from '../metadata/types.ts';

export const verbs = ['Create', 'Read', 'Write', 'Delete', 'Append', 'AppendTo', 'Assign', 'Share'] as const;
export type Verb = (typeof verbs)[number];

/** `privilegedepthmask` of a role's privilege, by the name solutions use. */
export const depthByLevel: Readonly<Record<string, Depth>> = { Basic: 1, Local: 2, Deep: 4, Global: 8 };

/** 1 own rows, 2 own business unit, 4 that and the units below, 8 everything. */
export type Depth = 1 | 2 | 4 | 8;

/** Privileges that belong to no table. */
export const generalPrivileges = [
  'prvActOnBehalfOfAnotherUser',
  'prvBypassCustomBusinessLogic',
  'prvBypassCustomPlugins',
  'prvOverrideCreatedOnCreatedBy',
  'prvExportToExcel',
  'prvGoOffline',
  'prvPublishCustomization',
  'prvImportCustomization',
  'prvReadEntity',
  'prvReadAttribute',
  'prvReadRelationship',
  'prvReadEntityKey',
  'prvReadOptionSet',
  'prvReadCustomization',
  'prvWorkflowExecution',
  'prvMailMerge',
  'prvMerge',
  'prvReadRecordAuditHistory',
  'prvDeleteRecordChangeHistory',
  'prvPrint',
] as const;

export function privilegeOf(
  verb: Verb,
  table: Pick<TableDefinition, 'privilegeName' | 'isActivity' | 'isCustom'>,
): string {
  // Custom activities have no privileges of their own: those of activities hold for all of them.
  const name = table.isActivity ? 'Activity' : table.privilegeName;
  return `prv${verb}${name}`;
}

/** The id of a privilege row: the same for the same name, so that roles can be imported before their tables' rows are read. */
export function privilegeId(name: string): string {
  return namedId(`privilege ${name.toLowerCase()}`);
}

/** Every privilege the tables and the platform bring, once each. */
export function privilegesOf(tables: Iterable<TableDefinition>): readonly string[] {
  const names = new Map<string, string>();
  for (const name of generalPrivileges) names.set(name.toLowerCase(), name);
  for (const table of tables) {
    if (table.isIntersect) continue;
    for (const verb of verbs) {
      const name = privilegeOf(verb, table);
      names.set(name.toLowerCase(), name);
    }
  }
  return [...names.values()];
}
