/** Other/FieldSecurityProfiles.xml: who may use secured columns, from the readable table in shared/src/tables/roles.ts. */
import { columnProfiles, type ColumnProfile } from '@dunlin/shared/tables/roles';
import { element, text, type Element } from '../xml/element.ts';

export function columnProfilesXml(): Element {
  return element(
    'FieldSecurityProfiles',
    { 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance' },
    columnProfiles.map(profileXml),
  );
}

function profileXml({ id, name, description, columns }: ColumnProfile): Element {
  const permissions = Object.entries(columns).flatMap(([table, letters]) =>
    Object.entries(letters).map(([column, rights]) =>
      element('FieldPermission', {}, [
        text('EntityName', table),
        text('AttributeName', column),
        text('CanRead', level(rights, 'R')),
        text('CanUpdate', level(rights, 'W')),
        text('CanCreate', level(rights, 'C')),
      ]),
    ),
  );
  return element('FieldSecurityProfile', { name, description, fieldsecurityprofileid: `{${id}}` }, [
    element('FieldPermissions', {}, permissions),
  ]);
}

/** 4 allows, 0 does not. */
function level(rights: string, letter: string): 0 | 4 {
  return rights.includes(letter) ? 4 : 0;
}
