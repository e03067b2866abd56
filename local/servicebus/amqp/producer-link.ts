/** A client's sending link: brings messages, one by one or in batches, and answers each when it is durable. */
import type { EventContext, Receiver } from 'rhea';
import type { MessageQueue } from '../message-queue.ts';
import { parseBatch, parseIncoming } from '../payload.ts';
import { Refusal } from '../refusal.ts';
import type { BrokerStore } from '../store.ts';
import { refuseMessage } from './rhea.ts';

/** Service Bus's own message format: an envelope of encoded messages. */
const batchFormat = 0x80013700;

export function serveProducer(
  receiver: Receiver,
  { queue, store }: { queue: MessageQueue; store: BrokerStore },
): void {
  receiver.on('message', ({ message, delivery }: EventContext) => {
    if (message === undefined || delivery === undefined) return;
    try {
      // rhea leaves other formats than AMQP's own undecoded.
      const incoming =
        delivery.format === batchFormat ? parseBatch(message as unknown as Buffer) : [parseIncoming(message)];
      queue.enqueue(incoming);
      store.afterCommit(() => delivery.accept());
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refuseMessage(delivery, error);
    }
  });
}
