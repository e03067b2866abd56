/** `npm start` as a person runs it: the command as a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { patienceMs } from './scenario.ts';

export const repository = fileURLToPath(new URL('../../..', import.meta.url));

export type Run = {
  /** Resolves once the text was said, on stdout or stderr; rejects when the process ends without having said it. */
  said(text: string): Promise<void>;
  /** As a terminal does it: every process of the group gets the signal. */
  ctrlC(): void;
  readonly ended: Promise<Ended>;
};

export type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

export function npmStart(...args: readonly string[]): Run {
  return npmStartWithin(patienceMs, ...args);
}

/** @param storyMs how long the story lasts that it is part of */
export function npmStartWithin(storyMs: number, ...args: readonly string[]): Run {
  const child = spawn(process.execPath, ['local/main.ts', ...args], {
    cwd: repository,
    detached: true,
    // One that hangs is asked to stop while its story still runs, so that no part outlives it.
    timeout: 0.8 * storyMs,
  });
  let [stdout, stderr] = ['', ''];
  const listeners = new Set<() => void>();
  const heard = (): void => {
    for (const listener of listeners) listener();
  };
  child.stdout.on('data', (bytes: Buffer) => {
    stdout += bytes.toString();
    heard();
  });
  child.stderr.on('data', (bytes: Buffer) => {
    stderr += bytes.toString();
    heard();
  });
  const ended = once(child, 'close').then(([code]): Ended => ({
    code: code as number | null,
    stdout,
    stderr,
  }));
  return {
    said: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!(stdout + stderr).includes(text)) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
        void ended.then(({ code }) =>
          reject(new Error(`It ended with ${String(code)} and never said "${text}":\n${stdout}\n${stderr}`)),
        );
      }),
    ctrlC: () => process.kill(-(child.pid ?? 0), 'SIGINT'),
    ended,
  };
}
