/** When a department has not closed its task about a dispute in time, a supervisor is given the dispute. */
import type { ActionLine } from '../actions/action.ts';
import type { Reason } from '../actions/reason.ts';
import type { IsoDate } from '../dates/iso-date.ts';
import { isUnsettledOn, type Dispute } from '../disputes/dispute.ts';
import { tasksOf, taskStanding, type DepartmentTask } from '../disputes/tasks.ts';
import { money } from '../money/money.ts';
import { isOpenInvoice } from '../receivables/receivable.ts';
import type { Facts } from './facts.ts';
import type { Occasion } from './follow-ups.ts';
import type { Policy } from './policy.ts';

const step = { code: 'dispute-overdue', name: 'A dispute waits for a department' } as const;

/** The tasks of the debtor's disputes that are not settled, those closed marked as such. Where the calendar ends there are none. */
export function openDisputeTasks(
  { agreements, calendar }: Pick<Policy, 'agreements' | 'calendar'>,
  { disputes, closedTasks }: Pick<Facts, 'disputes' | 'closedTasks'>,
  asOf: IsoDate,
): readonly DepartmentTask[] {
  if (agreements.disputeTasks.length === 0) return [];
  const closedOn = new Map(closedTasks.map(({ key, closedOn: on }) => [key, on]));
  return disputes
    .filter((dispute) => isUnsettledOn(dispute, asOf))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((dispute) => tasksOf(dispute, agreements.disputeTasks, calendar) ?? [])
    .map((task) => {
      const on = closedOn.get(task.key);
      return { ...task, ...(on && { closedOn: on }) };
    });
}

export function escalationFollowUps(policy: Policy, facts: Facts, asOf: IsoDate): readonly Occasion[] {
  const { disputeTasks } = policy.agreements;
  if (disputeTasks.length === 0) return [];
  const open = openDisputeTasks(policy, facts, asOf).map((task) => occasionOf(task, facts, asOf));
  const settled = facts.disputes
    .filter((dispute) => !isUnsettledOn(dispute, asOf))
    .flatMap((dispute) => (tasksOf(dispute, disputeTasks, policy.calendar) ?? []).map(settledOccasion));
  return [...open, ...settled];
}

function occasionOf(task: DepartmentTask, facts: Facts, asOf: IsoDate): Occasion {
  const { department, deadline, escalatesOn } = task;
  const common = { step, occurrence: occurrenceOf(task) };
  const because: readonly Reason[] = [{ code: 'taskOverdue', department, deadline }];
  switch (taskStanding(task, asOf)) {
    case 'closed':
      return { ...common, state: 'closed', because: [{ code: 'taskClosed', department }] };
    case 'inTime':
    case 'overdue':
      return { ...common, state: 'later', on: escalatesOn, because };
    case 'escalated': {
      const lines = linesOf(task, facts);
      if (lines.length === 0) return { ...common, state: 'missed', because };
      return { ...common, state: 'due', isContact: false, lines, because };
    }
  }
}

function settledOccasion(task: DepartmentTask): Occasion {
  const because: readonly Reason[] = [{ code: 'taskClosed', department: task.department }];
  return { step, occurrence: occurrenceOf(task), state: 'closed', because };
}

function occurrenceOf({ dispute, department }: DepartmentTask): string {
  return `${dispute}#${department}`;
}

function linesOf({ dispute: id }: DepartmentTask, { disputes, receivables }: Facts): readonly ActionLine[] {
  const items: Dispute['items'] = disputes.find((one) => one.id === id)?.items ?? [];
  return items.flatMap(({ receivable: receivableId, amount }) => {
    const receivable = receivables.find((one) => one.id === receivableId && isOpenInvoice(one));
    if (!receivable) return [];
    const { document, open } = receivable;
    const minor = Math.min(open.minor, amount?.minor ?? open.minor);
    return [{ receivable: receivableId, document, amount: money(minor, open.currency) }];
  });
}
