/** Identifiers: random ones for rows, named ones for what must be the same in every copy of the server. */
import { createHash, randomUUID } from 'node:crypto';

const namespace = Buffer.from('8f0f2d0c5b5e4c0e9a3d2a1b7c6d5e4f', 'hex');

export function newId(): string {
  return randomUUID();
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
