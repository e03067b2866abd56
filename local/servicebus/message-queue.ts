/**
 * One queue, or the dead letters of one. A change is written first; it shows to receivers, and is answered to senders, only after its
 * commit. Memory holds the order and the places of the messages, the store their bytes and all that must survive.
 */
import type { LocalClock } from '../clock.ts';
import { arrivalOf, madeVisible } from './arrival.ts';
import { Custody } from './custody.ts';
import type { Held } from './custody.ts';
import { DuplicateWindow } from './duplicate-window.ts';
import type { Consumer, Delivered } from './lane.ts';
import { newLockToken } from './lock-token.ts';
import { stampPayload, withProperties } from './payload.ts';
import type { Incoming } from './payload.ts';
import { Places } from './places.ts';
import type { Place } from './places.ts';
import type { QueuedMessage } from './queued-message.ts';
import { Refusal } from './refusal.ts';
import { Sessions } from './sessions.ts';
import type { QueueSettings } from './settings.ts';
import type { BrokerStore, StoredPayload } from './store.ts';

export type Properties = Readonly<Record<string, unknown>>;
export type Cause = { readonly reason?: string | undefined; readonly description?: string | undefined };
type Arrived = { readonly message: QueuedMessage; readonly place: Place };

type Parts = {
  readonly settings: QueueSettings;
  readonly store: BrokerStore;
  readonly clock: LocalClock;
} & (
  | { readonly deadLetters: MessageQueue; readonly deadLettersOf?: undefined }
  /** The name of the queue whose dead letters these are. */
  | { readonly deadLettersOf: string; readonly deadLetters?: undefined }
);

export class MessageQueue {
  readonly settings: QueueSettings;
  /** Only in a queue that requires sessions. */
  readonly sessions: Sessions | undefined;
  /** Only in a queue that is not itself the dead letters of another. */
  readonly deadLetters: MessageQueue | undefined;
  readonly #deadLettersOf: string | undefined;
  readonly #key: string;
  readonly #store: BrokerStore;
  readonly #clock: LocalClock;
  readonly #places: Places;
  readonly #custody: Custody;
  readonly #duplicates: DuplicateWindow | undefined;
  #lastSequence: number;

  constructor({ settings, store, clock, deadLetters, deadLettersOf }: Parts) {
    this.settings = settings;
    this.deadLetters = deadLetters;
    this.#deadLettersOf = deadLettersOf;
    this.#store = store;
    this.#clock = clock;
    this.#key = settings.name.toLowerCase();
    this.#lastSequence = store.lastSequence(this.#key);
    this.#places = new Places({ bySession: settings.requiresSession, clock, due: () => this.catchUp() });
    const lockDurationMs = settings.lockDurationSeconds * 1000;
    // In a session the session's lock bounds the locks of its messages.
    this.#custody = new Custody(settings.requiresSession ? Infinity : lockDurationMs, (held) =>
      this.#failDelivery(held),
    );
    if (settings.requiresSession) {
      this.sessions = new Sessions({
        lockDurationMs,
        nextSession: (isFree) => this.#places.lanes.nextSession(isFree),
        freed: (sessionId, holder, expired) => this.#freeSession(sessionId, holder, expired),
      });
    }
    if (settings.duplicateDetectionWindowSeconds !== undefined) {
      this.#duplicates = new DuplicateWindow(
        store,
        this.#key,
        settings.duplicateDetectionWindowSeconds * 1000,
      );
    }
  }

  get counts(): { waiting: number; scheduled: number; locked: number } {
    return { ...this.#places.counts, locked: this.#custody.size };
  }

  /** Milliseconds since 1970 on the local clock. */
  get nextScheduledAt(): number | undefined {
    return this.#places.nextScheduledAt;
  }

  /** Takes up what the store holds; every message that was locked when the broker ended is available again. */
  restore(): void {
    for (const { state, ...stored } of this.#store.messages(this.#key)) {
      const message: QueuedMessage = { ...stored, place: 'gone' };
      this.#places.put(message, state === 'active' ? 'waiting' : state);
    }
    this.catchUp();
  }

  /**
   * Takes messages in, all or none; they are durable after the next commit.
   * @returns their sequence numbers; a duplicate gets that of the first
   * @throws Refusal when a message has no session and the queue requires one
   */
  enqueue(incoming: readonly Incoming[]): number[] {
    if (this.settings.requiresSession && incoming.some(({ sessionId }) => sessionId === undefined)) {
      throw new Refusal(
        'amqp:not-allowed',
        `The SessionId was not set on a message, and it cannot be sent to '${this.settings.name}', which requires sessions.`,
      );
    }
    if (this.deadLetters === undefined)
      throw new Refusal('amqp:not-allowed', 'Dead letters cannot be sent to.');
    const now = this.#now();
    const arrivals: Arrived[] = [];
    const sequences = incoming.map((one) => {
      const seen = this.#duplicates?.find(one.messageKey, now);
      if (seen !== undefined) return seen;
      const message = this.#insert(one, now);
      arrivals.push({ message, place: message.scheduledFor === undefined ? 'waiting' : 'scheduled' });
      return message.sequence;
    });
    this.#store.setLastSequence(this.#key, this.#lastSequence);
    this.#store.afterCommit(() => this.#arrive(arrivals));
    return sequences;
  }

  /** @throws Refusal, cancelling none, when one of them is not scheduled (any more) */
  cancelScheduled(sequences: readonly number[]): void {
    for (const { id } of this.#places.takeScheduled(sequences)) this.#store.remove(id);
  }

  /** Lets a receiver take from the queue, or from the session it holds. */
  attach(consumer: Consumer, sessionId?: string): void {
    this.#places.lanes.of(sessionId).consumers.add(consumer);
  }

  /** What the receiver had locked stays locked until the lock runs out, as in Service Bus. Sessions are released by `sessions`. */
  detach(consumer: Consumer): void {
    this.#places.lanes.of(undefined).consumers.delete(consumer);
  }

  /** Hands out what waits to those who take it; to be called when a receiver gave credit. */
  serve(sessionId?: string): void {
    const lane = this.#places.lanes.of(sessionId);
    for (;;) {
      const consumer = lane.firstWaiting && lane.nextConsumer();
      const message = consumer && this.#places.takeFirst(sessionId);
      if (consumer === undefined || message === undefined) return;
      message.place = 'gone';
      if (this.#isExpired(message)) this.#expire(message);
      else if (consumer.settlesOnDelivery) this.#handOverForGood(message, consumer);
      else
        consumer.deliver({ ...this.#lock({ message, holder: consumer, from: 'waiting' }), reserved: false });
    }
  }

  /** @throws Refusal when the lock is lost; so do the other settlements */
  complete(lockToken: string): void {
    this.#store.remove(this.#custody.unlock(lockToken).message.id);
  }

  /** Gives the message back; it counts as a delivery that failed. */
  abandon(lockToken: string, properties: Properties = {}): void {
    this.#failDelivery(this.#custody.unlock(lockToken), properties);
  }

  defer(lockToken: string, properties: Properties = {}): void {
    const { message } = this.#custody.unlock(lockToken);
    this.#store.setState(message.id, 'deferred');
    this.#setProperties(message, properties);
    this.#store.afterCommit(() => this.#places.put(message, 'deferred'));
  }

  deadLetter(lockToken: string, cause: Cause, properties: Properties = {}): void {
    if (this.deadLetters === undefined)
      throw new Refusal('amqp:not-allowed', 'A dead letter cannot be dead-lettered again.');
    this.#bury(this.#custody.unlock(lockToken).message, cause, properties);
  }

  /** @returns when the lock now runs out, by the local clock */
  renewLock(lockToken: string): number {
    if (this.settings.requiresSession) {
      throw new Refusal(
        'amqp:not-allowed',
        'A message of a session has no lock of its own: renew the lock of the session.',
      );
    }
    return this.onLocalClock(this.#custody.renew(lockToken));
  }

  /**
   * Takes deferred messages by their sequence numbers.
   * @param options holder: the receiver that holds their session; settle: receive-and-delete
   * @throws Refusal, taking none, when one of them is not deferred
   */
  receiveDeferred(
    sequences: readonly number[],
    options: { holder?: Consumer | undefined; settle: boolean },
  ): Delivered[] {
    return this.#places.takeDeferred(sequences).map((message) => {
      if (!options.settle) return this.#lock({ message, holder: options.holder, from: 'deferred' });
      const bytes = this.#bytes(message);
      this.#store.remove(message.id);
      return { lockToken: newLockToken(), bytes };
    });
  }

  /** Reads on without taking anything, in the order of the sequence numbers, wherever the messages stand. */
  browse(range: { fromSequence: number; count: number; sessionId?: string | undefined }): StoredPayload[] {
    return this.#store.browse(this.#key, range);
  }

  /** A browsed message as a client gets it. */
  browsedBytes({ payload, ...message }: StoredPayload): Buffer {
    return stampPayload(payload, { ...message, deadLetterSource: this.#deadLettersOf });
  }

  sessionState(sessionId: string): Buffer | undefined {
    return this.#store.sessionState(this.#key, sessionId);
  }

  setSessionState(sessionId: string, state: Buffer | undefined): void {
    this.#store.setSessionState(this.#key, sessionId, state);
  }

  /** Does what has become due by the local clock. */
  catchUp(): void {
    const now = this.#now();
    for (const { message, was } of this.#places.takeDue()) {
      if (was === 'scheduled') this.#makeVisible(message, now);
      else this.#expire(message);
    }
  }

  /** An instant of monotonic time as clients see it. */
  onLocalClock(monotonicMs: number): number {
    return this.#clock.now() + (monotonicMs - performance.now());
  }

  stop(): void {
    this.#places.stop();
    this.#custody.stop();
    this.sessions?.stop();
  }

  #now(): number {
    return Math.floor(this.#clock.now());
  }

  #insert(incoming: Incoming, now: number): QueuedMessage {
    const { state, ...message } = arrivalOf(incoming, {
      sequence: (this.#lastSequence += 1),
      now,
      settings: this.settings,
    });
    const id = this.#store.insert(this.#key, { ...message, state }, incoming.payload);
    this.#duplicates?.remember(incoming.messageKey, message.sequence, now);
    return { ...message, id, place: 'gone' };
  }

  #makeVisible(scheduled: QueuedMessage, now: number): void {
    const message = madeVisible(scheduled, { sequence: (this.#lastSequence += 1), now });
    this.#store.activate(message.id, message);
    this.#store.setLastSequence(this.#key, message.sequence);
    this.#store.afterCommit(() => this.#arrive([{ message, place: 'waiting' }]));
  }

  /** Committed messages take their places and are offered to receivers. */
  #arrive(arrivals: readonly Arrived[]): void {
    const lanes = new Set<string | undefined>();
    for (const { message, place } of arrivals) {
      this.#places.put(message, place);
      if (place === 'waiting') lanes.add(message.sessionId);
    }
    this.sessions?.offer();
    for (const sessionId of lanes) this.serve(sessionId);
  }

  #lock(held: Held): Delivered {
    const { lockToken, untilMs } = this.#custody.lock(held);
    const { sessionId } = held.message;
    const lockedUntilMs =
      this.sessions && sessionId !== undefined ? this.sessions.lockedUntil(sessionId) : untilMs;
    return { lockToken, bytes: this.#bytes(held.message, this.onLocalClock(lockedUntilMs)) };
  }

  #handOverForGood(message: QueuedMessage, consumer: Consumer): void {
    const bytes = this.#bytes(message);
    this.#store.remove(message.id);
    consumer.reserve();
    this.#store.afterCommit(() => consumer.deliver({ lockToken: newLockToken(), bytes, reserved: true }));
  }

  /** A delivery ended without success: the message goes back to its place or, after too many of these, to the dead letters. */
  #failDelivery({ message, from }: Held, properties: Properties = {}): void {
    message.deliveryCount += 1;
    this.#store.setDeliveryCount(message.id, message.deliveryCount);
    if (this.deadLetters !== undefined && message.deliveryCount >= this.settings.maxDeliveryCount) {
      const description = `Message could not be consumed after ${this.settings.maxDeliveryCount} delivery attempts.`;
      this.#bury(message, { reason: 'MaxDeliveryCountExceeded', description }, properties);
      return;
    }
    this.#setProperties(message, properties);
    this.#store.afterCommit(() => this.#putBack(message, from));
  }

  #putBack(message: QueuedMessage, place: Place): void {
    if (this.#isExpired(message)) this.#expire(message);
    else this.#arrive([{ message, place }]);
  }

  // A session closed by its receiver does not count against its messages; one whose lock ran out does.
  #freeSession(sessionId: string, holder: Consumer, expired: boolean): void {
    this.#places.lanes.of(sessionId).consumers.delete(holder);
    for (const held of this.#custody.takeBack(holder)) {
      if (expired) this.#failDelivery(held);
      else this.#putBack(held.message, held.from);
    }
    this.#places.lanes.tidy(sessionId);
  }

  #isExpired({ expiresAt }: QueuedMessage): boolean {
    return expiresAt !== undefined && expiresAt <= this.#clock.now();
  }

  #expire(message: QueuedMessage): void {
    if (!this.settings.deadLetterOnExpiration) {
      this.#store.remove(message.id);
      return;
    }
    this.#bury(message, {
      reason: 'TTLExpiredException',
      description: 'The message expired and was dead lettered.',
    });
  }

  #bury(message: QueuedMessage, cause: Cause, properties: Properties = {}): void {
    const { deadLetters } = this;
    if (deadLetters === undefined) throw new Error('A dead letter cannot be dead-lettered again.');
    this.#setProperties(message, {
      ...properties,
      ...(cause.reason === undefined ? {} : { DeadLetterReason: cause.reason }),
      ...(cause.description === undefined ? {} : { DeadLetterErrorDescription: cause.description }),
    });
    this.#store.moveTo(deadLetters.#key, message.id);
    // Dead letters do not expire, and they have no sessions.
    const letter = { ...message, expiresAt: undefined };
    this.#store.afterCommit(() => deadLetters.#arrive([{ message: letter, place: 'waiting' }]));
  }

  #setProperties(message: QueuedMessage, properties: Properties): void {
    if (Object.keys(properties).length === 0) return;
    this.#store.setPayload(message.id, withProperties(this.#store.payload(message.id), properties));
  }

  #bytes(message: QueuedMessage, lockedUntil?: number): Buffer {
    return stampPayload(this.#store.payload(message.id), {
      ...message,
      deadLetterSource: this.#deadLettersOf,
      ...(lockedUntil === undefined ? {} : { lockedUntil }),
    });
  }
}
