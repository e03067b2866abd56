/**
 * The `$cbs` node, where clients put a token for each entity before they attach to it. Any token will do: the broker listens on loopback
 * only and has no keys. What Service Bus says here about an entity that does not exist is said here too.
 */
import type { Broker } from '../broker.ts';
import { Refusal } from '../refusal.ts';
import type { Handler } from './requests.ts';

export function claims(broker: Broker): Handler {
  return ({ application_properties: { operation, name } = {} }) => {
    if (operation !== 'put-token') {
      throw new Refusal(
        'amqp:not-implemented',
        `$cbs does not implement the operation '${String(operation)}'.`,
      );
    }
    const path = String(name)
      .replace(/^\w+:\/\/[^/]*\//, '')
      .replace(/\/\$management$/i, '');
    if (path !== '') broker.queue(path);
    return { statusCode: 202 };
  };
}
