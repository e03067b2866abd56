/** The tables of Dataverse this solution points at, with their names in solution XML and in privileges. */

export type StandardTable = {
  readonly schemaName: string;
  readonly label: string;
  /** As in `prvReadUser`. */
  readonly privilege: string;
  readonly primaryKey: string;
  /** The columns our forms, views and steps name: checked against Microsoft's table reference when added. */
  readonly columns: readonly string[];
};

const activityColumns = [
  'activityid',
  'subject',
  'description',
  'regardingobjectid',
  'scheduledend',
  'actualend',
  'prioritycode',
  'ownerid',
  'createdon',
  'statecode',
  'statuscode',
];

export const standardTables: Readonly<Record<string, StandardTable>> = {
  account: table('Account', 'Account'),
  contact: table('Contact', 'Contact'),
  systemuser: { ...table('SystemUser', 'User'), privilege: 'User' },
  team: table('Team', 'Team'),
  businessunit: table('BusinessUnit', 'Business Unit'),
  organization: table('Organization', 'Organization'),
  transactioncurrency: table('TransactionCurrency', 'Currency'),
  queue: table('Queue', 'Queue'),
  // Queue items share the privileges of queues: picking one needs prvWriteQueue, adding one prvAppendToQueue.
  queueitem: {
    ...table('QueueItem', 'Queue Item', [
      'objectid',
      'queueid',
      'workerid',
      'enteredon',
      'statecode',
      'statuscode',
    ]),
    privilege: 'Queue',
  },
  email: activity('Email', 'Email'),
  letter: activity('Letter', 'Letter'),
  phonecall: activity('PhoneCall', 'Phone Call', ['phonenumber']),
  task: activity('Task', 'Task'),
};

export function standardTable(name: string): StandardTable {
  const found = standardTables[name];
  if (found === undefined) {
    throw new RangeError(
      `${name} is neither a table of this solution nor in solution/schema/standard-tables.ts`,
    );
  }
  return found;
}

function table(schemaName: string, label: string, columns: readonly string[] = []): StandardTable {
  const primaryKey = `${schemaName.toLowerCase()}id`;
  return { schemaName, label, privilege: schemaName, primaryKey, columns: [primaryKey, ...columns] };
}

/** All activities share their key and one set of privileges. */
function activity(schemaName: string, label: string, columns: readonly string[] = []): StandardTable {
  return {
    schemaName,
    label,
    privilege: 'Activity',
    primaryKey: 'activityid',
    columns: [...activityColumns, ...columns],
  };
}
