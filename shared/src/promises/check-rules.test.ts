import { checkPromiseRules } from './check-rules.ts';
import { rules } from './testing/a-promise.ts';

describe('rules for promises', () => {
  it('are published when every number has a meaning', () => {
    expect(checkPromiseRules(rules)).toEqual({ ok: true });
    const least = { graceDays: 0, toleranceBasisPoints: 0, confirmationOffsetDays: -30, toleranceMinor: {} };
    expect(checkPromiseRules({ ...rules, ...least })).toEqual({ ok: true });
    expect(checkPromiseRules({ ...rules, toleranceBasisPoints: 10_000, graceDays: 30 })).toEqual({
      ok: true,
    });
  });

  it.each([
    [{ graceDays: -1 }, 'notInRange', 'graceDays', '-1', 'Give a whole number from 0 to 30'],
    [{ graceDays: 31 }, 'notInRange', 'graceDays', '31', 'Give a whole number from 0 to 30'],
    [{ graceDays: 1.5 }, 'notInRange', 'graceDays', '1.5', 'Give a whole number from 0 to 30'],
    [
      { toleranceBasisPoints: 10_001 },
      'notInRange',
      'toleranceBasisPoints',
      '10001',
      'Give a whole number from 0 to 10000',
    ],
    [{ approvalFromLevel: 0 }, 'notInRange', 'approvalFromLevel', '0', 'Give a whole number from 1 to 100'],
    [{ maxOpenPromises: 0 }, 'notInRange', 'maxOpenPromises', '0', 'Give a whole number from 1 to 100'],
    [
      { confirmationOffsetDays: -31 },
      'notInRange',
      'confirmationOffsetDays',
      '-31',
      'Give a whole number from -30 to 30',
    ],
    [
      { toleranceMinor: { EUR: -5 } },
      'notInRange',
      'toleranceMinor.EUR',
      '-5',
      'Give a whole number from 0 to 9007199254740991',
    ],
    [
      { toleranceMinor: { EURO: 5 } },
      'unknownCurrency',
      'toleranceMinor.EURO',
      'EURO',
      'Give the currency by its ISO 4217 code, such as EUR',
    ],
  ])('with %p are refused, the place named', (wrong, code, field, value, remedy) => {
    const result = checkPromiseRules({ ...rules, ...wrong });
    expect(result).toMatchObject({ ok: false, refusals: [{ code, field, value, remedy }] });
  });
});
