/** For the tests: a local Service Bus with real clients, a clock to move, and the means to stop and start it again on the same folder. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServiceBusClient } from '@azure/service-bus';
import type { ServiceBusReceivedMessage, ServiceBusReceiver } from '@azure/service-bus';
import { LocalClock, writeClockFile } from '../clock.ts';
import { parseQueues } from './settings.ts';
import { startServiceBus } from './start.ts';
import type { RunningServiceBus } from './start.ts';

export class TestBus {
  readonly #folder: string;
  readonly #queues: readonly object[];
  readonly #clients: ServiceBusClient[] = [];
  #running: RunningServiceBus;

  private constructor(folder: string, queues: readonly object[], running: RunningServiceBus) {
    this.#folder = folder;
    this.#queues = queues;
    this.#running = running;
  }

  static async start(...queues: readonly object[]): Promise<TestBus> {
    const folder = mkdtempSync(join(tmpdir(), 'servicebus-'));
    return new TestBus(folder, queues, await startIn(folder, queues));
  }

  get port(): number {
    return this.#running.port;
  }

  /** A connection of its own. */
  client(): ServiceBusClient {
    const client = new ServiceBusClient(this.#running.connectionString, { retryOptions: { maxRetries: 0 } });
    this.#clients.push(client);
    return client;
  }

  /** Moves the local clock, as whoever runs the machine does. */
  async moveClock(byMs: number): Promise<void> {
    const clock = new LocalClock(this.#clockFile);
    writeClockFile(this.#clockFile, clock.offsetMs + byMs);
    await this.control('/_local/clock', 'POST');
  }

  async control(path: string, method = 'GET'): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`http://127.0.0.1:${this.#running.controlPort}${path}`, { method });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
  }

  async counts(queue: string): Promise<unknown> {
    const { body } = await this.control('/_local/state');
    return (body as { queues: Record<string, unknown> }).queues[queue];
  }

  /** Ends the broker and starts it on what it left behind. */
  async restart(): Promise<void> {
    await this.#closeClients();
    this.#running.stop();
    this.#running = await startIn(this.#folder, this.#queues);
  }

  async stop(): Promise<void> {
    await this.#closeClients();
    this.#running.stop();
    rmSync(this.#folder, { recursive: true });
  }

  get #clockFile(): string {
    return join(this.#folder, 'clock.json');
  }

  async #closeClients(): Promise<void> {
    await Promise.all(this.#clients.splice(0).map((client) => client.close()));
  }
}

function startIn(folder: string, queues: readonly object[]): Promise<RunningServiceBus> {
  return startServiceBus({
    port: 0,
    controlPort: 0,
    data: join(folder, 'data'),
    clock: new LocalClock(join(folder, 'clock.json')),
    queues: parseQueues(JSON.stringify(queues)),
  });
}

/** The next message. @throws when none comes within twenty seconds */
export async function receiveOne(receiver: ServiceBusReceiver): Promise<ServiceBusReceivedMessage> {
  const [message] = await receiver.receiveMessages(1, { maxWaitTimeInMs: 20_000 });
  if (message === undefined) throw new Error(`No message came from ${receiver.entityPath}.`);
  return message;
}

/** Everything that comes until nothing came for a while. */
export async function receiveAll(receiver: ServiceBusReceiver): Promise<ServiceBusReceivedMessage[]> {
  const all: ServiceBusReceivedMessage[] = [];
  for (;;) {
    const some = await receiver.receiveMessages(100, { maxWaitTimeInMs: 150 });
    if (some.length === 0) return all;
    all.push(...some);
  }
}

/** The error a refused call ends with. */
export async function refusalOf(call: Promise<unknown>): Promise<{ code?: string; message: string }> {
  try {
    await call;
  } catch (error) {
    return error as Error & { code?: string };
  }
  throw new Error('The call was not refused.');
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
