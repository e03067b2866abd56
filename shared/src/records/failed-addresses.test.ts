import { isoDate } from '../dates/iso-date.ts';
import { failedAddressesIn, withFailedAddress } from './failed-addresses.ts';

const bounced = { channel: 'email', on: isoDate('2025-05-05'), address: 'eva@example.com' } as const;

describe('addresses that failed', () => {
  it('are kept a line a channel', () => {
    const text = withFailedAddress(null, bounced);
    expect(text).toBe('email 2025-05-05 eva@example.com');
    expect(failedAddressesIn(text)).toEqual([bounced]);
    const both = withFailedAddress(text, {
      channel: 'sms',
      on: isoDate('2025-05-06'),
      address: '+36305550123',
    });
    expect(both).toBe('email 2025-05-05 eva@example.com\nsms 2025-05-06 +36305550123');
  });

  it('give way to a later one of the same channel', () => {
    const later = { ...bounced, on: isoDate('2025-06-01'), address: 'new@example.com' };
    expect(withFailedAddress(withFailedAddress(null, bounced), later)).toBe(
      'email 2025-06-01 new@example.com',
    );
  });

  it('are none at first', () => {
    expect(failedAddressesIn(null)).toEqual([]);
    expect(failedAddressesIn(' \n')).toEqual([]);
  });

  it.each(['eva@example.com', 'fax 2025-05-05 1', 'email yesterday eva@example.com'])(
    '“%s” is refused',
    (line) => {
      expect(() => failedAddressesIn(line)).toThrow(RangeError);
    },
  );
});
