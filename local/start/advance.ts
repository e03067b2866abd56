/** Time on one machine: it moves only when all is quiet, from one event to the next, and never past one. */
import { setTimeout as pause } from 'node:timers/promises';
import { PartUnreachable, type Stack } from './stack.ts';

type BusState = { readonly quiet: boolean; readonly nextScheduledAt?: string };
type HostState = { readonly quiet: boolean; readonly finished: number; readonly nextTimerAt?: string };
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
  const startedAt = performance.now();
  for (;;) {
    const seen = await look(stack);
    if (seen) return seen;
    const waitedMs = performance.now() - startedAt;
    if (waitedMs > patienceMs)
      throw new Error(`Not quiet after ${patienceMs / 1000} seconds; the logs are in ${stack.folder}/logs`);
    await onWait?.();
    await pause(pauseAfter(waitedMs));
  }
}

/** Looking takes time from those who are looked at: the longer the work, the rarer the looks, which costs it a twentieth at most. */
function pauseAfter(waitedMs: number): number {
  return Math.min(250, Math.max(5, waitedMs / 20));
}

/** The host is asked first and last: when it finished nothing in between, no work was on its way between the parts meanwhile. */
async function look(stack: Stack): Promise<Quiet | undefined> {
  try {
    const before = await stack.state<HostState>('host');
    if (!before.quiet) return undefined;
    const dataverse = await stack.state<DataverseState>('dataverse');
    const bus = await stack.state<BusState>('servicebus');
    const host = await stack.state<HostState>('host');
    if (!dataverse.quiet || !bus.quiet || !host.quiet || host.finished !== before.finished) return undefined;
    const events = [host.nextTimerAt, bus.nextScheduledAt].flatMap((at) =>
      at === undefined ? [] : [Date.parse(at)],
    );
    return { nextEventAt: events.length === 0 ? undefined : Math.min(...events) };
  } catch (error) {
    // A part that is being started again does not answer for a moment: that is not quiet.
    if (error instanceof PartUnreachable) return undefined;
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
