/**
 * What Service Bus answers when it will not do something: the AMQP condition the client libraries turn into their own error codes,
 * and a sentence for a person. Thrown by the broker, put on the wire by the link or the management answer that asked.
 */
export type Condition = keyof typeof statusCodes;

export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly condition: Condition;

  constructor(condition: Condition, message: string) {
    super(message);
    this.condition = condition;
  }

  /** The code a `$management` or `$cbs` answer carries for this refusal. */
  get statusCode(): number {
    return statusCodes[this.condition];
  }
}

// The pairs are those of the Service Bus request/response protocol.
const statusCodes = {
  'amqp:decode-error': 400,
  'amqp:link:message-size-exceeded': 403,
  'amqp:not-allowed': 400,
  'amqp:not-found': 404,
  'amqp:not-implemented': 501,
  'com.microsoft:message-lock-lost': 410,
  'com.microsoft:message-not-found': 404,
  'com.microsoft:session-cannot-be-locked': 410,
  'com.microsoft:session-lock-lost': 410,
  'com.microsoft:timeout': 408,
} as const;

export function entityNotFound(address: string): Refusal {
  // The clients look for "The messaging entity … could not be found" as well as for the condition.
  return new Refusal('amqp:not-found', `The messaging entity '${address}' could not be found.`);
}
