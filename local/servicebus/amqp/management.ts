/** The `$management` node of a queue: what clients ask of it beside sending and receiving. */
import { lockTokenOfUuid, uuidBytesOf } from '../lock-token.ts';
import type { MessageQueue, Properties } from '../message-queue.ts';
import { parseIncoming } from '../payload.ts';
import { Refusal } from '../refusal.ts';
import type { SessionHolder, Sessions } from '../sessions.ts';
import { amqpMessage, amqpTypes, typecodes } from './rhea.ts';
import type { Answer, Handler } from './requests.ts';

type Request = {
  readonly body: Properties;
  /** The receiving link on whose behalf the client asks, if it told. */
  readonly linkName: string | undefined;
};
type Operation = (queue: MessageQueue, request: Request) => Answer;

export function management(queue: MessageQueue): Handler {
  return ({ application_properties: properties = {}, body }) => {
    const name = textOf(properties['operation']) ?? '';
    const operation = operations[name];
    if (operation === undefined) {
      throw new Refusal(
        'amqp:not-implemented',
        `The local Service Bus does not implement the operation '${name}'.`,
      );
    }
    const linkName = textOf(properties['associated-link-name']);
    return operation(queue, { body: (body ?? {}) as Properties, linkName });
  };
}

// Each reads its own fields of the request; the names are those of the Service Bus request/response protocol.
const operations: Record<string, Operation> = {
  'com.microsoft:schedule-message': (queue, { body }) => {
    const messages = listOf(body, 'messages') as { message: Buffer }[];
    const sequences = queue.enqueue(
      messages.map(({ message }) => parseIncoming(amqpMessage.decode(message), message)),
    );
    return { statusCode: 200, body: { 'sequence-numbers': amqpTypes.wrap_array(sequences, typecodes.long) } };
  },

  'com.microsoft:cancel-scheduled-message': (queue, { body }) => {
    queue.cancelScheduled(sequencesOf(body));
    return { statusCode: 200 };
  },

  'com.microsoft:peek-message': (queue, { body }) => {
    const rows = queue.browse({
      fromSequence: Number(body['from-sequence-number'] ?? 0),
      count: Number(body['message-count'] ?? 1),
      sessionId: textOf(body['session-id']),
    });
    if (rows.length === 0) return { statusCode: 204 };
    return { statusCode: 200, body: { messages: rows.map((row) => ({ message: queue.browsedBytes(row) })) } };
  },

  'com.microsoft:renew-lock': (queue, { body }) => {
    const expirations = lockTokensOf(body).map((lockToken) => Math.floor(queue.renewLock(lockToken)));
    return { statusCode: 200, body: { expirations: amqpTypes.wrap_array(expirations, typecodes.timestamp) } };
  },

  'com.microsoft:receive-by-sequence-number': (queue, request) => {
    const settledOnDelivery = 0;
    const deliveries = queue.receiveDeferred(sequencesOf(request.body), {
      holder: queue.sessions && holderOf(queue.sessions, request),
      settle: Number(request.body['receiver-settle-mode']) === settledOnDelivery,
    });
    const messages = deliveries.map(({ lockToken, bytes }) => ({
      message: bytes,
      'lock-token': amqpTypes.wrap_uuid(uuidBytesOf(lockToken)),
    }));
    return { statusCode: 200, body: { messages } };
  },

  'com.microsoft:update-disposition': (queue, { body }) => {
    for (const lockToken of lockTokensOf(body)) settle(queue, lockToken, body);
    return { statusCode: 200 };
  },

  'com.microsoft:renew-session-lock': (queue, request) => {
    const expiration = sessionsOf(queue).renew(sessionIdOf(request), request.linkName);
    return { statusCode: 200, body: { expiration: new Date(queue.onLocalClock(expiration)) } };
  },

  'com.microsoft:get-session-state': (queue, request) => {
    holderOf(sessionsOf(queue), request);
    return { statusCode: 200, body: { 'session-state': queue.sessionState(sessionIdOf(request)) ?? null } };
  },

  'com.microsoft:set-session-state': (queue, request) => {
    holderOf(sessionsOf(queue), request);
    const state = request.body['session-state'];
    queue.setSessionState(sessionIdOf(request), Buffer.isBuffer(state) ? state : undefined);
    return { statusCode: 200 };
  },
};

function settle(queue: MessageQueue, lockToken: string, body: Properties): void {
  const properties = (body['properties-to-modify'] ?? {}) as Properties;
  const status = body['disposition-status'];
  switch (status) {
    case 'completed':
      return queue.complete(lockToken);
    case 'abandoned':
      return queue.abandon(lockToken, properties);
    case 'defered': // so spelled in the protocol
      return queue.defer(lockToken, properties);
    case 'suspended': {
      const cause = {
        reason: textOf(body['deadletter-reason']),
        description: textOf(body['deadletter-description']),
      };
      return queue.deadLetter(lockToken, cause, properties);
    }
    default:
      throw new Refusal('amqp:not-implemented', `The disposition status '${String(status)}' is unknown.`);
  }
}

function sessionsOf({ sessions, settings }: MessageQueue): Sessions {
  if (sessions !== undefined) return sessions;
  throw new Refusal('amqp:not-allowed', `The entity '${settings.name}' does not require sessions.`);
}

/** The receiver that has the session now. @throws Refusal when it is not the one that asks */
function holderOf(sessions: Sessions, request: Request): SessionHolder {
  return sessions.holder(sessionIdOf(request), request.linkName);
}

function sessionIdOf({ body }: Request): string {
  return textOf(body['session-id']) ?? missing('session-id');
}

function lockTokensOf(body: Properties): string[] {
  return (listOf(body, 'lock-tokens') as Buffer[]).map(lockTokenOfUuid);
}

function sequencesOf(body: Properties): number[] {
  return listOf(body, 'sequence-numbers').map(Number);
}

function listOf(body: Properties, field: string): readonly unknown[] {
  const list = body[field];
  return Array.isArray(list) ? (list as unknown[]) : missing(field);
}

function missing(field: string): never {
  throw new Refusal('amqp:decode-error', `The request lacks '${field}'.`);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
