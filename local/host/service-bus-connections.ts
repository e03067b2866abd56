/** One Service Bus client a connection string, and one sender a queue, for all functions of the app. */
import { ServiceBusClient } from '@azure/service-bus';
import type { ServiceBusSender } from '@azure/service-bus';
import type { TypedData } from './core-types.ts';
import type { QueueOutput } from './functions.ts';

/** A local broker that was killed is back in a moment: the client tries again soon, not after its usual 30 seconds. */
const retryOptions = { retryDelayInMs: 250, maxRetryDelayInMs: 2000 };

export class ServiceBusConnections {
  readonly #clients = new Map<string, ServiceBusClient>();
  readonly #senders = new Map<string, ServiceBusSender>();

  clientOf(connectionString: string): ServiceBusClient {
    const known = this.#clients.get(connectionString);
    if (known !== undefined) return known;
    const client = new ServiceBusClient(connectionString, { retryOptions });
    this.#clients.set(connectionString, client);
    return client;
  }

  /** Sends the value of an output binding: an array as one message an element, as the real host does. */
  async send({ connectionString, queue }: QueueOutput, value: TypedData): Promise<void> {
    const key = `${connectionString} ${queue}`;
    const sender = this.#senders.get(key) ?? this.clientOf(connectionString).createSender(queue);
    this.#senders.set(key, sender);
    const messages = bodies(value).map((body) => ({ body }));
    if (messages.length > 0) await sender.sendMessages(messages);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#clients.values()].map((client) => client.close()));
  }
}

/** The bytes of each message: the client would write a text as JSON, in quotes, where the real host sends it as it is. */
function bodies(value: TypedData): readonly Buffer[] {
  if (value.bytes !== undefined) return [Buffer.from(value.bytes)];
  if (value.json !== undefined) {
    const parsed: unknown = JSON.parse(value.json);
    const items = Array.isArray(parsed) ? parsed : [parsed];
    return items.map((item) => Buffer.from(typeof item === 'string' ? item : JSON.stringify(item)));
  }
  return [Buffer.from(String(value.string ?? value.int ?? value.double))];
}
