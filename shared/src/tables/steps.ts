/**
 * Which changes Dataverse tells the app about. A step posts to the queue `dataverse-events` after the row is saved, and an update only when
 * one of the columns named has changed. These are columns that people write; where the app writes to such a table it bypasses the table's
 * steps by their ids, so its own writes raise nothing. Dataverse bypasses at most three, so a table has no more.
 */

export type Step = {
  readonly id: string;
  readonly name: string;
  readonly table: string;
} & (
  | { readonly message: 'Create' }
  /** Only the columns whose change counts. */
  | { readonly message: 'Update'; readonly columns: readonly string[] }
);

/** The Service Bus queue that the steps post to. Its connection is entered per environment: keys are never part of a solution. */
export const eventEndpoint = {
  id: '5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e0010',
  name: 'Dunlin events',
  queue: 'dataverse-events',
} as const;

export const steps = {
  phonecallClosed: {
    id: '5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e0011',
    name: 'Dunlin: a phone call is made, cancelled or reopened',
    table: 'phonecall',
    message: 'Update',
    columns: ['statecode', 'statuscode'],
  },
  taskClosed: {
    id: '5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e0012',
    name: 'Dunlin: a task is completed, cancelled or reopened',
    table: 'task',
    message: 'Update',
    columns: ['statecode', 'statuscode'],
  },
  companyReleased: {
    id: '5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e0013',
    name: 'Dunlin: sending of a company is released or withdrawn',
    table: 'dun_company',
    message: 'Update',
    columns: ['dun_released'],
  },
  sendingStopped: {
    id: '5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e0014',
    name: 'Dunlin: all sending is stopped or let go on',
    table: 'dun_sendcontrol',
    message: 'Update',
    columns: ['dun_stopped'],
  },
  leftOutJudged: {
    id: '5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e0060',
    name: 'Dunlin: what an export left out is judged',
    table: 'dun_syncrun',
    message: 'Update',
    columns: ['dun_leftoutare'],
  },
  promiseMade: {
    id: '5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e0015',
    name: 'Dunlin: a promise to pay is made',
    table: 'dun_promise',
    message: 'Create',
  },
  promiseChanged: {
    id: '5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e0016',
    name: 'Dunlin: a promise to pay is changed or withdrawn',
    table: 'dun_promise',
    message: 'Update',
    columns: [
      'dun_dueon',
      'dun_amount',
      'dun_instalments',
      'dun_documents',
      'dun_madeon',
      'dun_withdrawnon',
      'dun_approvedbyid',
      'statecode',
      'statuscode',
    ],
  },
  disputeOpened: {
    id: '5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e0017',
    name: 'Dunlin: a dispute is opened',
    table: 'dun_dispute',
    message: 'Create',
  },
  disputeChanged: {
    id: '5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e0018',
    name: 'Dunlin: a dispute is changed or settled',
    table: 'dun_dispute',
    message: 'Update',
    columns: [
      'dun_receivableid',
      'dun_amount',
      'dun_reason',
      'dun_openedon',
      'dun_settlement',
      'dun_granted',
      'dun_resolution',
      'dun_erpdocument',
      'dun_resolvedon',
      'statecode',
      'statuscode',
    ],
  },
  holdPlaced: {
    id: '5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e0019',
    name: 'Dunlin: a hold is placed',
    table: 'dun_hold',
    message: 'Create',
  },
  policyVersionMade: {
    id: '5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e0050',
    name: 'Dunlin: a policy version is made',
    table: 'dun_policyversion',
    message: 'Create',
  },
  holdChanged: {
    id: '5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e001a',
    name: 'Dunlin: a hold is changed or released',
    table: 'dun_hold',
    message: 'Update',
    columns: ['dun_receivableid', 'dun_from', 'dun_until', 'dun_releasedon', 'statecode', 'statuscode'],
  },
  promiseItemNamed: {
    id: '5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e0041',
    name: 'Dunlin: an item is added to a promise',
    table: 'dun_promiseitem',
    message: 'Create',
  },
  promiseItemChanged: {
    id: '5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e0042',
    name: 'Dunlin: an item of a promise is changed',
    table: 'dun_promiseitem',
    message: 'Update',
    columns: ['dun_promiseid', 'dun_receivableid', 'dun_amount'],
  },
  dueDateChangeAsked: {
    id: '5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e0043',
    name: 'Dunlin: another due date is asked for',
    table: 'dun_duedatechange',
    message: 'Create',
  },
  dueDateChangeChanged: {
    id: '5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e0044',
    name: 'Dunlin: a change of a due date is mended or withdrawn',
    table: 'dun_duedatechange',
    message: 'Update',
    columns: [
      'dun_receivableid',
      'dun_newdueon',
      'dun_validfrom',
      'dun_withdrawnon',
      'dun_originaldueon',
      'dun_approvedbyid',
      'statecode',
      'statuscode',
    ],
  },
  approvalGiven: {
    id: '5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e0045',
    name: 'Dunlin: something is approved or declined',
    table: 'dun_approval',
    message: 'Create',
  },
  tradingOrdered: {
    id: '5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e0046',
    name: 'Dunlin: selling to a debtor is stopped, conditioned or released',
    table: 'dun_tradingorder',
    message: 'Create',
  },
  tradingOrderChanged: {
    id: '5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e0047',
    name: 'Dunlin: a trading order is changed or withdrawn',
    table: 'dun_tradingorder',
    message: 'Update',
    columns: ['dun_tradingstatus', 'dun_from', 'dun_until', 'dun_withdrawnon', 'statecode', 'statuscode'],
  },
  debtorChanged: {
    id: '5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e0030',
    name: 'Dunlin: how a debtor may be contacted is changed',
    table: 'dun_debtor',
    message: 'Update',
    columns: ['dun_timezone', 'dun_hoursallowance', 'dun_smsconsent'],
  },
  segmentChosen: {
    id: '5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e0031',
    name: 'Dunlin: a segment is chosen for a debtor by hand',
    table: 'dun_debtor',
    message: 'Update',
    columns: ['dun_segmentoverrideid', 'dun_segmentoverrideuntil'],
  },
} as const satisfies Readonly<Record<string, Step>>;

/** The steps of a table, which the app bypasses when it writes there. */
export function stepsOfTable(table: string): readonly string[] {
  return Object.values(steps).flatMap((step) => (step.table === table ? [step.id] : []));
}
