/**
 * Which changes Dataverse tells the app about. A step posts to the queue `dataverse-events` after the row is saved, and only when one of
 * the columns named has changed. The app bypasses these steps by their ids when it writes such a row itself, so its own writes raise nothing.
 */

export type Step = {
  readonly id: string;
  readonly name: string;
  readonly table: string;
  readonly message: 'Update';
  /** The columns whose change counts. */
  readonly columns: readonly string[];
};

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
} as const satisfies Readonly<Record<string, Step>>;
