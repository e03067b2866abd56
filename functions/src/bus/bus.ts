/** Sending to the queues. A message is a hint: the rows it points at are read again by whoever receives it. */
import type { TokenCredential } from '@azure/identity';
import {
  RetryMode,
  ServiceBusClient,
  type RetryOptions,
  type ServiceBusMessage,
  type ServiceBusSender,
} from '@azure/service-bus';
import { millisecondsOf, type Instant } from '@dunlin/shared/dates/instant';

export type Outgoing = {
  readonly body: unknown;
  readonly session?: string;
  /** Not delivered before this instant. */
  readonly notBefore?: Instant;
};

export type Bus = {
  send(queue: string, messages: readonly Outgoing[]): Promise<void>;
};

/**
 * A broker that broke off is back within seconds; by default the client would look for it again after thirty, with the handler waiting,
 * and wait a whole minute for the answer to what it had sent when the connection went.
 */
const retryOptions: RetryOptions = {
  timeoutInMs: 15_000,
  mode: RetryMode.Exponential,
  retryDelayInMs: 500,
  maxRetryDelayInMs: 10_000,
  maxRetries: 6,
};

export function connectBus(
  connection: { connectionString: string } | { namespace: string; credential: TokenCredential },
): Bus {
  const client =
    'connectionString' in connection
      ? new ServiceBusClient(connection.connectionString, { retryOptions })
      : new ServiceBusClient(connection.namespace, connection.credential, { retryOptions });
  const senders = new Map<string, ServiceBusSender>();
  const senderOf = (queue: string): ServiceBusSender => {
    const sender = senders.get(queue) ?? client.createSender(queue);
    senders.set(queue, sender);
    return sender;
  };
  return {
    async send(queue, messages) {
      const sender = senderOf(queue);
      let batch = await sender.createMessageBatch();
      for (const message of messages.map(toServiceBus)) {
        if (batch.tryAddMessage(message)) continue;
        await sender.sendMessages(batch);
        batch = await sender.createMessageBatch();
        if (!batch.tryAddMessage(message))
          throw new RangeError(`A message for ${queue} is larger than the queue takes`);
      }
      if (batch.count > 0) await sender.sendMessages(batch);
    },
  };
}

function toServiceBus({ body, session, notBefore }: Outgoing): ServiceBusMessage {
  return {
    body,
    contentType: 'application/json',
    ...(session !== undefined && { sessionId: session }),
    ...(notBefore !== undefined && { scheduledEnqueueTimeUtc: new Date(millisecondsOf(notBefore)) }),
  };
}
