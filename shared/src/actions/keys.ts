/**
 * Names of things before they exist. Ids are UUID v5 (RFC 9562 §5.5) of a key, so that writing the same thing twice meets itself;
 * alternate keys are SHA-256 digests, because ERP numbers hold characters that break key URLs and comparison there ignores case.
 */
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { byText } from '../receivables/order.ts';

/** Dunlin's own namespace: every derived id stands under it. */
const namespace = '6f1c1c52-7a0e-4d7b-9a51-3f9d52d6a1c7';

/** The UUID of a name, the same on every machine and day. */
export function uuidOf(...parts: readonly string[]): string {
  return uuidV5(namespace, joined(parts));
}

/** SHA-256 in hex of the parts, which cannot run into each other. */
export function digestOf(...parts: readonly string[]): string {
  return bytesToHex(sha256(utf8ToBytes(joined(parts))));
}

export function sha256Hex(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

export function uuidV5(space: string, name: string): string {
  const prefix = hexToBytes(space.replaceAll('-', ''));
  const hash = sha1(concatBytes(prefix, utf8ToBytes(name))).slice(0, 16);
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytesToHex(hash);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** JSON with sorted member names: equal values give equal text, whatever order they were built in. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_name, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => byText(a, b)))
      : inner,
  );
}

function joined(parts: readonly string[]): string {
  return JSON.stringify(parts);
}
