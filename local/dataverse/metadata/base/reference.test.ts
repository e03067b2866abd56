/** The tables of the platform have the columns of the table reference: how many, and a sample of them read by hand. */
import type { Column } from '../types.ts';
import { withSystemColumns } from '../system-columns.ts';
import { baseSchema } from './schema.ts';

function columnsOf(table: string): readonly Column[] {
  const definition = baseSchema.tables.find(({ logicalName }) => logicalName === table);
  if (definition === undefined) throw new Error(`No table ${table}`);
  return withSystemColumns(definition).columns;
}

function column(path: string): Column {
  const [table = '', name = ''] = path.split('.');
  const found = columnsOf(table).find(({ logicalName }) => logicalName === name);
  if (found === undefined) throw new Error(`No column ${path}`);
  return found;
}

it('have as many columns as the reference lists, without those the README says are left out', () => {
  const counted = {
    account: 144,
    activityparty: 18,
    activitypointer: 55,
    annotation: 26,
    appointment: 59,
    businessunit: 74,
    contact: 190,
    email: 95,
    letter: 46,
    phonecall: 48,
    queue: 42,
    queueitem: 29,
    role: 22,
    systemuser: 131,
    task: 47,
    team: 32,
    transactioncurrency: 22,
  };
  const counts = Object.fromEntries(Object.keys(counted).map((table) => [table, columnsOf(table).length]));
  expect(counts).toEqual(counted);
});

it('have each column once', () => {
  for (const table of baseSchema.tables) {
    const names = columnsOf(table.logicalName).map(({ logicalName }) => logicalName);
    expect(names).toEqual([...new Set(names)]);
  }
});

const system = { required: 'system' } as const;
const readOnly = { validForCreate: false, validForUpdate: false } as const;
const createOnly = { validForCreate: true, validForUpdate: false } as const;
const coordinate = { kind: 'double', precision: 5 } as const;

it.each<[string, Partial<Column>]>([
  ['account.name', { maxLength: 160, required: 'application' }],
  ['account.creditlimit', { kind: 'money', minimum: 0, maximum: 100_000_000_000_000 }],
  ['account.creditlimit_base', { kind: 'money', precision: 4, ...readOnly }],
  ['account.exchangerate', { kind: 'decimal', precision: 12, minimum: 1e-12, ...readOnly }],
  ['account.address1_latitude', { ...coordinate, minimum: -90, maximum: 90 }],
  ['account.address1_longitude', { ...coordinate, minimum: -180, maximum: 180 }],
  ['account.lastusedincampaign', { format: 'date', validForCreate: false, validForUpdate: true }],
  ['contact.firstname', { maxLength: 50, required: 'recommended' }],
  ['contact.birthdate', { dateBehavior: 'dateOnly' }],
  ['activitypointer.subject', { maxLength: 400 }],
  ['task.subject', { maxLength: 200, required: 'application' }],
  ['task.actualend', { dateBehavior: 'userLocal', format: 'date' }],
  ['task.scheduleddurationminutes', { minimum: 0, ...readOnly }],
  ['phonecall.phonenumber', { maxLength: 200, format: 'phone' }],
  ['letter.address', { kind: 'string', maxLength: 200 }],
  ['letter.description', { kind: 'memo', maxLength: 2_000 }],
  ['email.subject', { maxLength: 800, required: 'none' }],
  ['email.inreplyto', { maxLength: 320, ...readOnly }],
  ['appointment.scheduledstart', { required: 'application', format: 'datetime' }],
  ['appointment.description', { maxLength: 1_048_576 }],
  ['activityparty.effort', { kind: 'double', precision: 2, maximum: 1_000_000_000 }],
  ['queue.emailrouteraccessapproval', { ...system, validForCreate: false, validForUpdate: true }],
  ['queueitem.objectid', { required: 'application', ...createOnly }],
  ['queueitem.workeridmodifiedon', { format: 'date', ...readOnly }],
  ['businessunit.address1_city', { maxLength: 80 }],
  ['systemuser.address1_city', { maxLength: 128 }],
  ['systemuser.domainname', { maxLength: 1_024, ...system }],
  ['systemuser.organizationid', { kind: 'uniqueidentifier', ...readOnly }],
  ['team.membershiptype', { ...system, ...createOnly }],
  ['role.businessunitid', { ...system, ...createOnly }],
  ['transactioncurrency.currencyprecision', { ...system, minimum: 0, maximum: 10 }],
  ['annotation.subject', { maxLength: 500, required: 'application' }],
])('have %s as the reference has it', (path, expected) => {
  expect(column(path)).toMatchObject(expected);
});

it.each([
  'task.community',
  'letter.activityadditionalparams',
  'phonecall.ismapiprivate',
  'activitypointer.importsequencenumber',
  'activityparty.createdon',
  'queue.utcconversiontimezonecode',
  'account.owneridtype',
])('have no %s', (path) => {
  expect(() => column(path)).toThrow(`No column ${path}`);
});
