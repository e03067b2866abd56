/** `node local/outbox/main.ts --port N --smtp-port N --data DIR --clock FILE --letters FOLDER` */
import { parseArgs } from 'node:util';
import { LocalClock } from '../clock.ts';
import { startOutbox, type OutboxOptions } from './outbox.ts';

const usage =
  'usage: node local/outbox/main.ts --port N --smtp-port N --data DIR --clock FILE --letters FOLDER';

await main();

async function main(): Promise<void> {
  const options = parseOptions();
  if (options === undefined) return fail(2, usage);
  try {
    const outbox = await startOutbox(options);
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => void outbox.stop().then(() => process.exit(0)));
    }
    console.log(JSON.stringify({ ready: true, port: outbox.port, smtpPort: outbox.smtpPort }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    fail(
      3,
      `A port of the outbox is taken (${(error as Error).message}). Choose others with --port and --smtp-port.`,
    );
  }
}

function parseOptions(): OutboxOptions | undefined {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      options: { port: text, 'smtp-port': text, data: text, clock: text, letters: text },
    });
    const [port, smtpPort] = [values.port, values['smtp-port']].map(portOf);
    const { data, clock, letters } = values;
    if (port === undefined || smtpPort === undefined || data === undefined || letters === undefined)
      return undefined;
    return { port, smtpPort, data, letters, clock: new LocalClock(clock) };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return undefined;
  }
}

function portOf(text = '0'): number | undefined {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  return port <= 65_535 ? port : undefined;
}

function fail(code: number, message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}
