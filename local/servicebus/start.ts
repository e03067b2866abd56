/** The local Service Bus: AMQP 1.0 for the real clients, HTTP for whoever runs the machine, and one durable folder. */
import type { LocalClock } from '../clock.ts';
import { listenAmqp } from './amqp/server.ts';
import { Broker } from './broker.ts';
import { listenControl } from './control.ts';
import type { QueueSettings } from './settings.ts';
import { BrokerStore } from './store.ts';

export type ServiceBusOptions = {
  /** 0 for any free port; so is the control port. */
  readonly port: number;
  readonly controlPort: number;
  /** The durable folder, created when it is missing. */
  readonly data: string;
  readonly clock: LocalClock;
  readonly queues: readonly QueueSettings[];
};

export type RunningServiceBus = {
  readonly port: number;
  readonly controlPort: number;
  /** For clients of Service Bus. */
  readonly connectionString: string;
  stop(): void;
};

/** Starts listening on loopback; rejects with the code EADDRINUSE when a port is taken. */
export async function startServiceBus(options: ServiceBusOptions): Promise<RunningServiceBus> {
  const { data, clock, queues } = options;
  const store = new BrokerStore(data);
  const broker = new Broker({ settings: queues, store, clock });
  const listeners: { port: number; stop(): void }[] = [];
  const stop = () => {
    for (const listener of listeners) listener.stop();
    broker.stop();
    store.close();
  };
  try {
    const amqp = await listenAmqp({ broker, store, port: options.port });
    listeners.push(amqp);
    const control = await listenControl({ broker, store, clock, port: options.controlPort });
    listeners.push(control);
    const credentials =
      'SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=local;UseDevelopmentEmulator=true';
    const connectionString = `Endpoint=sb://127.0.0.1:${amqp.port};${credentials}`;
    return { port: amqp.port, controlPort: control.port, connectionString, stop };
  } catch (error) {
    stop();
    throw error;
  }
}
