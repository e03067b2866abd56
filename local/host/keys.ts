/** The keys that HTTP triggers ask for, made once and kept in the host's folder. */
import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';

export type Keys = {
  /** Opens every function of level `function`. */
  readonly function: string;
  /** Opens every function, also those of level `admin`. */
  readonly master: string;
};

export function loadKeys(path: string): Keys {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Keys;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const keys = { function: newKey(), master: newKey() };
  writeFileSync(`${path}.new`, JSON.stringify(keys), { mode: 0o600 });
  renameSync(`${path}.new`, path);
  return keys;
}

function newKey(): string {
  return randomBytes(32).toString('base64url');
}
