/** The files that the local ERP's exports are made from, as the person gave them. */
import { readFileSync } from 'node:fs';

/** A file of the ledger's source that cannot be used: which, and why. */
export class SourceError extends Error {}

/** @throws SourceError naming the file when it cannot be read. */
export function readSource(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const problem = code === 'ENOENT' ? 'is not there' : `cannot be read (${code ?? String(cause)})`;
    throw new SourceError(`${file}: ${problem}`, { cause });
  }
}
