/** The one-to-many relationships of the base tables; those every table has are derived in `metadata/catalog.ts`. */
import { everythingCascades } from '../cascades.ts';
import type { CascadeDelete, OneToMany } from '../types.ts';

type Row = readonly [
  referencingTable: string,
  referencingColumn: string,
  referencedTable: string,
  schemaName: string,
  cascadeDelete?: CascadeDelete,
  referencingNavigation?: string,
];

const rows: readonly Row[] = [
  ['organization', 'basecurrencyid', 'transactioncurrency', 'basecurrency_organization', 'Restrict'],
  ['businessunit', 'parentbusinessunitid', 'businessunit', 'business_unit_parent_business_unit', 'Restrict'],
  ['systemuser', 'businessunitid', 'businessunit', 'business_unit_system_users', 'Restrict'],
  ['systemuser', 'parentsystemuserid', 'systemuser', 'user_parent_user'],
  ['systemuser', 'queueid', 'queue', 'queue_system_user', 'RemoveLink'],
  [
    'systemuser',
    'transactioncurrencyid',
    'transactioncurrency',
    'TransactionCurrency_SystemUser',
    'Restrict',
  ],
  ['team', 'businessunitid', 'businessunit', 'business_unit_teams', 'Restrict'],
  ['team', 'administratorid', 'systemuser', 'lk_teambase_administratorid'],
  ['team', 'queueid', 'queue', 'queue_team', 'RemoveLink'],
  ['team', 'transactioncurrencyid', 'transactioncurrency', 'TransactionCurrency_Team', 'Restrict'],
  ['team', 'regardingobjectid', 'account', 'account_Teams', 'Cascade', 'regardingobjectid_account'],
  ['team', 'regardingobjectid', 'contact', 'contact_Teams', 'Cascade', 'regardingobjectid_contact'],
  ['role', 'businessunitid', 'businessunit', 'business_unit_roles', 'Restrict'],
  ['role', 'parentroleid', 'role', 'role_parent_role'],
  ['role', 'parentrootroleid', 'role', 'role_parent_root_role'],
  [
    'fieldpermission',
    'fieldsecurityprofileid',
    'fieldsecurityprofile',
    'lk_fieldpermission_fieldsecurityprofileid',
    'Cascade',
  ],
  ['account', 'parentaccountid', 'account', 'account_parent_account', 'RemoveLink'],
  ['account', 'primarycontactid', 'contact', 'account_primary_contact', 'RemoveLink'],
  ['account', 'transactioncurrencyid', 'transactioncurrency', 'transactioncurrency_account', 'Restrict'],
  ['contact', 'transactioncurrencyid', 'transactioncurrency', 'transactioncurrency_contact', 'Restrict'],
  [
    'contact',
    'parentcustomerid',
    'account',
    'contact_customer_accounts',
    'Cascade',
    'parentcustomerid_account',
  ],
  [
    'contact',
    'parentcustomerid',
    'contact',
    'contact_customer_contacts',
    'RemoveLink',
    'parentcustomerid_contact',
  ],
  ['queueitem', 'queueid', 'queue', 'queue_entries', 'Cascade'],
  [
    'queueitem',
    'workerid',
    'systemuser',
    'systemuser_queueitem_workerid',
    'NoCascade',
    'workerid_systemuser',
  ],
  ['queueitem', 'workerid', 'team', 'team_queueitem_workerid', 'NoCascade', 'workerid_team'],
  ['activityparty', 'partyid', 'account', 'account_activity_parties', 'RemoveLink', 'partyid_account'],
  ['activityparty', 'partyid', 'contact', 'contact_activity_parties', 'RemoveLink', 'partyid_contact'],
  [
    'activityparty',
    'partyid',
    'systemuser',
    'system_user_activity_parties',
    'NoCascade',
    'partyid_systemuser',
  ],
  ['activityparty', 'partyid', 'queue', 'queue_activity_parties', 'RemoveLink', 'partyid_queue'],
  ['solution', 'publisherid', 'publisher', 'publisher_solution', 'Restrict'],
  ['sdkmessagefilter', 'sdkmessageid', 'sdkmessage', 'sdkmessageid_sdkmessagefilter', 'Cascade'],
  [
    'sdkmessageprocessingstep',
    'sdkmessageid',
    'sdkmessage',
    'sdkmessageid_sdkmessageprocessingstep',
    'Cascade',
  ],
  [
    'sdkmessageprocessingstep',
    'sdkmessagefilterid',
    'sdkmessagefilter',
    'sdkmessagefilterid_sdkmessageprocessingstep',
    'Cascade',
  ],
  [
    'sdkmessageprocessingstep',
    'impersonatinguserid',
    'systemuser',
    'impersonatinguserid_sdkmessageprocessingstep',
  ],
  [
    'sdkmessageprocessingstep',
    'eventhandler',
    'serviceendpoint',
    'serviceendpoint_sdkmessageprocessingstep',
    'Cascade',
    'eventhandler_serviceendpoint',
  ],
  [
    'sdkmessageprocessingstepimage',
    'sdkmessageprocessingstepid',
    'sdkmessageprocessingstep',
    'sdkmessageprocessingstepid_sdkmessageprocessingstepimage',
    'Cascade',
  ],
];

/** Those in which the row above is a parent whatever is done to it, but for deleting (reference of account and contact). */
const parental: ReadonlySet<string> = new Set([
  'account_parent_account',
  'contact_customer_accounts',
  'contact_customer_contacts',
]);

export const baseOneToMany: readonly OneToMany[] = rows.map(
  ([
    referencingTable,
    referencingColumn,
    referencedTable,
    schemaName,
    cascadeDelete,
    referencingNavigation,
  ]) => ({
    schemaName,
    referencingTable,
    referencingColumn,
    referencedTable,
    referencingNavigation: referencingNavigation ?? referencingColumn,
    referencedNavigation: schemaName,
    cascadeDelete: cascadeDelete ?? 'NoCascade',
    cascades: parental.has(schemaName) ? everythingCascades : undefined,
    isCustom: false,
  }),
);
