import { isoDate } from '../dates/iso-date.ts';
import { money } from '../money/money.ts';
import { inWords, type Reason } from './reason.ts';

describe('a reason in words', () => {
  it.each<[Reason, string]>([
    [
      {
        code: 'stepDue',
        step: 'First notice',
        document: 'INV-1',
        dueOn: isoDate('2025-03-13'),
        on: isoDate('2025-03-21'),
      },
      'First notice was due on 2025-03-21: INV-1 fell due on 2025-03-13',
    ],
    [
      { code: 'belowMinimum', total: money(999, 'EUR'), minimum: money(1_000, 'EUR') },
      '9.99 EUR is below the minimum of 10.00 EUR',
    ],
    [
      { code: 'contactGap', lastContactOn: isoDate('2025-03-20'), gapDays: 1 },
      'the last contact was on 2025-03-20, and 1 day must pass',
    ],
    [
      { code: 'contactGap', lastContactOn: isoDate('2025-03-20'), gapDays: 3 },
      'the last contact was on 2025-03-20, and 3 days must pass',
    ],
    [
      { code: 'waitAfterStep', takenOn: isoDate('2025-03-20'), waitDays: 7 },
      'the step before was taken on 2025-03-20, and 7 days must pass',
    ],
    [{ code: 'setOffByCredit', setOff: money(-5, 'JPY') }, 'open credits of -5 JPY cover it'],
    [
      { code: 'unreachable', channels: ['email', 'letter'] },
      'the customer cannot be reached by email or letter',
    ],
    [{ code: 'goesWith', step: 'First notice', document: 'INV-0' }, 'it goes with First notice for INV-0'],
  ])('%j', (reason, words) => {
    expect(inWords(reason)).toBe(words);
  });
});
