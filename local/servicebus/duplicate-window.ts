/** Duplicate detection: a message whose id was seen within the window, by the local clock, is accepted and dropped. */
import type { BrokerStore } from './store.ts';

export class DuplicateWindow {
  readonly #store: BrokerStore;
  readonly #queue: string;
  readonly #windowMs: number;
  #forgottenUntil = 0;

  constructor(store: BrokerStore, queue: string, windowMs: number) {
    this.#store = store;
    this.#queue = queue;
    this.#windowMs = windowMs;
  }

  /** The sequence number the first of the duplicates got. */
  find(messageKey: string, now: number): number | undefined {
    return this.#store.seenSince(this.#queue, messageKey, now - this.#windowMs);
  }

  remember(messageKey: string, sequence: number, now: number): void {
    this.#store.rememberSeen(this.#queue, { messageKey, sequence, seenAt: now });
    const outdated = now - this.#windowMs;
    // Once a window is often enough to bound the table.
    if (outdated - this.#forgottenUntil < this.#windowMs) return;
    this.#store.forgetSeenUntil(this.#queue, outdated);
    this.#forgottenUntil = outdated;
  }
}
