/** Identifiers: random ones for rows, named ones for what must be the same in every copy of the server. */
import { createHash, randomUUID } from 'node:crypto';
import { realNow } from '../clock.ts';

const namespace = Buffer.from('8f0f2d0c5b5e4c0e9a3d2a1b7c6d5e4f', 'hex');

const countersPerMs = 0x1000;
let lastMs = 0;
let counter = 0;

/**
 * Ids follow one another, as those do that Dataverse hands out: of an index on random ones every row would write another page. They are
 * UUIDs of version 7: the time, a counter within the millisecond, and random bits.
 */
export function newId(): string {
  counter += 1;
  const nowMs = Math.max(Math.floor(realNow()), lastMs);
  if (nowMs > lastMs || counter === countersPerMs) {
    // A millisecond that is used up, or a clock that was set back, borrows from the time to come.
    lastMs = Math.max(nowMs, lastMs + 1);
    counter = 0;
  }
  const time = lastMs.toString(16).padStart(12, '0');
  const variantAndRandom = randomUUID().slice(19);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${variantAndRandom}`;
}

/** A UUID (version 5) that is always the same for the same name. */
export function namedId(name: string): string {
  const bytes = createHash('sha1').update(namespace).update(name).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const guidPattern = /^\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?$/i;

/** The id in lower case without braces, or undefined when the text is not a GUID. */
export function parseId(text: string): string | undefined {
  return guidPattern.exec(text)?.[1]?.toLowerCase();
}
