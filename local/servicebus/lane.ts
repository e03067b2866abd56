/** One line of waiting messages and those who take from it: a whole queue without sessions, or one session of a queue with them. */
import { Heap } from './heap.ts';
import type { QueuedMessage } from './queued-message.ts';

/** A client's receiving link, as the queue sees it. */
export interface Consumer {
  /** Receive-and-delete: the message is gone when it is handed over. */
  readonly settlesOnDelivery: boolean;
  /** How many messages it takes right now. */
  readonly credit: number;
  /** Sets credit aside for a message that will be delivered after a commit. */
  reserve(): void;
  deliver(delivery: Delivered & { reserved: boolean }): void;
}

export type Delivered = { readonly lockToken: string; readonly bytes: Buffer };

export class Lane {
  readonly #backlog = new Heap<QueuedMessage>((one, other) => one.sequence < other.sequence);
  readonly consumers = new Set<Consumer>();

  /** A message given back takes its old place: before all with a higher sequence number. */
  add(message: QueuedMessage): void {
    message.place = 'waiting';
    this.#backlog.push(message);
  }

  get firstWaiting(): QueuedMessage | undefined {
    let first = this.#backlog.peek();
    while (first !== undefined && first.place !== 'waiting') {
      this.#backlog.take();
      first = this.#backlog.peek();
    }
    return first;
  }

  takeFirst(): QueuedMessage | undefined {
    return this.firstWaiting && this.#backlog.take();
  }

  /** The consumer whose turn it is among those with credit. */
  nextConsumer(): Consumer | undefined {
    for (const consumer of this.consumers) {
      if (consumer.credit <= 0) continue;
      this.consumers.delete(consumer);
      this.consumers.add(consumer);
      return consumer;
    }
    return undefined;
  }

  get isIdle(): boolean {
    return this.consumers.size === 0 && this.firstWaiting === undefined;
  }
}
