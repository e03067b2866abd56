/**
 * What departments have to find out for a dispute, in parallel, each with a deadline in business days. A dispute is not settled before
 * its mandatory tasks are closed, and a task that is not closed in time escalates.
 */
import { addBusinessDays, type Calendar } from '../calendar/calendar.ts';
import { addDays, earlier, type IsoDate } from '../dates/iso-date.ts';
import { byText } from '../receivables/order.ts';
import type { Dispute } from './dispute.ts';

export type TaskRule = {
  /** Code of the department, whose queue gets the task. */
  readonly department: string;
  /** Reasons of disputes it is asked about; absent: all. */
  readonly reasons?: readonly string[];
  readonly mandatory: boolean;
  /** Business days from the day the dispute was opened to the deadline; at least one. */
  readonly withinDays: number;
  /** Business days from the deadline to the escalation; at least one. */
  readonly escalatesAfterDays: number;
};

export type DepartmentTask = {
  /** One task a dispute and department: `dispute|department`. */
  readonly key: string;
  readonly dispute: string;
  readonly department: string;
  readonly mandatory: boolean;
  /** The last day in time. */
  readonly deadline: IsoDate;
  /** The day on which the manager is told that it is still open. */
  readonly escalatesOn: IsoDate;
  readonly closedOn?: IsoDate;
};

/**
 * The tasks a dispute needs, by department. Where two rules ask the same department, the stricter counts.
 * Undefined when a deadline lies outside the calendar's coverage.
 */
export function tasksOf(
  dispute: Dispute,
  rules: readonly TaskRule[],
  calendar: Calendar,
): readonly DepartmentTask[] | undefined {
  const tasks = new Map<string, DepartmentTask>();
  for (const rule of rules) {
    if (rule.reasons && !rule.reasons.includes(dispute.reason)) continue;
    const task = taskOf(dispute, rule, calendar);
    if (!task) return undefined;
    const other = tasks.get(rule.department) ?? task;
    tasks.set(rule.department, {
      ...task,
      mandatory: task.mandatory || other.mandatory,
      deadline: earlier(task.deadline, other.deadline),
      escalatesOn: earlier(task.escalatesOn, other.escalatesOn),
    });
  }
  return [...tasks.values()].sort((a, b) => byText(a.department, b.department));
}

export type TaskStanding = 'closed' | 'inTime' | 'overdue' | 'escalated';

export function taskStanding(task: DepartmentTask, asOf: IsoDate): TaskStanding {
  if (task.closedOn !== undefined && task.closedOn <= asOf) return 'closed';
  if (asOf >= task.escalatesOn) return 'escalated';
  return asOf > task.deadline ? 'overdue' : 'inTime';
}

/** The mandatory tasks that keep their dispute from being settled. */
export function blockingTasks(tasks: readonly DepartmentTask[], asOf: IsoDate): readonly DepartmentTask[] {
  return tasks.filter((task) => task.mandatory && taskStanding(task, asOf) !== 'closed');
}

/** The first day after `asOf` on which an open task becomes overdue or escalates. */
export function nextTaskChange(tasks: readonly DepartmentTask[], asOf: IsoDate): IsoDate | undefined {
  return tasks
    .filter((task) => taskStanding(task, asOf) !== 'closed')
    .flatMap(({ deadline, escalatesOn }) => [addDays(deadline, 1), escalatesOn])
    .filter((day) => day > asOf)
    .sort()[0];
}

function taskOf(dispute: Dispute, rule: TaskRule, calendar: Calendar): DepartmentTask | undefined {
  const deadline = addBusinessDays(calendar, dispute.openedOn, rule.withinDays);
  const escalatesOn = deadline && addBusinessDays(calendar, deadline, rule.escalatesAfterDays);
  if (!escalatesOn) return undefined;
  return {
    key: `${dispute.id}|${rule.department}`,
    dispute: dispute.id,
    department: rule.department,
    mandatory: rule.mandatory,
    deadline,
    escalatesOn,
  };
}
