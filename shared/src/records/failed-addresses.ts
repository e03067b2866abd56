/** Addresses that refused a message for good, as a debtor's row keeps them: `email 2025-05-05 eva@example.com`, one line a channel. */
import type { ContactChannel } from '../contact/limits.ts';
import { isoDate, type IsoDate } from '../dates/iso-date.ts';

export type FailedAddress = {
  readonly channel: ContactChannel;
  readonly on: IsoDate;
  readonly address: string;
};

/** @throws RangeError naming the line that is not understood. */
export function failedAddressesIn(text: string | null): readonly FailedAddress[] {
  const lines = (text ?? '').split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '').map(failedAddressIn);
}

/** The text with one more address, which takes the place of one that failed before it by the same channel. */
export function withFailedAddress(text: string | null, failed: FailedAddress): string {
  const others = failedAddressesIn(text).filter(({ channel }) => channel !== failed.channel);
  return [...others, failed].map(({ channel, on, address }) => `${channel} ${on} ${address}`).join('\n');
}

function failedAddressIn(line: string): FailedAddress {
  const [, channel, on = '', address = ''] = /^(email|letter|sms|call) (\S+) (.+)$/.exec(line) ?? [];
  if (channel === undefined) throw new RangeError(`not an address that failed, with its day: "${line}"`);
  return { channel: channel as ContactChannel, on: isoDate(on), address };
}
