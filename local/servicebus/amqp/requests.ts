/**
 * AMQP request and response: a client attaches a link to send requests to a node (`$cbs`, `queue/$management`) and one to receive from
 * it; the answer to a request goes to the link named in its reply-to.
 */
import type { Connection, EventContext, Receiver, Sender } from 'rhea';
import { Refusal } from '../refusal.ts';
import type { BrokerStore } from '../store.ts';
import { sendSettled, whenGone } from './rhea.ts';
import type { AmqpMessage } from './rhea.ts';

export type Answer = { readonly statusCode: number; readonly body?: unknown };
/** @throws Refusal to answer with its status code and condition */
export type Handler = (request: AmqpMessage) => Answer;

export class Requests {
  readonly #store: BrokerStore;
  readonly #replyLinks = new WeakMap<Connection, Map<string, Sender>>();

  constructor(store: BrokerStore) {
    this.#store = store;
  }

  /** A link on which the client expects answers. */
  addReplyLink(sender: Sender): void {
    const links = this.#linksOf(sender.connection);
    // The client for `$cbs` names the link in reply-to, the one for `$management` the link's target.
    const names = [sender.name, sender.target?.address].filter((name) => typeof name === 'string');
    for (const name of names) links.set(name, sender);
    whenGone(sender, () => {
      for (const name of names) links.delete(name);
    });
  }

  /** A link on which the client sends requests. */
  serve(receiver: Receiver, handler: Handler): void {
    receiver.on('message', ({ message, delivery, connection }: EventContext) => {
      const request = message as unknown as AmqpMessage;
      const answer = answerTo(request, handler);
      // What an answer confirms has to be durable first.
      this.#store.afterCommit(() => {
        delivery?.accept();
        const link = this.#linksOf(connection).get(request.reply_to ?? '');
        if (link?.is_open()) sendSettled(link, { ...answer, ...correlated(request) });
      });
    });
  }

  #linksOf(connection: Connection): Map<string, Sender> {
    const links = this.#replyLinks.get(connection) ?? new Map<string, Sender>();
    this.#replyLinks.set(connection, links);
    return links;
  }
}

function answerTo(request: AmqpMessage, handler: Handler): AmqpMessage {
  try {
    const { statusCode, body } = handler(request);
    return { application_properties: statusProperties(statusCode, 'OK'), body };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const status = statusProperties(error.statusCode, error.message);
    return {
      application_properties: {
        ...status,
        errorCondition: error.condition,
        'error-condition': error.condition,
      },
      body: null,
    };
  }
}

/** Both spellings are in use: with a dash for `$cbs`, without for `$management`. */
function statusProperties(code: number, description: string): Record<string, unknown> {
  return {
    statusCode: code,
    'status-code': code,
    statusDescription: description,
    'status-description': description,
  };
}

function correlated({ message_id }: AmqpMessage): AmqpMessage {
  return message_id === undefined ? {} : { correlation_id: message_id };
}
