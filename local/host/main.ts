/** `node local/host/main.ts --port N --data DIR --clock FILE --app FOLDER --settings FILE.json` */
import { parseArgs } from 'node:util';
import { startHost } from './host.ts';
import type { HostOptions } from './host.ts';
import { stackOf } from './log.ts';
import { HostRefusal } from './refusal.ts';

const usage =
  'usage: node local/host/main.ts --port N --data DIR --clock FILE --app FOLDER --settings FILE.json';

await main();

async function main(): Promise<void> {
  const options = parseOptions();
  if (options === undefined) return fail(2, usage);
  try {
    const host = await startHost(options);
    console.log(JSON.stringify({ ready: true, port: host.port, functionKey: host.functionKey }));
    host.run();
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      process.once(signal, () => void host.stop().then(() => process.exit(0)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
      fail(3, `Port ${options.port} is taken. Choose another with --port, or 0 for any free one.`);
    }
    fail(1, error instanceof HostRefusal ? error.message : `The app could not be started: ${stackOf(error)}`);
  }
}

function parseOptions(): HostOptions | undefined {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      options: { port: text, data: text, clock: text, app: text, settings: text },
    });
    const { port, data, clock, app, settings } = values;
    if (port === undefined || !/^\d{1,5}$/.test(port)) return undefined;
    if (data === undefined || clock === undefined || app === undefined || settings === undefined)
      return undefined;
    return { port: Number(port), data, clock, app, settings };
  } catch {
    return undefined;
  }
}

function fail(code: number, message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}
