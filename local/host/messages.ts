/** Service Bus messages as a function gets them: body and trigger metadata in the names and types of the .NET extension. */
import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import type { TypedData } from './core-types.ts';
import type { TriggerInput } from './invoke.ts';

/** One message for a function of cardinality `one`; the library parses its body as JSON, and leaves what is not JSON a text. */
export function inputOfMessage(message: ServiceBusReceivedMessage): TriggerInput {
  const metadata = Object.entries(metadataOf(message)).filter(([, value]) => value !== undefined);
  return {
    data: { string: bodyText(message) },
    triggerMetadata: Object.fromEntries(metadata.map(([name, value]) => [name, typedData(value)])),
  };
}

/** Several messages for a function of cardinality `many`: an array of bodies and an array of each metadata, named `…Array`. */
export function inputOfBatch(messages: readonly ServiceBusReceivedMessage[]): TriggerInput {
  const rows = messages.map(metadataOf);
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return {
    data: { collectionString: { string: messages.map(bodyText) } },
    triggerMetadata: Object.fromEntries(
      names.map((name) => [`${name}Array`, { json: JSON.stringify(rows.map((row) => row[name] ?? null)) }]),
    ),
  };
}

function metadataOf(message: ServiceBusReceivedMessage): Record<string, unknown> {
  return {
    // AMQP counts the deliveries before this one, the extension counts this one too.
    DeliveryCount: (message.deliveryCount ?? 0) + 1,
    DeadLetterSource: message.deadLetterSource,
    LockToken: message.lockToken,
    ExpiresAtUtc: message.expiresAtUtc,
    EnqueuedTimeUtc: message.enqueuedTimeUtc,
    MessageId: message.messageId,
    ContentType: message.contentType,
    ReplyTo: message.replyTo,
    SequenceNumber: message.sequenceNumber?.toNumber(),
    To: message.to,
    Subject: message.subject,
    Label: message.subject,
    CorrelationId: message.correlationId,
    ApplicationProperties: message.applicationProperties ?? {},
    UserProperties: message.applicationProperties ?? {},
    SessionId: message.sessionId,
    ReplyToSessionId: message.replyToSessionId,
    PartitionKey: message.partitionKey,
  };
}

function typedData(value: unknown): TypedData {
  if (typeof value === 'string') return { string: value };
  if (Number.isInteger(value)) return { int: value as number };
  return { json: JSON.stringify(value) };
}

function bodyText(message: ServiceBusReceivedMessage): string {
  const body: unknown = message.body;
  if (typeof body === 'string') return body;
  return body instanceof Uint8Array ? new TextDecoder().decode(body) : JSON.stringify(body);
}
