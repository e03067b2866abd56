/** The tables of Dataverse this solution points at, with their names in solution XML and in privileges. */

export type StandardTable = {
  readonly schemaName: string;
  readonly label: string;
  /** As in `prvReadUser`. */
  readonly privilege: string;
  readonly primaryKey: string;
  /** The columns our forms, views and steps name, with their types as solution XML has them: checked against Microsoft's table reference. */
  readonly columns: Readonly<Record<string, string>>;
};

const activityColumns = {
  activityid: 'primarykey',
  subject: 'nvarchar',
  description: 'ntext',
  regardingobjectid: 'lookup',
  scheduledend: 'datetime',
  actualend: 'datetime',
  prioritycode: 'picklist',
  ownerid: 'owner',
  createdon: 'datetime',
  statecode: 'state',
  statuscode: 'status',
};

/** What an account and a contact have in common. */
const customerColumns = {
  emailaddress1: 'nvarchar',
  telephone1: 'nvarchar',
  address1_line1: 'nvarchar',
  address1_line2: 'nvarchar',
  address1_city: 'nvarchar',
  address1_postalcode: 'nvarchar',
  address1_country: 'nvarchar',
  donotemail: 'bit',
  donotphone: 'bit',
  donotpostalmail: 'bit',
  statuscode: 'status',
  ownerid: 'owner',
};

export const standardTables: Readonly<Record<string, StandardTable>> = {
  account: table('Account', 'Account', {
    name: 'nvarchar',
    accountnumber: 'nvarchar',
    websiteurl: 'nvarchar',
    primarycontactid: 'lookup',
    ...customerColumns,
  }),
  contact: table('Contact', 'Contact', {
    fullname: 'nvarchar',
    firstname: 'nvarchar',
    lastname: 'nvarchar',
    mobilephone: 'nvarchar',
    parentcustomerid: 'customer',
    ...customerColumns,
  }),
  systemuser: { ...table('SystemUser', 'User'), privilege: 'User' },
  role: table('Role', 'Security Role'),
  team: table('Team', 'Team'),
  businessunit: table('BusinessUnit', 'Business Unit'),
  organization: table('Organization', 'Organization'),
  transactioncurrency: table('TransactionCurrency', 'Currency'),
  queue: table('Queue', 'Queue'),
  // Queue items share the privileges of queues: picking one needs prvWriteQueue, adding one prvAppendToQueue.
  queueitem: {
    ...table('QueueItem', 'Queue Item', {
      objectid: 'lookup',
      queueid: 'lookup',
      workerid: 'lookup',
      enteredon: 'datetime',
      statecode: 'state',
      statuscode: 'status',
    }),
    privilege: 'Queue',
  },
  // Its schema name is small as a whole.
  appnotification: table('appnotification', 'Notification'),
  email: activity('Email', 'Email'),
  letter: activity('Letter', 'Letter'),
  phonecall: activity('PhoneCall', 'Phone Call', {
    phonenumber: 'nvarchar',
    directioncode: 'bit',
    leftvoicemail: 'bit',
  }),
  task: activity('Task', 'Task'),
};

/** Relationships of the platform our forms follow: schema name → from, column, to. */
export const standardRelationships = {
  Account_Phonecalls: { from: 'phonecall', column: 'regardingobjectid', to: 'account' },
  Contact_Phonecalls: { from: 'phonecall', column: 'regardingobjectid', to: 'contact' },
} as const;

export function standardTable(name: string): StandardTable {
  const found = standardTables[name];
  if (found === undefined) {
    throw new RangeError(
      `${name} is neither a table of this solution nor in solution/schema/standard-tables.ts`,
    );
  }
  return found;
}

function table(
  schemaName: string,
  label: string,
  columns: Readonly<Record<string, string>> = {},
): StandardTable {
  const primaryKey = `${schemaName.toLowerCase()}id`;
  return {
    schemaName,
    label,
    privilege: schemaName,
    primaryKey,
    columns: { [primaryKey]: 'primarykey', ...columns },
  };
}

/** All activities share their key and one set of privileges. */
function activity(
  schemaName: string,
  label: string,
  columns: Readonly<Record<string, string>> = {},
): StandardTable {
  return {
    schemaName,
    label,
    privilege: 'Activity',
    primaryKey: 'activityid',
    columns: { ...activityColumns, ...columns },
  };
}
