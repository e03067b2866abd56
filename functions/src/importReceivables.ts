/** Imports the chunks of a run and ends it after the last one. A message only points at them. */
import { queues, receivableChanges, type ReceivableChanges } from '@dunlin/shared/messages/messages';
import { onQueue } from './bus/on-queue.ts';
import { DropError } from './erp/drop-error.ts';
import { planDueDebtors } from './evaluation/plan-due-debtors.ts';
import { finishRun } from './import/finish-run.ts';
import { importChunk } from './import/import-chunk.ts';
import { takeDrops, type DropResult } from './import/take-drops.ts';
import type { Services } from './services.ts';
import { enqueuePlannedOf } from './sweep/enqueue-planned.ts';

export async function importReceivables(services: Services, message: ReceivableChanges): Promise<string> {
  switch (message.kind) {
    case 'chunk':
      return importChunk(services, message.run, message.chunk);
    case 'finish':
      return finish(services, message.run);
  }
}

/** A drop that waited is started at once, and debtors are evaluated after the last of them only: what comes between is history by then. */
async function finish(services: Services, runId: string): Promise<string> {
  const finished = await finishRun(services, runId);
  if (finished.kind === 'nothing') return finished.because;
  const next = (await waitingDrops(services)).filter(({ kind }) => kind === 'started');
  const planned = await planDueDebtors(services);
  const released =
    finished.refreshed === undefined ? 0 : await enqueuePlannedOf(services, finished.refreshed);
  return [
    `${finished.closed} items closed, ${planned} debtors to evaluate`,
    ...(released > 0 ? [`${released} planned actions no longer wait for the ledger`] : []),
    ...next.map(({ drop }) => `${drop} is next`),
  ].join('; ');
}

/** This run is done whatever waits after it; a drop that cannot be read has alarmed already. */
async function waitingDrops(services: Services): Promise<readonly DropResult[]> {
  try {
    return await takeDrops(services);
  } catch (error) {
    if (error instanceof DropError) return [];
    throw error;
  }
}

onQueue('importReceivables', {
  queue: queues.receivableChanges,
  sessions: true,
  read: receivableChanges,
  work: importReceivables,
});
