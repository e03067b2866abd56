import { checkDisputeRules, type DisputeRules } from './rules.ts';
import { atOnce, disputeRules } from './testing/a-dispute.ts';

function refused(of: Partial<DisputeRules>): unknown {
  const checked = checkDisputeRules({ ...disputeRules, ...of });
  return checked.ok ? 'fine' : checked.refusals.map(({ code, field, value }) => `${code} ${field} ${value}`);
}

const task = { department: 'billing', mandatory: true, withinDays: 3, escalatesAfterDays: 1 };
const approval = { role: 'team lead', currency: 'EUR', fromMinor: 0 };

describe('rules for disputes', () => {
  it('may be published when nothing is wrong with them', () => {
    expect(refused({})).toBe('fine');
  });

  it.each<[string, Partial<DisputeRules>, string]>([
    ['a reason twice', { reasons: ['price', 'quality', 'delivery', 'price'] }, 'sameReason reasons[3] price'],
    ['a task for nobody', { tasks: [{ ...task, department: ' ' }] }, 'noName tasks[0].department  '],
    ['a task at once', { tasks: [task, { ...task, withinDays: 0 }] }, 'notWhole tasks[1].withinDays 0'],
    [
      'an escalation before its deadline',
      { tasks: [{ ...task, escalatesAfterDays: -1 }] },
      'notWhole tasks[0].escalatesAfterDays -1',
    ],
    [
      'a task for a reason there is not',
      { tasks: [{ ...task, reasons: ['price', 'taste'] }] },
      'unknownReason tasks[0].reasons[1] taste',
    ],
    ['a task for no reason', { tasks: [{ ...task, reasons: [] }] }, 'unknownReason tasks[0].reasons '],
    ['an approval by nobody', { matrix: [{ ...approval, role: '' }] }, 'noName matrix[0].role '],
    ['a negative amount', { matrix: [{ ...approval, fromMinor: -1 }] }, 'notWhole matrix[0].fromMinor -1'],
    ['half a cent', { matrix: [{ ...approval, fromMinor: 0.5 }] }, 'notWhole matrix[0].fromMinor 0.5'],
    [
      'an unknown currency',
      { matrix: [{ ...approval, currency: 'euro' }] },
      'unknownCurrency matrix[0].currency euro',
    ],
    [
      'a wait backwards',
      { resume: { ...atOnce, rejected: { goesOn: 'firstNotice', waitDays: -3 } } },
      'notWhole resume.rejected.waitDays -3',
    ],
  ])('with %s may not', (_what, of, refusal) => {
    expect(refused(of)).toEqual([refusal]);
  });
});
