/** What Dataverse counted, and what of it a piece of work cost. */
import type { Stack } from './stack.ts';

export type Counters = {
  readonly httpRequests: number;
  readonly rowOperations: number;
  readonly executionSeconds: number;
  readonly throttled: number;
};

export async function countersOf(stack: Stack): Promise<Counters> {
  return (await stack.state<{ readonly counters: Counters }>('dataverse')).counters;
}

export function difference(after: Counters, before: Counters): Counters {
  return {
    httpRequests: after.httpRequests - before.httpRequests,
    rowOperations: after.rowOperations - before.rowOperations,
    executionSeconds: Math.round((after.executionSeconds - before.executionSeconds) * 1000) / 1000,
    throttled: after.throttled - before.throttled,
  };
}
