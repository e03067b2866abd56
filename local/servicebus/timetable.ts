/** What happens to messages by the local clock: scheduled ones become visible, old ones expire. */
import type { LocalClock } from '../clock.ts';
import { Alarm } from './alarm.ts';
import { Heap } from './heap.ts';
import type { QueuedMessage } from './queued-message.ts';

type Entry = { readonly atMs: number; readonly message: QueuedMessage };

export class Timetable {
  readonly #clock: LocalClock;
  readonly #alarm: Alarm;
  readonly #entries = new Heap<Entry>(
    (one, other) =>
      one.atMs < other.atMs || (one.atMs === other.atMs && one.message.sequence < other.message.sequence),
  );

  /** @param due told when something has become due by the passing of time; it then takes what is due */
  constructor(clock: LocalClock, due: () => void) {
    this.#clock = clock;
    this.#alarm = new Alarm(due);
  }

  add(atMs: number, message: QueuedMessage): void {
    const entry = { atMs, message };
    this.#entries.push(entry);
    if (this.#entries.peek() === entry) this.#alarm.set(atMs - this.#clock.now());
  }

  /** What is due by the local clock, in the order of its times; the caller looks whether it still applies. */
  takeDue(): QueuedMessage[] {
    const now = this.#clock.now();
    const due: QueuedMessage[] = [];
    for (
      let first = this.#entries.peek();
      first !== undefined && first.atMs <= now;
      first = this.#entries.peek()
    ) {
      due.push(first.message);
      this.#entries.take();
    }
    const next = this.#entries.peek();
    this.#alarm.set(next && next.atMs - now);
    return due;
  }

  stop(): void {
    this.#alarm.set(undefined);
  }
}
