/** Column security: profiles, what they allow of columns, and who has them. */
import { choice, entityName, lookup, memo, text } from '../columns.ts';
import type { ManyToMany, TableDefinition } from '../types.ts';
import { intersect, table } from './table.ts';

const columnPermission = { 0: 'Not Allowed', 4: 'Allowed' };

export const columnSecurityTables: readonly TableDefinition[] = [
  table('fieldsecurityprofile', {
    schemaName: 'FieldSecurityProfile',
    set: 'fieldsecurityprofiles',
    code: 1200,
    labels: ['Column Security Profile', 'Column Security Profiles'],
    name: 'name',
    states: false,
    columns: [
      text('name', 100, 'Name', { required: 'application' }),
      memo('description', 2_000, 'Description'),
    ],
  }),
  table('fieldpermission', {
    schemaName: 'FieldPermission',
    set: 'fieldpermissions',
    code: 1201,
    labels: ['Column Permission', 'Column Permissions'],
    ownership: 'none',
    privilege: 'FieldPermission',
    states: false,
    columns: [
      lookup('fieldsecurityprofileid', 'Profile', { required: 'system' }),
      entityName('entityname', 'Entity Name'),
      text('attributelogicalname', 100, 'Name of the attribute'),
      choice('canread', 'Can Read the attribute', columnPermission, { defaultValue: 0 }),
      choice('cancreate', 'Can create the attribute', columnPermission, { defaultValue: 0 }),
      choice('canupdate', 'Can Update the attribute', columnPermission, { defaultValue: 0 }),
    ],
  }),
  intersect(
    'systemuserprofiles',
    'SystemUserProfiles',
    'systemuserprofileid',
    'systemuserid',
    'fieldsecurityprofileid',
  ),
  intersect('teamprofiles', 'TeamProfiles', 'teamprofileid', 'teamid', 'fieldsecurityprofileid'),
];

export const columnSecurityManyToMany: readonly ManyToMany[] = [
  {
    schemaName: 'systemuserprofiles_association',
    intersectTable: 'systemuserprofiles',
    firstTable: 'systemuser',
    firstColumn: 'systemuserid',
    firstNavigation: 'systemuserprofiles_association',
    secondTable: 'fieldsecurityprofile',
    secondColumn: 'fieldsecurityprofileid',
    secondNavigation: 'systemuserprofiles_association',
    isCustom: false,
  },
  {
    schemaName: 'teamprofiles_association',
    intersectTable: 'teamprofiles',
    firstTable: 'team',
    firstColumn: 'teamid',
    firstNavigation: 'teamprofiles_association',
    secondTable: 'fieldsecurityprofile',
    secondColumn: 'fieldsecurityprofileid',
    secondNavigation: 'teamprofiles_association',
    isCustom: false,
  },
];
