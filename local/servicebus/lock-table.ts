/**
 * Locks that run out, on monotonic time: moving the local clock neither breaks nor prolongs them.
 * All locks of a table last equally long, so the table keeps them in the order in which they run out.
 */
import { Alarm } from './alarm.ts';

export type Lock<T> = { readonly key: string; readonly value: T; untilMs: number };

export class LockTable<T> {
  readonly #locks = new Map<string, Lock<T>>();
  readonly #durationMs: number;
  readonly #lost: (lock: Lock<T>) => void;
  readonly #alarm = new Alarm(() => this.#expire());
  #alarmSet = false;

  /**
   * @param durationMs how long a lock lasts; Infinity for locks that another lock bounds
   * @param lost told each lock that ran out, after it has left the table
   */
  constructor(durationMs: number, lost: (lock: Lock<T>) => void) {
    this.#durationMs = durationMs;
    this.#lost = lost;
  }

  get size(): number {
    return this.#locks.size;
  }

  get(key: string): Lock<T> | undefined {
    return this.#locks.get(key);
  }

  values(): IterableIterator<Lock<T>> {
    return this.#locks.values();
  }

  add(key: string, value: T): Lock<T> {
    const lock = { key, value, untilMs: performance.now() + this.#durationMs };
    this.#locks.set(key, lock);
    if (!this.#alarmSet) this.#setAlarm();
    return lock;
  }

  /** Starts a lock's time again. */
  renew(lock: Lock<T>): void {
    this.#locks.delete(lock.key);
    lock.untilMs = performance.now() + this.#durationMs;
    this.#locks.set(lock.key, lock);
  }

  release(key: string): Lock<T> | undefined {
    const lock = this.#locks.get(key);
    this.#locks.delete(key);
    return lock;
  }

  clear(): void {
    this.#locks.clear();
    this.#alarm.set(undefined);
    this.#alarmSet = false;
  }

  #expire(): void {
    const now = performance.now();
    for (const lock of this.#locks.values()) {
      if (lock.untilMs > now) break;
      this.#locks.delete(lock.key);
      this.#lost(lock);
    }
    this.#setAlarm();
  }

  // The alarm may ring for a lock that was released or renewed meanwhile: cheaper than setting it at every settlement.
  #setAlarm(): void {
    const first = this.#locks.values().next().value;
    this.#alarmSet = first !== undefined;
    this.#alarm.set(first && first.untilMs - performance.now());
  }
}
