/** `node local/servicebus/main.ts --port N --control-port N --data DIR --clock FILE --queues FILE` */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { LocalClock } from '../clock.ts';
import { QueuesFileError, parseQueues } from './settings.ts';
import { startServiceBus } from './start.ts';
import type { ServiceBusOptions } from './start.ts';

await main();

async function main(): Promise<void> {
  const running = await startServiceBus(readOptions()).catch(giveUpIfPortTaken);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      running.stop();
      process.exit(0);
    });
  }
  console.log(JSON.stringify({ ready: true, port: running.port, controlPort: running.controlPort }));
}

function readOptions(): ServiceBusOptions {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '0' },
        'control-port': { type: 'string', default: '0' },
        data: { type: 'string' },
        clock: { type: 'string' },
        queues: { type: 'string' },
      },
    });
    if (values.data === undefined || values.queues === undefined)
      throw new TypeError('--data and --queues are needed.');
    return {
      port: portOf(values.port),
      controlPort: portOf(values['control-port']),
      data: values.data,
      clock: new LocalClock(values.clock),
      queues: parseQueues(readFileSync(values.queues, 'utf8')),
    };
  } catch (error) {
    if (!(error instanceof TypeError) && !(error instanceof QueuesFileError)) throw error;
    console.error(`Service Bus: ${error.message}`);
    console.error(
      'Usage: node local/servicebus/main.ts --port N --control-port N --data DIR --clock FILE --queues FILE',
    );
    process.exit(2);
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new TypeError(`'${text}' is not a port: a whole number from 0 to 65535 is needed.`);
}

function giveUpIfPortTaken(error: NodeJS.ErrnoException): never {
  if (error.code !== 'EADDRINUSE') throw error;
  console.error(`Service Bus: ${error.message}. Choose another port with --port and --control-port.`);
  process.exit(3);
}
