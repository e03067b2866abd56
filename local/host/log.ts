/** The log of the host and of the functions it runs: plain lines `HH:MM:SS level function: text`, in UTC of the local clock. */
import type { LogLevel } from './core-types.ts';

/** Writes from `information` up, as the real host does unless told otherwise; `error` and `critical` go to stderr. */
export function writeLog(level: LogLevel, source: string, text: string): void {
  if (level === 'trace' || level === 'debug' || level === 'none') return;
  const stream = level === 'error' || level === 'critical' ? process.stderr : process.stdout;
  stream.write(`${new Date().toISOString().slice(11, 19)} ${level} ${source}: ${text}\n`);
}

/** The stack of an error, with its causes; of anything else that was thrown, what it prints as. */
export function stackOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const stack = thrown.stack ?? thrown.message;
  return thrown.cause === undefined ? stack : `${stack}\nCaused by: ${stackOf(thrown.cause)}`;
}
