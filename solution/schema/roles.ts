/** Roles/<name>.xml from the readable table in shared/src/tables/roles.ts. */
import { tables } from '@dunlin/shared/tables/index';
import type { Role } from '@dunlin/shared/tables/roles';
import { element, flag, text, type Element } from '../xml/element.ts';
import { introducedVersion } from './attribute.ts';
import { standardTable } from './standard-tables.ts';

const verbs: Readonly<Record<string, string>> = {
  C: 'Create',
  R: 'Read',
  W: 'Write',
  D: 'Delete',
  A: 'Append',
  T: 'AppendTo',
  S: 'Assign',
};

export function roleXml(role: Role): Element {
  return element(
    'Role',
    { id: `{${role.id}}`, name: role.name, 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance' },
    [
      flag('IsCustomizable', true),
      text('IntroducedVersion', introducedVersion),
      element(
        'RolePrivileges',
        {},
        privilegesOf(role).map((name) => element('RolePrivilege', { name, level: levelOf(role, name) })),
      ),
    ],
  );
}

/** Privilege names in the order exports list them. */
export function privilegesOf(role: Role): string[] {
  // Some tables share their privileges.
  const names = [
    ...new Set([
      ...byDepth(role).flatMap(({ privileges }) => named(role, privileges)),
      ...(role.other ?? []),
    ]),
  ];
  return names.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
}

function named(role: Role, privileges: Role['privileges']): readonly string[] {
  return Object.entries(privileges).flatMap(([table, letters]) =>
    [...letters].map((letter) => `prv${verbOf(role, table, letter)}${privilegeSuffix(table)}`),
  );
}

/** A role's privileges by how far they reach: everybody's rows, those of the business unit, one's own. The first that has it counts. */
export function byDepth(
  role: Role,
): readonly { readonly level: Level; readonly privileges: Role['privileges'] }[] {
  return [
    { level: 'Global', privileges: role.privileges },
    { level: 'Local', privileges: role.unit ?? {} },
    { level: 'Basic', privileges: role.own ?? {} },
  ];
}

export type Level = 'Global' | 'Local' | 'Basic';

function levelOf(role: Role, name: string): Level {
  return byDepth(role).find(({ privileges }) => named(role, privileges).includes(name))?.level ?? 'Global';
}

function verbOf(role: Role, table: string, letter: string): string {
  const verb = verbs[letter];
  if (verb === undefined) {
    throw new RangeError(`Role ${role.name}: the letter ${letter} for ${table} stands for no privilege`);
  }
  return verb;
}

/** All activities share one set of privileges. */
function privilegeSuffix(table: string): string {
  if (table === 'activity') return 'Activity';
  const own = Object.values(tables).find((candidate) => candidate.name === table);
  return own?.schemaName ?? standardTable(table).privilege;
}
