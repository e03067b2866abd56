import { isoDate } from '../dates/iso-date.ts';
import { checkOrder } from './check-order.ts';
import { anOrder } from './testing/a-hold.ts';

function refused(of: Parameters<typeof anOrder>[0]): unknown {
  const checked = checkOrder(anOrder(of), isoDate('2025-03-10'));
  return checked.ok
    ? 'fine'
    : checked.refusals.map(({ code, field, value }) => `${code} ${field} ${value}`.trim());
}

describe('a trading order as somebody wrote it', () => {
  it('is fine with a reason, and as a release with a last day', () => {
    expect(refused({ status: 'blocked' })).toBe('fine');
    expect(refused({ status: 'conditional', until: '2025-03-10' })).toBe('fine');
    expect(refused({ status: 'free', until: '2025-03-31' })).toBe('fine');
  });

  it.each([
    ['without a reason', { status: 'blocked', reason: ' ' }, 'noReason reason'],
    ['from yesterday on', { status: 'blocked', from: '2025-03-09' }, 'inThePast from 2025-03-09'],
    ['that ends first', { status: 'blocked', until: '2025-03-09' }, 'endsBeforeItBegins until 2025-03-09'],
    ['that releases for ever', { status: 'free' }, 'expiryNeeded until'],
  ] as const)('is refused %s', (_what, of, refusal) => {
    expect(refused(of)).toEqual([refusal]);
  });
});
