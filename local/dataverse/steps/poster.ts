/** Delivers postings to Service Bus at least once: a posting leaves the outbox only after the queue has taken it. */
import { ServiceBusClient, type ServiceBusMessage, type ServiceBusSender } from '@azure/service-bus';
import type { WriteQueue } from '../store/write-queue.ts';
import type { Outbox, Posting } from './outbox.ts';

const postingsPerRound = 100;
const firstPauseMs = 250;
const longestPauseMs = 30_000;

export class Poster {
  readonly #outbox: Outbox;
  readonly #writes: WriteQueue;
  readonly #connectionString: string;
  /** Made when it is needed, and again after a failure: a connection that was lost is not worth mending. */
  #client: ServiceBusClient | undefined;
  readonly #senders = new Map<string, ServiceBusSender>();
  #running: Promise<void> | undefined;
  #pauseMs = firstPauseMs;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(outbox: Outbox, writes: WriteQueue, connectionString: string) {
    this.#outbox = outbox;
    this.#writes = writes;
    this.#connectionString = connectionString;
  }

  /** Call when there may be something to post. */
  wake(): void {
    if (this.#stopped || this.#running !== undefined || this.#timer !== undefined) return;
    this.#running = this.#postAll().finally(() => {
      this.#running = undefined;
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#disconnect();
    await this.#running;
  }

  async #postAll(): Promise<void> {
    while (!this.#stopped) {
      const postings = this.#outbox.oldest(postingsPerRound);
      const [first] = postings;
      if (first === undefined) return;
      // One queue at a time, in order: the first posting decides which.
      const sameQueue = postings.filter((posting) => posting.queue === first.queue);
      try {
        const sent = await this.#send(first.queue, sameQueue);
        await this.#writes.submit(() => this.#outbox.remove(sent.map((posting) => posting.id)));
        this.#pauseMs = firstPauseMs;
      } catch (error) {
        if (this.#stopped) return;
        await this.#disconnect();
        this.#tryLater(first.queue, error);
        return;
      }
    }
  }

  /** Those that fit into one batch. */
  async #send(queue: string, postings: readonly Posting[]): Promise<readonly Posting[]> {
    const sender = this.#senderOf(queue);
    const batch = await sender.createMessageBatch();
    const sent: Posting[] = [];
    for (const posting of postings) {
      if (!batch.tryAddMessage(messageOf(posting))) break;
      sent.push(posting);
    }
    if (sent.length === 0 && postings[0] !== undefined) {
      await sender.sendMessages(messageOf(postings[0]));
      return [postings[0]];
    }
    await sender.sendMessages(batch);
    return sent;
  }

  #senderOf(queue: string): ServiceBusSender {
    const known = this.#senders.get(queue);
    if (known !== undefined) return known;
    this.#client ??= new ServiceBusClient(this.#connectionString, {
      retryOptions: { maxRetries: 0, timeoutInMs: 10_000 },
    });
    const sender = this.#client.createSender(queue);
    this.#senders.set(queue, sender);
    return sender;
  }

  async #disconnect(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    this.#senders.clear();
    await client?.close();
  }

  #tryLater(queue: string, error: unknown): void {
    if (this.#pauseMs === firstPauseMs) {
      const reason = error instanceof Error ? error.message : String(error);
      console.error(`posting to queue ${queue} fails, and is tried again until it works: ${reason}`);
    }
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.wake();
    }, this.#pauseMs);
    this.#pauseMs = Math.min(this.#pauseMs * 2, longestPauseMs);
  }
}

function messageOf(posting: Posting): ServiceBusMessage {
  // The SDK writes strings as JSON strings; the body is JSON already, so it travels as its bytes.
  return {
    body: Buffer.from(posting.body),
    messageId: posting.id,
    correlationId: posting.correlationId,
    contentType: 'application/json',
    applicationProperties: posting.properties,
  };
}
