/** One day of the local world: what the ERP was asked to do, its drop, its import, decisions, and what they send, until all is quiet in the evening. */
import { setTimeout as pause } from 'node:timers/promises';
import type { ErpHistory } from '../erp/history.ts';
import { takeCommands } from '../erp/take-commands.ts';
import { advanceTo, untilQuiet } from './advance.ts';
import { instantOn } from './day.ts';
import type { Stack } from './stack.ts';
import { askToSync } from './sync-erp.ts';

/** Before people work anywhere we are, and after they went home. */
export const morning = '03:00';
export const evening = '20:00';

export class DropRefused extends Error {}

/**
 * @param options.patienceMs how long one wait may last
 * @throws DropRefused with the reason when the app refuses the drop, Error when a wait lasts longer.
 */
export async function runDay(
  stack: Stack,
  day: string,
  history: ErpHistory,
  options: {
    readonly patienceMs: number;
    readonly onWait?: () => void | Promise<void>;
    readonly afterImport?: () => Promise<void>;
  },
): Promise<void> {
  const { patienceMs } = options;
  const waiting = { patienceMs, ...(options.onWait && { onWait: options.onWait }) };
  await advanceTo(stack, instantOn(day, morning), waiting);
  await takeCommands(stack.dropFolder);
  const manifest = await history.drop(stack.dropFolder, day);
  if (manifest !== undefined) await sync(stack, patienceMs);
  await untilQuiet(stack, patienceMs, options.onWait);
  await options.afterImport?.();
  await advanceTo(stack, instantOn(day, evening), waiting);
}

type SyncResult = { readonly drop: string; readonly kind: string; readonly reason?: string };

async function sync(stack: Stack, patienceMs: number): Promise<void> {
  const { ok, body } = await askedToSync(stack, patienceMs);
  if (ok) return;
  if ('error' in body) throw new DropRefused(body.error);
  throw new DropRefused(
    body.flatMap(({ drop, reason }) => (reason === undefined ? [] : [`${drop}: ${reason}`])).join('; '),
  );
}

type Answer = {
  readonly ok: boolean;
  readonly body: readonly SyncResult[] | { readonly error: string };
};

/** A part that is being started again fails the request, which is then made anew: the drop is there, and looking for it is safe to repeat. */
async function askedToSync(stack: Stack, patienceMs: number): Promise<Answer> {
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    try {
      const response = await askToSync(stack);
      if (response.status < 500) return { ok: response.ok, body: (await response.json()) as Answer['body'] };
      if (performance.now() > giveUpAt) throw new Error(`The app answers ${response.status}`);
    } catch (error) {
      if (performance.now() > giveUpAt) throw error;
    }
    await pause(200);
  }
}
