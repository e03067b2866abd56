/** Where the messages of one queue stand, in memory: waiting in a lane, scheduled or deferred. Nothing here writes. */
import type { LocalClock } from '../clock.ts';
import { Lanes } from './lanes.ts';
import type { QueuedMessage } from './queued-message.ts';
import { Refusal } from './refusal.ts';
import { Timetable } from './timetable.ts';

export type Place = 'waiting' | 'scheduled' | 'deferred';
export type Due = { readonly message: QueuedMessage; readonly was: Place };

export class Places {
  readonly lanes: Lanes;
  readonly #timetable: Timetable;
  readonly #scheduled = new Map<number, QueuedMessage>();
  readonly #deferred = new Map<number, QueuedMessage>();
  #waitingCount = 0;

  /** @param parts due: told when a scheduled message should become visible or another may have expired */
  constructor({ bySession, clock, due }: { bySession: boolean; clock: LocalClock; due: () => void }) {
    this.lanes = new Lanes(bySession);
    this.#timetable = new Timetable(clock, due);
  }

  get counts(): { waiting: number; scheduled: number } {
    return { waiting: this.#waitingCount, scheduled: this.#scheduled.size };
  }

  /** Milliseconds since 1970 on the local clock. */
  get nextScheduledAt(): number | undefined {
    let next: number | undefined;
    for (const { scheduledFor } of this.#scheduled.values()) {
      if (scheduledFor !== undefined && (next === undefined || scheduledFor < next)) next = scheduledFor;
    }
    return next;
  }

  put(message: QueuedMessage, place: Place): void {
    message.place = place;
    if (place === 'scheduled') this.#scheduled.set(message.sequence, message);
    else if (place === 'deferred') this.#deferred.set(message.sequence, message);
    else {
      this.lanes.of(message.sessionId).add(message);
      this.#waitingCount += 1;
    }
    const dueAt = place === 'scheduled' ? message.scheduledFor : message.expiresAt;
    if (dueAt !== undefined) this.#timetable.add(dueAt, message);
  }

  takeFirst(sessionId: string | undefined): QueuedMessage | undefined {
    const message = this.lanes.of(sessionId).takeFirst();
    if (message !== undefined) this.#waitingCount -= 1;
    return message;
  }

  /** @throws Refusal, taking none, when one of them is not there */
  takeDeferred(sequences: readonly number[]): QueuedMessage[] {
    return takeAll(this.#deferred, sequences);
  }

  /** @throws Refusal, taking none, when one of them is not there */
  takeScheduled(sequences: readonly number[]): QueuedMessage[] {
    return takeAll(this.#scheduled, sequences);
  }

  /** Takes what is due by the local clock: scheduled messages to make visible, others to expire. */
  takeDue(): Due[] {
    const due: Due[] = [];
    for (const message of this.#timetable.takeDue()) {
      const was = message.place;
      if (was !== 'waiting' && was !== 'scheduled' && was !== 'deferred') continue;
      if (was === 'waiting') this.#waitingCount -= 1;
      this.#scheduled.delete(message.sequence);
      this.#deferred.delete(message.sequence);
      message.place = 'gone';
      due.push({ message, was });
    }
    return due;
  }

  stop(): void {
    this.#timetable.stop();
  }
}

function takeAll(shelf: Map<number, QueuedMessage>, sequences: readonly number[]): QueuedMessage[] {
  const messages = sequences.map((sequence) => {
    const message = shelf.get(sequence);
    if (message !== undefined) return message;
    throw new Refusal(
      'com.microsoft:message-not-found',
      `There is no such message with the sequence number ${sequence}.`,
    );
  });
  for (const message of messages) {
    shelf.delete(message.sequence);
    message.place = 'gone';
  }
  return messages;
}
