/** Functions on queues: a message is read and worked off, and what became of it is logged. */
import { app, type InvocationContext } from '@azure/functions';
import { maxDeliveries } from '@dunlin/shared/messages/messages';
import { z } from 'zod';
import { alarmAll } from '../alarm.ts';
import { services, type Services } from '../services.ts';

export type QueueFunction<Message> = {
  readonly queue: string;
  readonly sessions?: true;
  /** @throws ZodError for a message that is none */
  readonly read: { readonly parse: (message: unknown) => Message };
  /** @returns what became of it, for the log */
  readonly work: (services: Services, message: Message) => Promise<string>;
};

export function onQueue<Message>(name: string, one: QueueFunction<Message>): void {
  app.serviceBusQueue(name, {
    connection: 'ServiceBus',
    queueName: one.queue,
    ...(one.sessions && { isSessionsEnabled: true }),
    handler: (message, context) => workOff(services(), one, message, context),
  });
}

/**
 * A message that fails comes again, until after the last delivery it lies among the queue's dead letters. Service Bus gives as the reason only
 * that it was delivered too often: ours is told to the reviewers, once a queue and day.
 */
export async function workOff<Message>(
  services: Services,
  { queue, read, work }: QueueFunction<Message>,
  message: unknown,
  context: Pick<InvocationContext, 'log' | 'error' | 'triggerMetadata'>,
): Promise<void> {
  try {
    context.log(await work(services, read.parse(message)));
  } catch (error) {
    const { deliveryCount, messageId } = context.triggerMetadata ?? {};
    if (Number(deliveryCount) >= maxDeliveries) {
      const text = `Message ${String(messageId)} failed ${maxDeliveries} times and lies among the dead letters of the queue. ${reasonOf(error)}`;
      await alarmAll(services, `A message of the queue ${queue} was given up`, text).catch(
        (untold: unknown) => context.error(`${text} Nobody could be told: ${reasonOf(untold)}`),
      );
    }
    throw error;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) return `It cannot be read: ${z.prettifyError(error)}`;
  return error instanceof Error ? error.message : String(error);
}
