/**
 * A lock token is a GUID. On a transfer it travels as the delivery tag in the byte order of .NET's Guid (its first three groups
 * little-endian); in `$management` bodies as an AMQP uuid in the order it is written.
 */
import { randomUUID } from 'node:crypto';

export function newLockToken(): string {
  return randomUUID();
}

export function deliveryTagOf(lockToken: string): Buffer {
  return swapGroups(uuidBytesOf(lockToken));
}

/** Undefined when the tag is not one that we gave. */
export function lockTokenOfTag(tag: Buffer | string): string | undefined {
  return Buffer.isBuffer(tag) && tag.length === 16 ? lockTokenOfUuid(swapGroups(tag)) : undefined;
}

export function uuidBytesOf(lockToken: string): Buffer {
  return Buffer.from(lockToken.replaceAll('-', ''), 'hex');
}

export function lockTokenOfUuid(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Its own inverse. */
function swapGroups(bytes: Buffer): Buffer {
  const swapped = Buffer.from(bytes);
  swapped.subarray(0, 4).reverse();
  swapped.subarray(4, 6).reverse();
  swapped.subarray(6, 8).reverse();
  return swapped;
}
