/** The broker as a process of its own, killed in the middle of the work: what it acknowledged it must still know. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ServiceBusClient } from '@azure/service-bus';
import { connectBus } from '../../functions/src/bus/bus.ts';

const main = fileURLToPath(new URL('../../local/servicebus/main.ts', import.meta.url));
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

class BrokerProcess {
  readonly #folder = mkdtempSync(join(tmpdir(), 'servicebus-kill-'));
  #child: ChildProcess | undefined;
  #port = 0;
  #controlPort = 0;

  constructor(queues: readonly object[]) {
    writeFileSync(join(this.#folder, 'queues.json'), JSON.stringify(queues));
  }

  /** The same port each time, so that clients find their way back. */
  async start(): Promise<void> {
    const files = ['--data', join(this.#folder, 'data'), '--queues', join(this.#folder, 'queues.json')];
    this.#child = spawn(process.execPath, [main, ...files, '--port', String(this.#port)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(createInterface(this.#child.stdout!), 'line')) as [string];
    const ready = JSON.parse(line) as { port: number; controlPort: number };
    this.#port = ready.port;
    this.#controlPort = ready.controlPort;
  }

  async isQuiet(): Promise<boolean> {
    const response = await fetch(`http://127.0.0.1:${this.#controlPort}/_local/state`);
    return ((await response.json()) as { quiet: boolean }).quiet;
  }

  async kill(): Promise<void> {
    this.#child?.kill('SIGKILL');
    if (this.#child?.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'exit');
  }

  /** It takes what is sent to it, and does not answer. */
  freeze(): void {
    this.#child?.kill('SIGSTOP');
  }

  async end(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true });
  }

  get connectionString(): string {
    const credentials = 'SharedAccessKeyName=Root;SharedAccessKey=local;UseDevelopmentEmulator=true';
    return `Endpoint=sb://127.0.0.1:${this.#port};${credentials}`;
  }

  /** @param timeoutInMs how long one waits for an answer: short for those whose broker is killed */
  client(timeoutInMs = 20_000): ServiceBusClient {
    return new ServiceBusClient(this.connectionString, {
      // By default a subscriber whose connection broke waits 30 seconds before it tries again.
      retryOptions: { maxRetries: 0, timeoutInMs, retryDelayInMs: 200 },
    });
  }
}

/** What the clients were told, to be held against what comes out in the end. */
class Ledger {
  readonly acknowledged = new Set<string>();
  readonly received = new Set<string>();
  readonly completed = new Set<string>();
  readonly receivedAfterCompletion: string[] = [];

  noteReceived(id: string): void {
    this.received.add(id);
    if (this.completed.has(id)) this.receivedAfterCompletion.push(id);
  }
}

describe('a broker killed under load', () => {
  let broker: BrokerProcess;

  beforeEach(async () => {
    broker = new BrokerProcess([{ name: 'work', maxDeliveryCount: 100, lockDurationSeconds: 60 }]);
    await broker.start();
  });

  afterEach(() => broker.end());

  it('loses no message it acknowledged and brings back none whose completion it confirmed', async () => {
    const ledger = new Ledger();
    for (const round of [0, 1, 2]) {
      const stop = { asked: false };
      const client = broker.client(5_000);
      const before = { acknowledged: ledger.acknowledged.size, completed: ledger.completed.size };
      const work = [0, 1, 2].map((sender) => sendWhilePossible(client, `${round}-${sender}`, ledger, stop));
      work.push(completeWhilePossible(client, ledger, stop));
      await until(
        () =>
          ledger.acknowledged.size >= before.acknowledged + 60 &&
          ledger.completed.size >= before.completed + 20,
      );
      await pause(10 + 40 * round);
      await broker.kill();
      stop.asked = true;
      await broker.start();
      await Promise.all(work);
      await client.close();
    }

    const client = broker.client();
    await completeAll(client, ledger, broker);
    await client.close();

    expect([...ledger.acknowledged].filter((id) => !ledger.received.has(id))).toEqual([]);
    expect(ledger.receivedAfterCompletion).toEqual([]);
  });

  it('is found again by a subscriber, which goes on where it was', async () => {
    const client = broker.client();
    const done: unknown[] = [];
    const receiver = client.createReceiver('work');
    const subscription = receiver.subscribe({
      processMessage: async ({ body }) => void done.push(body),
      // The client reports that the connection broke, and reconnects on its own.
      processError: () => Promise.resolve(),
    });
    await client.createSender('work').sendMessages({ body: 'before' });
    // Received and completed: otherwise it would rightly come again.
    await until(async () => done.length === 1 && (await broker.isQuiet()));

    await broker.kill();
    await broker.start();
    const other = broker.client();
    await other.createSender('work').sendMessages({ body: 'after' });
    await until(() => done.length === 2);

    expect(done).toEqual(['before', 'after']);
    await subscription.close();
    await Promise.all([client.close(), other.close()]);
  });

  it('that took a message and died before it answered gets it again from the app, which does not wait a minute', async () => {
    const bus = connectBus({ connectionString: broker.connectionString });
    await bus.send('work', [{ body: 'before' }]);

    broker.freeze();
    let isSent = false;
    const sending = bus.send('work', [{ body: 'after' }]).finally(() => (isSent = true));
    await pause(200);
    expect(isSent).toBe(false);
    await broker.kill();
    await broker.start();
    await sending;

    const client = broker.client();
    const messages = await client.createReceiver('work').receiveMessages(10, { maxWaitTimeInMs: 10_000 });
    expect(messages.map(({ body }) => body as string)).toEqual(['before', 'after']);
    await client.close();
  });
});

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + 120_000;
  while (!(await condition())) {
    if (Date.now() > giveUpAt)
      throw new Error(`This did not come true within two minutes: ${condition.toString()}`);
    await pause(20);
  }
}

type Stop = { asked: boolean };

async function sendWhilePossible(
  client: ServiceBusClient,
  prefix: string,
  ledger: Ledger,
  stop: Stop,
): Promise<void> {
  const sender = client.createSender('work');
  for (let number = 0; !stop.asked; number += 1) {
    const ids = [1, 2, 3].map((part) => `${prefix}-${number}-${part}`);
    const sent = await succeeds(() =>
      sender.sendMessages(ids.map((messageId) => ({ messageId, body: messageId }))),
    );
    if (!sent) return;
    for (const id of ids) ledger.acknowledged.add(id);
  }
}

async function completeWhilePossible(client: ServiceBusClient, ledger: Ledger, stop: Stop): Promise<void> {
  const receiver = client.createReceiver('work');
  while (!stop.asked) {
    const going = await succeeds(async () => {
      const messages = await receiver.receiveMessages(20, { maxWaitTimeInMs: 200 });
      for (const { messageId } of messages) ledger.noteReceived(String(messageId));
      await Promise.all(
        messages.map(async (message) => {
          await receiver.completeMessage(message);
          ledger.completed.add(String(message.messageId));
        }),
      );
    });
    if (!going) return;
  }
}

async function completeAll(client: ServiceBusClient, ledger: Ledger, broker: BrokerProcess): Promise<void> {
  const receiver = client.createReceiver('work');
  for (;;) {
    const messages = await receiver.receiveMessages(200, { maxWaitTimeInMs: 500 });
    if (messages.length === 0 && (await broker.isQuiet())) return;
    for (const { messageId } of messages) ledger.noteReceived(String(messageId));
    await Promise.all(messages.map((message) => receiver.completeMessage(message)));
  }
}

/** Whether the call came through; the kill makes some of them fail, each in its own way. */
async function succeeds(call: () => Promise<unknown>): Promise<boolean> {
  try {
    await call();
    return true;
  } catch {
    return false;
  }
}
