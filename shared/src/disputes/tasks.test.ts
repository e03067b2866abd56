import { isoDate } from '../dates/iso-date.ts';
import { hungary } from '../strategy/testing/a-policy.ts';
import { blockingTasks, nextTaskChange, tasksOf, taskStanding, type DepartmentTask } from './tasks.ts';
import { aDispute, disputeRules } from './testing/a-dispute.ts';

const rules = disputeRules.tasks;

function aTask(of: Partial<DepartmentTask> = {}): DepartmentTask {
  return {
    key: 'DSP-1|billing',
    dispute: 'DSP-1',
    department: 'billing',
    mandatory: true,
    deadline: isoDate('2025-03-13'),
    escalatesOn: isoDate('2025-03-17'),
    ...of,
  };
}

describe('the tasks of a dispute', () => {
  it('go to three departments at once, each with its deadline in business days (F065)', () => {
    // Opened on Wednesday 16 April 2025; Good Friday, the weekend and Easter Monday follow.
    const tasks = tasksOf(aDispute({ reason: 'quality', openedOn: '2025-04-16' }), rules, hungary);
    expect(
      tasks?.map((task) => `${task.key} ${task.mandatory} ${task.deadline} ${task.escalatesOn}`),
    ).toEqual([
      'DSP-1|billing true 2025-04-23 2025-04-24',
      'DSP-1|finance false 2025-04-25 2025-04-29',
      'DSP-1|operations true 2025-04-25 2025-04-29',
    ]);
  });

  it('are only those its reason needs', () => {
    const tasks = tasksOf(aDispute({ reason: 'price' }), rules, hungary);
    expect(tasks?.map(({ department }) => department)).toEqual(['billing', 'finance']);
  });

  it('ask a department once, by the stricter of two rules', () => {
    const twice = [
      { department: 'billing', mandatory: false, withinDays: 2, escalatesAfterDays: 5 },
      { department: 'billing', mandatory: true, withinDays: 4, escalatesAfterDays: 1 },
    ];
    const expected = [aTask({ deadline: isoDate('2025-03-12'), escalatesOn: isoDate('2025-03-17') })];
    expect(tasksOf(aDispute(), twice, hungary)).toEqual(expected);
    expect(tasksOf(aDispute(), [...twice].reverse(), hungary)).toEqual(expected);
  });

  it('are not known when a deadline lies outside the calendar', () => {
    const short = { ...hungary, coveredTo: isoDate('2025-03-14') };
    expect(tasksOf(aDispute(), rules, short)).toBeUndefined();
  });
});

describe('a task', () => {
  it.each([
    ['2025-03-13', 'inTime', 'on its deadline'],
    ['2025-03-14', 'overdue', 'the day after'],
    ['2025-03-16', 'overdue', 'the day before it escalates'],
    ['2025-03-17', 'escalated', 'on the day of its escalation'],
  ])('%s: %s, %s', (day, expected) => {
    expect(taskStanding(aTask(), isoDate(day))).toBe(expected);
  });

  it('is closed from the day somebody closed it, however late', () => {
    const closed = aTask({ closedOn: isoDate('2025-03-18') });
    expect(taskStanding(closed, isoDate('2025-03-17'))).toBe('escalated');
    expect(taskStanding(closed, isoDate('2025-03-18'))).toBe('closed');
  });

  it('keeps the dispute from being settled while it is mandatory and not closed', () => {
    const tasks = [
      aTask(),
      aTask({ department: 'finance', mandatory: false }),
      aTask({ department: 'operations', closedOn: isoDate('2025-03-12') }),
    ];
    expect(blockingTasks(tasks, isoDate('2025-03-12')).map(({ department }) => department)).toEqual([
      'billing',
    ]);
    expect(blockingTasks(tasks, isoDate('2025-03-11')).map(({ department }) => department)).toEqual([
      'billing',
      'operations',
    ]);
  });

  it('changes by itself the day after its deadline and when it escalates', () => {
    const sooner = aTask({ deadline: isoDate('2025-03-12') });
    expect(nextTaskChange([aTask(), sooner], isoDate('2025-03-12'))).toBe('2025-03-13');
    const days = ['2025-03-13', '2025-03-14', '2025-03-17'].map(isoDate);
    expect(days.map((day) => nextTaskChange([aTask()], day))).toEqual([
      '2025-03-14',
      '2025-03-17',
      undefined,
    ]);
    expect(
      nextTaskChange([aTask({ closedOn: isoDate('2025-03-12') })], isoDate('2025-03-12')),
    ).toBeUndefined();
  });
});
