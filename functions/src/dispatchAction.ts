/** Carries out one planned action, or finds out what became of one that fell silent. */
import { dispatches, queues, type Dispatches } from '@dunlin/shared/messages/messages';
import { onQueue } from './bus/on-queue.ts';
import { loadAction } from './dispatch/load-action.ts';
import { recoverReserved } from './dispatch/recover.ts';
import { sendPlanned } from './dispatch/send-planned.ts';
import type { Services } from './services.ts';

export async function dispatchAction(services: Services, message: Dispatches): Promise<string> {
  const loaded = await loadAction(services, message);
  if (!loaded) return `there is no action ${message.action}`;
  const { state } = loaded.record;
  switch (state) {
    case 'planned':
      return sendPlanned(services, loaded);
    case 'reserved':
      return recoverReserved(services, loaded);
    case 'withPerson':
    case 'unknown':
    case 'failed':
    case 'sent':
    case 'done':
    case 'cancelled':
      return `nothing to do: it is ${state}`;
  }
}

/** The action and what became of it, without the particulars: those may name people and addresses, and stand on the row. */
export function forLog({ action }: Dispatches, outcome: string): string {
  const [kind = ''] = outcome.split(': ');
  return `action ${action}: ${kind}`;
}

onQueue('dispatchAction', {
  queue: queues.dispatches,
  read: dispatches,
  work: async (services, hint) => forLog(hint, await dispatchAction(services, hint)),
});
