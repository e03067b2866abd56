/**
 * Who works on which session of a queue: one receiver at a time, for as long as it holds the session's lock, and those who wait for
 * "the next session that has something to do".
 */
import { LockTable } from './lock-table.ts';
import type { Consumer } from './lane.ts';
import { Refusal } from './refusal.ts';

export interface SessionHolder extends Consumer {
  /** The name of its link, by which management requests tell whose session they mean. */
  readonly linkName: string;
  /** Its session was taken away. */
  lose(refusal: Refusal): void;
}

/** Somebody who asked for the next available session. Exactly one of the two is called, once. */
export type SessionWaiter = {
  readonly holder: SessionHolder;
  readonly granted: (sessionId: string) => void;
  readonly refused: (refusal: Refusal) => void;
};

type Options = {
  readonly lockDurationMs: number;
  /** The session that should be worked on next, among those for which the test holds. */
  readonly nextSession: (isFree: (sessionId: string) => boolean) => string | undefined;
  /** A holder no longer has its session; `expired` when the lock ran out. */
  readonly freed: (sessionId: string, holder: SessionHolder, expired: boolean) => void;
};

export class Sessions {
  readonly #options: Options;
  readonly #locks: LockTable<SessionHolder>;
  readonly #waiters = new Map<SessionWaiter, NodeJS.Timeout>();

  constructor(options: Options) {
    this.#options = options;
    this.#locks = new LockTable<SessionHolder>(options.lockDurationMs, ({ key, value }) => {
      value.lose(sessionLockLost(key));
      options.freed(key, value, true);
      this.offer();
    });
  }

  /** Takes a named session. @throws Refusal when somebody else has it */
  accept(sessionId: string, holder: SessionHolder): void {
    if (this.#locks.get(sessionId) !== undefined) {
      throw new Refusal(
        'com.microsoft:session-cannot-be-locked',
        `The requested session '${sessionId}' cannot be accepted. It is locked by another receiver.`,
      );
    }
    this.#locks.add(sessionId, holder);
  }

  /** Takes the next session with waiting messages, as soon as there is one. */
  acceptNext(waiter: SessionWaiter, waitMs: number): void {
    const timer = setTimeout(() => {
      this.#waiters.delete(waiter);
      waiter.refused(
        new Refusal('com.microsoft:timeout', 'No session with messages became available in time.'),
      );
    }, waitMs);
    timer.unref();
    this.#waiters.set(waiter, timer);
    this.offer();
  }

  stopWaiting(waiter: SessionWaiter): void {
    clearTimeout(this.#waiters.get(waiter));
    this.#waiters.delete(waiter);
  }

  /** To be called when a session may have become available. */
  offer(): void {
    for (const waiter of this.#waiters.keys()) {
      const sessionId = this.#options.nextSession((id) => this.#locks.get(id) === undefined);
      if (sessionId === undefined) return;
      this.stopWaiting(waiter);
      this.#locks.add(sessionId, waiter.holder);
      waiter.granted(sessionId);
    }
  }

  release(sessionId: string, holder: SessionHolder): void {
    if (this.#locks.get(sessionId)?.value !== holder) return;
    this.#locks.release(sessionId);
    this.#options.freed(sessionId, holder, false);
    this.offer();
  }

  /** When the lock runs out, on monotonic time. @throws Refusal when nobody, or another link, holds the session */
  lockedUntil(sessionId: string, linkName?: string): number {
    return this.#require(sessionId, linkName).untilMs;
  }

  holder(sessionId: string, linkName?: string): SessionHolder {
    return this.#require(sessionId, linkName).value;
  }

  /** Starts the lock's time again and tells when it now runs out. */
  renew(sessionId: string, linkName?: string): number {
    const lock = this.#require(sessionId, linkName);
    this.#locks.renew(lock);
    return lock.untilMs;
  }

  stop(): void {
    for (const waiter of this.#waiters.keys()) this.stopWaiting(waiter);
    this.#locks.clear();
  }

  #require(sessionId: string, linkName: string | undefined) {
    const lock = this.#locks.get(sessionId);
    if (lock === undefined || (linkName !== undefined && lock.value.linkName !== linkName)) {
      throw sessionLockLost(sessionId);
    }
    return lock;
  }
}

function sessionLockLost(sessionId: string): Refusal {
  return new Refusal(
    'com.microsoft:session-lock-lost',
    `The session lock was lost. Request a new session receiver for the session '${sessionId}'.`,
  );
}
