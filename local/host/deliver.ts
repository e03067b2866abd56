/** Runs a function on messages it was handed: completes them when it succeeds, abandons them when it fails, keeps them locked meanwhile. */
import type { ServiceBusReceivedMessage, ServiceBusReceiver } from '@azure/service-bus';
import type { Activity } from './activity.ts';
import type { LoadedFunction, QueueTrigger } from './functions.ts';
import type { Invoke } from './invoke.ts';
import { keepLocked } from './keep-locked.ts';
import { stackOf, writeLog } from './log.ts';
import { inputOfBatch, inputOfMessage } from './messages.ts';
import { Settlements } from './settle.ts';

export type QueueFunction = LoadedFunction & { readonly trigger: QueueTrigger };

/** Resolves when the messages are settled. An abandoned one comes back at once, until the queue's maximum delivery count. */
export type Deliver = (
  target: QueueFunction,
  messages: readonly [ServiceBusReceivedMessage, ...ServiceBusReceivedMessage[]],
  receiver: ServiceBusReceiver,
) => Promise<void>;

type Surroundings = {
  readonly invoke: Invoke;
  readonly activity: Activity;
  readonly maxAutoLockRenewalMs: number;
};

export function createDeliver({ invoke, activity, maxAutoLockRenewalMs }: Surroundings): Deliver {
  const settlements = new Settlements();

  return (target, messages, receiver) =>
    activity.during(async () => {
      const locks = target.trigger.sessions
        ? []
        : messages.map((message) => keepMessageLocked(message, receiver, target.name));
      try {
        const input =
          target.trigger.cardinality === 'one' ? inputOfMessage(messages[0]) : inputOfBatch(messages);
        const outcome = await invoke(target, input);
        await Promise.all(
          messages.map((message) => settle(message, outcome.kind === 'succeeded', receiver, target.name)),
        );
      } finally {
        for (const release of locks) release();
      }
    });

  async function settle(
    message: ServiceBusReceivedMessage,
    succeeded: boolean,
    receiver: ServiceBusReceiver,
    functionName: string,
  ): Promise<void> {
    try {
      await settlements.settle(() =>
        succeeded ? receiver.completeMessage(message) : receiver.abandonMessage(message),
      );
    } catch (error) {
      // The lock or the connection is lost: the message will be delivered again.
      writeLog(
        'warning',
        functionName,
        `message ${String(message.messageId)} was not settled: ${stackOf(error)}`,
      );
    }
  }

  function keepMessageLocked(
    message: ServiceBusReceivedMessage,
    receiver: ServiceBusReceiver,
    functionName: string,
  ): () => void {
    if (message.lockedUntilUtc === undefined)
      throw new Error(`Message ${String(message.messageId)} came without a lock.`);
    return keepLocked({
      lockedUntil: message.lockedUntilUtc,
      renew: () => receiver.renewMessageLock(message),
      longestMs: maxAutoLockRenewalMs,
      onLost: (error) =>
        writeLog(
          'warning',
          functionName,
          `message ${String(message.messageId)} is no longer locked: ${stackOf(error)}`,
        ),
    });
  }
}
