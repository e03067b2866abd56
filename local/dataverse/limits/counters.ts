/** What customers pay for, counted since the environment was made: kept with the rows, so that it survives a restart. */
import type { Store } from '../store/store.ts';
import type { Meter } from './cost.ts';

export interface CounterValues {
  readonly httpRequests: number;
  readonly rowOperations: number;
  readonly executionSeconds: number;
  readonly throttled: number;
}

const names = ['httpRequests', 'rowOperations', 'executionMs', 'throttled'] as const;

export class Counters {
  readonly #store: Store;
  readonly #values: Record<(typeof names)[number], number>;
  #changed = false;

  constructor(store: Store) {
    this.#store = store;
    this.#values = { httpRequests: 0, rowOperations: 0, executionMs: 0, throttled: 0 };
    for (const name of names) this.#values[name] = store.counter(name);
  }

  count(meter: Meter): void {
    this.#values.httpRequests += 1;
    this.#values.rowOperations += meter.rowOperations;
    this.#values.executionMs += meter.milliseconds;
    this.#changed = true;
  }

  countThrottled(): void {
    this.#values.httpRequests += 1;
    this.#values.throttled += 1;
    this.#changed = true;
  }

  values(): CounterValues {
    const { httpRequests, rowOperations, executionMs, throttled } = this.#values;
    return { httpRequests, rowOperations, executionSeconds: executionMs / 1_000, throttled };
  }

  /** Writes them down, if there is anything new; call inside a transaction. */
  keep(): void {
    if (!this.#changed) return;
    for (const name of names) this.#store.setCounter(name, this.#values[name]);
    this.#changed = false;
  }
}
