/** The departments' tasks about disputes, which stand in their queues: what a row says, and the rows there are to be. */
import { uuidOf } from '@dunlin/shared/actions/keys';
import { dateIn, instant } from '@dunlin/shared/dates/instant';
import type { DepartmentTask } from '@dunlin/shared/disputes/tasks';
import type { CompanyRow } from '@dunlin/shared/records/policy-rows';
import type { ClosedTask } from '@dunlin/shared/strategy/facts';
import { dispute } from '@dunlin/shared/tables/agreements';
import { bindTo } from '@dunlin/shared/tables/wire';
import { queueItem } from '../alarm.ts';
import type { Change, Row } from '../dataverse/client.ts';

export type DisputeTaskRow = {
  readonly activityid: string;
  readonly statecode: number;
  readonly actualend: string | null;
  readonly modifiedon: string;
  readonly _dun_disputeid_value: string | null;
  readonly dun_department: string | null;
};

export const taskColumns = [
  'activityid',
  'statecode',
  'actualend',
  'modifiedon',
  '_dun_disputeid_value',
  'dun_department',
] as const;

const taskOpen = 0;

export function disputeTaskId(key: string): string {
  return uuidOf('dispute task', key);
}

/** Completed or cancelled: either way the department has nothing more to say. */
export function closedTaskOf(row: DisputeTaskRow, zone: string): readonly ClosedTask[] {
  const { statecode, _dun_disputeid_value: id, dun_department: department } = row;
  if (statecode === taskOpen || id === null || department === null) return [];
  return [{ key: `${id}|${department}`, closedOn: dateIn(zone, instant(row.actualend ?? row.modifiedon)) }];
}

/** @param about what the task says, and whom it regards */
export function newDisputeTask(
  { key, dispute: disputeId, department, deadline, mandatory }: DepartmentTask,
  company: CompanyRow,
  about: { readonly subject: string; readonly text: string; readonly regarding: Row },
): readonly Change[] {
  const id = disputeTaskId(key);
  return [
    {
      kind: 'create',
      collection: 'tasks',
      row: {
        activityid: id,
        subject: about.subject.slice(0, 200),
        description: about.text.slice(0, 2000),
        scheduledend: `${deadline}T12:00:00Z`,
        prioritycode: mandatory ? 2 : 1,
        dun_department: department,
        'dun_disputeid@odata.bind': bindTo(dispute.set, disputeId),
        ...about.regarding,
      },
    },
    queueItem(queueOf(company, department), 'task', id),
  ];
}

/** The department's queue, or that for review where it has none. */
function queueOf(company: CompanyRow, department: string): string {
  const queues: Readonly<Record<string, string | null>> = {
    finance: company._dun_financequeueid_value,
    billing: company._dun_billingqueueid_value,
    operations: company._dun_operationsqueueid_value,
  };
  return queues[department] ?? company._dun_reviewqueueid_value;
}
