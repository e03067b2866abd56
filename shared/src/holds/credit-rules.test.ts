import { checkCreditRules } from './credit-rules.ts';
import { creditRules } from './testing/a-hold.ts';
import type { CreditRule } from './trading-status.ts';

function refused(...rules: readonly CreditRule[]): unknown {
  const checked = checkCreditRules(rules);
  return checked.ok ? 'fine' : checked.refusals.map(({ code, field, value }) => `${code} ${field} ${value}`);
}

const limit = {
  code: 'limit',
  status: 'blocked',
  when: 'limitUse',
  abovePercent: 100,
  clearedAtPercent: 100,
} as const;
const overdue = { code: 'late', status: 'blocked', when: 'overdue', days: 30, minimumMinor: {} } as const;

describe('credit rules', () => {
  it('may be published when nothing is wrong with them', () => {
    expect(refused(...creditRules)).toBe('fine');
    expect(refused(limit, overdue)).toBe('fine');
    expect(refused()).toBe('fine');
  });

  it.each<[string, CreditRule, string]>([
    ['a code twice', { ...overdue, code: 'limit' }, 'codeTaken rules[1].code limit'],
    ['the code of orders', { ...overdue, code: 'order' }, 'codeTaken rules[1].code order'],
    ['no code', { ...overdue, code: ' ' }, 'codeTaken rules[1].code  '],
    ['no days', { ...overdue, days: 0 }, 'notWhole rules[1].days 0'],
    [
      'a negative minimum',
      { ...overdue, minimumMinor: { EUR: -1 } },
      'notWhole rules[1].minimumMinor.EUR -1',
    ],
    [
      'an unknown currency',
      { ...overdue, minimumMinor: { Euro: 1 } },
      'unknownCurrency rules[1].minimumMinor Euro',
    ],
    [
      'a limit of nothing',
      { ...limit, code: 'l', abovePercent: 0, clearedAtPercent: 0 },
      'notWhole rules[1].abovePercent 0',
    ],
    [
      'half a percent',
      { ...limit, code: 'l', clearedAtPercent: 0.5 },
      'notWhole rules[1].clearedAtPercent 0.5',
    ],
    [
      'a limit cleared above itself',
      { ...limit, code: 'l', clearedAtPercent: 101 },
      'clearedTooLate rules[1].clearedAtPercent 101',
    ],
  ])('with %s may not', (_what, rule, refusal) => {
    expect(refused(limit, rule)).toEqual([refusal]);
  });
});
