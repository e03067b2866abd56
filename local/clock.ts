/**
 * The clock of one machine's stand-ins: real time plus a durable offset, so that a year of collection can be run in minutes.
 * Time keeps ticking; only `local/main.ts` moves the offset, by writing the clock file and asking each process to read it again.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';

export class LocalClock {
  #offsetMs = 0;
  readonly #path: string | undefined;

  /** @param path the clock file; without one the clock is real time. A missing file counts as offset 0. */
  constructor(path: string | undefined) {
    this.#path = path;
    this.reload();
  }

  /** Milliseconds since 1970 on the local clock. */
  now(): number {
    return realNow() + this.#offsetMs;
  }

  get offsetMs(): number {
    return this.#offsetMs;
  }

  reload(): void {
    if (this.#path === undefined) return;
    try {
      this.#offsetMs = (JSON.parse(readFileSync(this.#path, 'utf8')) as { offsetMs: number }).offsetMs;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}

/** Writes the clock file so that a crash leaves the old or the new one, never half of it. */
export function writeClockFile(path: string, offsetMs: number): void {
  writeFileSync(`${path}.new`, JSON.stringify({ offsetMs }));
  renameSync(`${path}.new`, path);
}

/** The machine's own time, also after the host has replaced `Date` for the app it runs. */
export function realNow(): number {
  return performance.timeOrigin + performance.now();
}
