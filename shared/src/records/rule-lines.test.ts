import { creditRulesIn } from './credit-rule-lines.ts';
import { approvalRulesIn, taskRulesIn } from './dispute-rule-lines.ts';

describe('departments asked about disputes, as typed on the company', () => {
  it('are a rule a line', () => {
    const text =
      'finance within 3 days, escalates after 2 days\n\nBilling within 1 day, escalates after 1 day, for price and quantity, mandatory\n';
    expect(taskRulesIn(text)).toEqual([
      { department: 'finance', withinDays: 3, escalatesAfterDays: 2, mandatory: false },
      {
        department: 'billing',
        withinDays: 1,
        escalatesAfterDays: 1,
        mandatory: true,
        reasons: ['price', 'quantity'],
      },
    ]);
  });

  it('are none when the column is empty', () => {
    expect([taskRulesIn(null), taskRulesIn('  \n')]).toEqual([[], []]);
  });

  it.each(['finance in 3 days', 'sales within 3 days, escalates after 2 days', 'finance within 3 days'])(
    'refuse "%s", naming the line',
    (line) => {
      expect(() => taskRulesIn(`finance within 1 day, escalates after 1 day\n${line}`)).toThrow(
        `line 2 is not a rule such as "finance within 3 days, escalates after 2 days, mandatory": "${line}"`,
      );
    },
  );
});

describe('who approves disputes, as typed on the company', () => {
  it('is a role and an amount, perhaps with reasons and settlements', () => {
    const text =
      'Dunlin Supervisor from EUR 0\nChief of sales from HUF 400000, for price and quality, credit and adjust';
    expect(approvalRulesIn(text)).toEqual([
      { role: 'Dunlin Supervisor', currency: 'EUR', fromMinor: 0 },
      {
        role: 'Chief of sales',
        currency: 'HUF',
        fromMinor: 400_000_00,
        reasons: ['price', 'quality'],
        resolutions: ['credit', 'adjust'],
      },
    ]);
  });

  it.each([
    'Dunlin Supervisor',
    'Dunlin Supervisor from 100 EUR',
    'Dunlin Supervisor from EUR 100, by credit',
  ])('refuses "%s"', (line) => {
    expect(() => approvalRulesIn(line)).toThrow(RangeError);
  });
});

describe('rules for credit holds, as typed on the company', () => {
  it('name themselves, what they set, and when', () => {
    const text = [
      'pre-legal: blocked after a step with credit hold',
      'late: blocked when 60 days overdue from EUR 500; HUF 200000',
      'very late: blocked when 120 days overdue',
      'limit: conditional above 100 % of the limit until 90%',
    ].join('\r\n');
    expect(creditRulesIn(text)).toEqual([
      { code: 'pre-legal', status: 'blocked', when: 'preLegal' },
      {
        code: 'late',
        status: 'blocked',
        when: 'overdue',
        days: 60,
        minimumMinor: { EUR: 500_00, HUF: 200_000_00 },
      },
      { code: 'very late', status: 'blocked', when: 'overdue', days: 120, minimumMinor: {} },
      { code: 'limit', status: 'conditional', when: 'limitUse', abovePercent: 100, clearedAtPercent: 90 },
    ]);
  });

  it.each(['late: blocked', 'blocked when 60 days overdue', 'late: stopped when 60 days overdue'])(
    'refuse "%s"',
    (line) => {
      expect(() => creditRulesIn(line)).toThrow('line 1 is not a rule such as');
    },
  );
});
