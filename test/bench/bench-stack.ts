/** A stack with the starter policy, its work cut into phases whose cost in Dataverse is counted one by one. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ServiceBusClient } from '@azure/service-bus';
import { untilQuiet } from '../../local/start/advance.ts';
import { countersOf, difference, type Counters } from '../../local/start/counters.ts';
import { instantOn } from '../../local/start/day.ts';
import { loadPolicy } from '../../local/start/load-policy.ts';
import { morning } from '../../local/start/run-day.ts';
import { startStack, type Stack } from '../../local/start/stack.ts';
import { askToSync } from '../../local/start/sync-erp.ts';
import { firstDay, type SampleDrop } from './sample-drop.ts';
import type { Surroundings } from './bench.ts';

export const patienceMs = 600_000;

/** What a phase took, and what Dataverse counted meanwhile. */
export type Cost = Counters & { readonly seconds: number };

export async function benchStack({ port, folder }: Surroundings): Promise<Stack> {
  const stack = await startStack({
    folder: join(folder, 'stack'),
    port,
    startAt: instantOn(firstDay, morning),
    log: (text) => process.stderr.write(`${text}\n`),
  });
  try {
    await loadPolicy(stack);
    await stack.startHost();
    return stack;
  } catch (error) {
    await stack.stop();
    throw error;
  }
}

export async function costOf(stack: Stack, work: () => Promise<void>): Promise<Cost> {
  const before = await countersOf(stack);
  const start = performance.now();
  await work();
  const seconds = (performance.now() - start) / 1000;
  return { seconds, ...difference(await countersOf(stack), before) };
}

/** Puts a drop where the ERP would; `sequence` makes another drop of the same files. */
export function place(stack: Stack, drop: SampleDrop, sequence = drop.manifest.sequence): void {
  mkdirSync(stack.dropFolder, { recursive: true });
  for (const role of ['items', 'customers', 'mapping'] as const) {
    const name = drop.manifest[role];
    copyFileSync(join(drop.folder, name), join(stack.dropFolder, name));
  }
  const manifest = JSON.parse(readFileSync(join(drop.folder, drop.manifestFile), 'utf8')) as object;
  writeFileSync(join(stack.dropFolder, `${sequence}.drop.json`), JSON.stringify({ ...manifest, sequence }));
}

export async function sync(stack: Stack): Promise<void> {
  const response = await askToSync(stack);
  if (!response.ok) throw new Error(`The drop was not taken: ${await response.text()}`);
}

/**
 * Keeps the evaluation from beginning, as any other consumer of the queue could: by holding the locks of its sessions.
 * @returns gives them back
 */
export async function holdEvaluations(stack: Stack): Promise<() => Promise<void>> {
  const { BUCKETS } = JSON.parse(readFileSync(join(stack.folder, 'settings.json'), 'utf8')) as {
    BUCKETS: string;
  };
  const client = new ServiceBusClient(stack.addresses.serviceBus);
  const sessions = await Promise.all(
    Array.from({ length: Number(BUCKETS) }, (_, bucket) =>
      client.acceptSession('evaluations', `bucket-${bucket}`),
    ),
  );
  const renewal = setInterval(() => {
    for (const session of sessions) void session.renewSessionLock();
  }, 15_000);
  return async () => {
    clearInterval(renewal);
    await client.close();
  };
}

/** Waits until the import has handed over the debtors and nothing of it is left to do. */
export async function untilImported(stack: Stack): Promise<void> {
  type Bus = {
    readonly queues: Readonly<Record<string, { readonly active: number; readonly locked: number }>>;
  };
  type Host = { readonly running: number; readonly finished: number };
  for (const giveUpAt = performance.now() + patienceMs; performance.now() < giveUpAt; await pause(10)) {
    const before = await stack.state<Host>('host');
    const { queues } = await stack.state<Bus>('servicebus');
    const after = await stack.state<Host>('host');
    const [changes, evaluations] = [queues['receivable-changes'], queues['evaluations']];
    if (!changes || !evaluations) throw new Error('The bus does not know its queues');
    const idle = before.running + after.running === 0 && before.finished === after.finished;
    if (idle && changes.active + changes.locked === 0 && evaluations.active > 0) return;
  }
  throw new Error(`The import did not end within ${patienceMs / 1000} seconds`);
}

export async function quiet(stack: Stack): Promise<void> {
  await untilQuiet(stack, patienceMs);
}
