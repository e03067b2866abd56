import { createHash } from 'node:crypto';

/** Namespace of every id this solution derives from a name. Changing it would make new components of all of them. */
const namespace = Buffer.from('0f6f4f1f5b5c4a7ea3d0d7c1e4b0d001', 'hex');

/** UUID version 5 (RFC 9562, section 5.5) of a name such as `view/dun_debtor/lookup`: the same name is the same id for ever. */
export function stableId(name: string): string {
  const digest = createHash('sha1').update(namespace).update(name, 'utf8').digest().subarray(0, 16);
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x50, 6);
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = digest.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The same id in braces, as solution XML writes it. */
export function bracedId(name: string): string {
  return `{${stableId(name)}}`;
}
