/** Service Bus triggers: takes messages from queues and from session queues and hands them to `deliver`. */
import { isServiceBusError } from '@azure/service-bus';
import type {
  ServiceBusClient,
  ServiceBusReceivedMessage,
  ServiceBusReceiver,
  ServiceBusSessionReceiver,
} from '@azure/service-bus';
import { setTimeout as delay } from 'node:timers/promises';
import type { Deliver, QueueFunction } from './deliver.ts';
import type { ServiceBusOptions } from './host-json.ts';
import { keepLocked } from './keep-locked.ts';
import { writeLog } from './log.ts';

type Subscription = {
  readonly target: QueueFunction;
  readonly client: ServiceBusClient;
  readonly deliver: Deliver;
  readonly options: ServiceBusOptions;
};

type Listening = Subscription & { readonly logTrouble: (error: unknown) => void };

/** Ends the taking of messages; those already taken go on. */
export type Listener = { readonly stop: () => Promise<void> };

/** How long one request for messages waits, which is also how late a stop is noticed. */
const RECEIVE_WAIT_MS = 1000;
const RETRY_DELAY_MS = 500;
/** How long a batch waits, after its first message, for those the broker holds besides. */
const BATCH_WAIT_MS = 10;
const SAME_TROUBLE_MS = 30_000;

/**
 * Bodies come as the bytes that were sent, dates as dates. Locks are renewed by `keepLocked`: the client's own renewer takes two
 * messages of one id for the same.
 */
const receiverOptions = {
  skipParsingBodyAsJson: true,
  skipConvertingDate: true,
  maxAutoLockRenewalDurationInMs: 0,
};

export function listenToQueue(subscription: Subscription): Listener {
  return listen({ ...subscription, logTrouble: createTroubleLog(subscription.target) });
}

function listen(listening: Listening): Listener {
  if (listening.target.trigger.sessions) return listenToSessions(listening);
  return listening.target.trigger.cardinality === 'one'
    ? listenToMessages(listening)
    : listenToBatches(listening);
}

function listenToMessages({ target, client, deliver, options, logTrouble }: Listening): Listener {
  const receiver = client.createReceiver(target.trigger.queue, receiverOptions);
  const subscription = receiver.subscribe(
    {
      processMessage: (message) => deliver(target, [message], receiver),
      processError: async ({ error }) => logTrouble(error),
    },
    { autoCompleteMessages: false, maxConcurrentCalls: options.maxConcurrentCalls },
  );
  return { stop: () => subscription.close() };
}

function listenToBatches({ target, client, deliver, options, logTrouble }: Listening): Listener {
  const stopping = new AbortController();
  const receiver = client.createReceiver(target.trigger.queue, receiverOptions);
  const ended = repeat(stopping.signal, logTrouble, async () => {
    const [first, ...others] = await takeMessages(receiver, target, options, RECEIVE_WAIT_MS);
    if (first !== undefined) await deliver(target, [first, ...others], receiver);
  });
  return {
    stop: () => {
      stopping.abort();
      return ended;
    },
  };
}

/** As many sessions at once as allowed; each is left to others after a while without messages. */
function listenToSessions(listening: Listening): Listener {
  const { target, client, options, logTrouble } = listening;
  const stopping = new AbortController();
  const inService = new Set<Promise<void>>();

  const serveNext = async () => {
    const session = await acceptNextSession(client, target.trigger.queue);
    if (session === undefined) return;
    const service = serveSession(listening, session, stopping.signal);
    inService.add(service);
    await service.finally(() => inService.delete(service));
  };
  for (let slot = 0; slot < options.maxConcurrentSessions; slot += 1)
    void repeat(stopping.signal, logTrouble, serveNext);

  return {
    // A slot that waits for a session cannot be called back; one that comes after this is given back at once.
    stop: async () => {
      stopping.abort();
      await Promise.allSettled(inService);
    },
  };
}

async function serveSession(
  { target, deliver, options, logTrouble }: Listening,
  session: ServiceBusSessionReceiver,
  stopping: AbortSignal,
): Promise<void> {
  const release = keepLocked({
    lockedUntil: session.sessionLockedUntilUtc,
    renew: () => session.renewSessionLock(),
    longestMs: options.maxAutoLockRenewalMs,
    onLost: logTrouble,
  });
  try {
    let lastMessageAt = performance.now();
    while (!stopping.aborted && performance.now() - lastMessageAt < options.sessionIdleTimeoutMs) {
      const waitMs = Math.min(options.sessionIdleTimeoutMs, RECEIVE_WAIT_MS);
      const [first, ...others] = await takeMessages(session, target, options, waitMs);
      if (first === undefined) continue;
      await deliver(target, [first, ...others], session);
      lastMessageAt = performance.now();
    }
  } finally {
    release();
    await session.close();
  }
}

/** Undefined when no session has a message for a while. */
async function acceptNextSession(
  client: ServiceBusClient,
  queue: string,
): Promise<ServiceBusSessionReceiver | undefined> {
  try {
    return await client.acceptNextSession(queue, receiverOptions);
  } catch (error) {
    if (isServiceBusError(error) && ['ServiceTimeout', 'SessionCannotBeLocked'].includes(error.code))
      return undefined;
    throw error;
  }
}

async function takeMessages(
  receiver: ServiceBusReceiver,
  target: QueueFunction,
  options: ServiceBusOptions,
  maxWaitTimeInMs: number,
): Promise<readonly ServiceBusReceivedMessage[]> {
  const messages = await receiver.receiveMessages(1, { maxWaitTimeInMs });
  if (target.trigger.cardinality === 'one' || messages.length === 0 || options.maxMessageBatchSize === 1)
    return messages;
  const others = await receiver.receiveMessages(options.maxMessageBatchSize - 1, {
    maxWaitTimeInMs: BATCH_WAIT_MS,
  });
  return [...messages, ...others];
}

/** Does one thing over and over until stopped; trouble is logged and followed by a pause. */
async function repeat(
  stopping: AbortSignal,
  logTrouble: (error: unknown) => void,
  step: () => Promise<void>,
): Promise<void> {
  while (!stopping.aborted) {
    try {
      await step();
    } catch (error) {
      if (stopping.aborted) return;
      logTrouble(error);
      await delay(RETRY_DELAY_MS);
    }
  }
}

/** Says what is wrong with a queue, and the same again only after a while: a broker that is down fails every attempt. */
function createTroubleLog({ name, trigger }: QueueFunction): (error: unknown) => void {
  let said = '';
  let saidAt = 0;
  return (error) => {
    const text = `queue ${trigger.queue}: ${error instanceof Error ? error.message : String(error)}`;
    if (text === said && performance.now() - saidAt < SAME_TROUBLE_MS) return;
    said = text;
    saidAt = performance.now();
    writeLog('warning', name, text);
  };
}
