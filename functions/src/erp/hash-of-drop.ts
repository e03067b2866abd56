/** The identity of a drop's contents: the same drop twice has the same hash, a changed one never. */
import { createHash } from 'node:crypto';
import { dropLimits, readDropFile } from './drop-files.ts';
import type { DropManifest } from './manifest.ts';

/**
 * SHA-256 in hex over what the manifest says and the bytes of the files it names (not over their names).
 * @throws DropError when a file cannot be read.
 */
export async function hashOfDrop(folder: string, manifest: DropManifest): Promise<string> {
  const { source, sequence, asOf, mode } = manifest;
  const hash = createHash('sha256').update(JSON.stringify({ source, sequence, asOf, mode }));
  for (const role of ['mapping', 'items', 'customers'] as const) {
    const name = manifest[role];
    const bytes = name === undefined ? undefined : await readDropFile(folder, name, dropLimits.fileBytes);
    // The length keeps the files apart: bytes moved from one to the next change the hash.
    hash.update(`\n${role} ${bytes?.length ?? 'none'}\n`);
    if (bytes !== undefined) hash.update(bytes);
  }
  return hash.digest('hex');
}
