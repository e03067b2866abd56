/** Time on one machine: it moves only when all is quiet, from one event to the next, and never past one. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Stack } from './stack.ts';

type BusState = { readonly quiet: boolean; readonly nextScheduledAt?: string };
type HostState = { readonly quiet: boolean; readonly nextTimerAt?: string };
type DataverseState = { readonly quiet: boolean };

export type Quiet = { readonly nextEventAt: number | undefined };

/**
 * Waits until no part has anything to do at the present time.
 * @throws Error when that takes longer than the patience allows.
 */
export async function untilQuiet(
  stack: Stack,
  patienceMs: number,
  onWait?: () => void | Promise<void>,
): Promise<Quiet> {
  const giveUpAt = performance.now() + patienceMs;
  let quietLooks = 0;
  for (;;) {
    const seen = await look(stack);
    quietLooks = seen ? quietLooks + 1 : 0;
    // Work moves between the parts: only when two looks in a row find all of them quiet, nothing was on its way.
    if (seen && quietLooks >= 2) return seen;
    if (performance.now() > giveUpAt)
      throw new Error(`Not quiet after ${patienceMs / 1000} seconds; the logs are in ${stack.folder}/logs`);
    if (!seen) {
      await onWait?.();
      await pause(10);
    }
  }
}

async function look(stack: Stack): Promise<Quiet | undefined> {
  try {
    const host = await stack.state<HostState>('host');
    const bus = await stack.state<BusState>('servicebus');
    const dataverse = await stack.state<DataverseState>('dataverse');
    if (!host.quiet || !bus.quiet || !dataverse.quiet) return undefined;
    const events = [host.nextTimerAt, bus.nextScheduledAt].flatMap((at) =>
      at === undefined ? [] : [Date.parse(at)],
    );
    return { nextEventAt: events.length === 0 ? undefined : Math.min(...events) };
  } catch (error) {
    // A part that is being started again does not answer for a moment: that is not quiet.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** Lets time pass until the instant, doing everything that falls due on the way. */
export async function advanceTo(
  stack: Stack,
  milliseconds: number,
  options: { readonly patienceMs: number; readonly onWait?: () => void | Promise<void> },
): Promise<void> {
  for (;;) {
    const { nextEventAt } = await untilQuiet(stack, options.patienceMs, options.onWait);
    if (nextEventAt === undefined || nextEventAt > milliseconds) break;
    await stack.setClock(nextEventAt);
    // The event falls due a moment after the clock was moved to it.
    await pause(5);
  }
  await stack.setClock(milliseconds);
  await untilQuiet(stack, options.patienceMs, options.onWait);
}
