/** Roles with their privileges. */
import { namedId } from '../ids.ts';
import type { Schema } from '../metadata/types.ts';
import { depthByLevel, generalPrivileges, privilegeId, privilegesOf } from '../security/privileges.ts';
import { child, childrenOf, type Element } from '../xml.ts';
import { idOf, type ComponentRow } from './component-row.ts';
import { ImportRefused } from './refusal.ts';

export function roleRows(role: Element, schema: Schema): readonly ComponentRow[] {
  const name = role.attributes['name'] ?? '';
  const component = `role '${name}'`;
  const roleid = idOf(component, role.attributes['id'] ?? '');
  const known = new Set(privilegesOf(schema.tables).map((privilege) => privilege.toLowerCase()));
  const rows: ComponentRow[] = [{ table: 'role', values: { roleid, name } }];
  for (const element of childrenOf(child(role, 'RolePrivileges'), 'RolePrivilege')) {
    const privilege = element.attributes['name'] ?? '';
    const depth = depthByLevel[element.attributes['level'] ?? ''];
    if (depth === undefined) throw new ImportRefused(component, `${privilege} has no level`);
    if (!known.has(privilege.toLowerCase())) {
      if (namesCustomTable(privilege))
        throw new ImportRefused(component, `the privilege ${privilege} does not exist`);
      // A privilege of a platform feature the local server does not have: kept, so that the role is whole.
      rows.push({ table: 'privilege', values: { privilegeid: privilegeId(privilege), name: privilege } });
    }
    rows.push({
      table: 'roleprivileges',
      values: {
        roleprivilegeid: namedId(`roleprivilege ${roleid} ${privilege.toLowerCase()}`),
        roleid,
        privilegeid: privilegeId(privilege),
        privilegedepthmask: depth,
      },
    });
  }
  return rows;
}

/** `prvReadabc_Table`: a verb, then a publisher's prefix. Platform privileges have no underscore. */
function namesCustomTable(privilege: string): boolean {
  return privilege.includes('_') && !generalPrivileges.some((name) => name === privilege);
}
