/** The packed solution with some of its text changed: what an earlier or another version of it would have been. */
import { readFileSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { zipPath } from '../../solution/paths.ts';

/** @param edits of customizations.xml: what is replaced, which has to be there, and by what */
export function editedPackage(...edits: readonly (readonly [RegExp, string])[]): Uint8Array {
  const files = unzipSync(readFileSync(zipPath));
  const customizations = files['customizations.xml'];
  if (customizations === undefined) throw new Error(`${zipPath} has no customizations.xml`);
  let text = strFromU8(customizations);
  for (const [pattern, by] of edits) {
    if (!pattern.test(text)) throw new Error(`${zipPath} has nothing like ${String(pattern)}`);
    text = text.replace(pattern, by);
  }
  return zipSync({ ...files, 'customizations.xml': strToU8(text) }, { level: 1 });
}

/** The element of a key, with the space before it. */
export function keyElement(name: string): RegExp {
  return new RegExp(`\\s*<EntityKey>\\s*<Name>${name}</Name>[^]*?</EntityKey>`);
}
