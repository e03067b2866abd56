/** Column security profiles with what they allow. Who has them is set in the environment, not in the package. */
import { namedId } from '../ids.ts';
import type { Schema } from '../metadata/types.ts';
import { child, childrenOf, childText, type Element } from '../xml.ts';
import { idOf, type ComponentRow } from './component-row.ts';
import { ImportRefused } from './refusal.ts';

export function profileRows(profile: Element, schema: Schema): readonly ComponentRow[] {
  const name = profile.attributes['name'] ?? '';
  const component = `column security profile '${name}'`;
  const fieldsecurityprofileid = idOf(component, profile.attributes['fieldsecurityprofileid'] ?? '');
  const description = profile.attributes['description'] ?? null;
  return [
    { table: 'fieldsecurityprofile', values: { fieldsecurityprofileid, name, description } },
    ...childrenOf(child(profile, 'FieldPermissions'), 'FieldPermission').map((permission) => {
      const entityname = childText(permission, 'EntityName').toLowerCase();
      const attributelogicalname = childText(permission, 'AttributeName').toLowerCase();
      requireSecured(component, schema, entityname, attributelogicalname);
      const level = (element: string): number => levelOf(component, element, childText(permission, element));
      return {
        table: 'fieldpermission',
        values: {
          fieldpermissionid: namedId(
            `fieldpermission ${fieldsecurityprofileid} ${entityname}.${attributelogicalname}`,
          ),
          fieldsecurityprofileid,
          entityname,
          attributelogicalname,
          canread: level('CanRead'),
          cancreate: level('CanCreate'),
          canupdate: level('CanUpdate'),
        },
      };
    }),
  ];
}

function requireSecured(component: string, schema: Schema, table: string, column: string): void {
  const found = schema.tables
    .find(({ logicalName }) => logicalName === table)
    ?.columns.find(({ logicalName }) => logicalName === column);
  if (found === undefined) throw new ImportRefused(component, `there is no column ${table}.${column}`);
  if (found.isSecured !== true)
    throw new ImportRefused(component, `the column ${table}.${column} is not secured`);
}

/** 0 not allowed, 4 allowed. */
function levelOf(component: string, element: string, text: string): number {
  if (text === '0' || text === '4') return Number(text);
  throw new ImportRefused(component, `${element} is '${text}', not 0 or 4`);
}
