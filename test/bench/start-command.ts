/** `npm start` as a process of its own, and the summary it ends with. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Summary } from '../../local/start/summary.ts';

export const repository = fileURLToPath(new URL('../..', import.meta.url));

/** @throws Error with what the command said when it does not end well. */
export async function summaryOfStart(args: readonly string[]): Promise<Summary> {
  const command = ['local/main.ts', '--once', '--json', '--fresh', ...args];
  const { stdout } = await promisify(execFile)(process.execPath, command, {
    cwd: repository,
    maxBuffer: 2 ** 26,
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Summary;
}

/** From the started stack to quiet on the evening of the last day. */
export function secondsOfDays({ seconds }: Summary): number {
  const { days } = seconds;
  if (days === undefined) throw new Error('The summary does not say how long the days took');
  return days;
}
