/** The messages in the hands of receivers: locked until they are settled, given back, or the lock runs out. */
import type { Consumer } from './lane.ts';
import { LockTable } from './lock-table.ts';
import { newLockToken } from './lock-token.ts';
import type { QueuedMessage } from './queued-message.ts';
import { Refusal } from './refusal.ts';

export type Held = {
  readonly message: QueuedMessage;
  /** Whose session it is of; message locks without a session belong to whoever knows the token. */
  readonly holder: Consumer | undefined;
  /** Where it stood, and goes when it is given back. */
  readonly from: 'waiting' | 'deferred';
};

export class Custody {
  readonly #locks: LockTable<Held>;

  /** @param lost told each message whose lock ran out */
  constructor(lockDurationMs: number, lost: (held: Held) => void) {
    this.#locks = new LockTable<Held>(lockDurationMs, ({ value }) => lost(value));
  }

  get size(): number {
    return this.#locks.size;
  }

  /** @returns the lock's token and when it runs out, on monotonic time */
  lock(held: Held): { lockToken: string; untilMs: number } {
    const { key, untilMs } = this.#locks.add(newLockToken(), held);
    return { lockToken: key, untilMs };
  }

  /** Ends a lock to settle its message. @throws Refusal when the lock is lost */
  unlock(lockToken: string): Held {
    const lock = this.#locks.release(lockToken);
    if (lock === undefined) throw messageLockLost();
    return lock.value;
  }

  /** @returns when the lock now runs out, on monotonic time. @throws Refusal when the lock is lost */
  renew(lockToken: string): number {
    const lock = this.#locks.get(lockToken);
    if (lock === undefined) throw messageLockLost();
    this.#locks.renew(lock);
    return lock.untilMs;
  }

  /** Ends all locks of a receiver whose session is over. */
  takeBack(holder: Consumer): Held[] {
    const held = [...this.#locks.values()].filter(({ value }) => value.holder === holder);
    for (const { key } of held) this.#locks.release(key);
    return held.map(({ value }) => value);
  }

  stop(): void {
    this.#locks.clear();
  }
}

function messageLockLost(): Refusal {
  return new Refusal(
    'com.microsoft:message-lock-lost',
    'The lock supplied is invalid. Either the lock expired, or the message has already been removed from the queue.',
  );
}
