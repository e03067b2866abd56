/**
 * Starts the local Dataverse.
 *
 *   node local/dataverse/main.ts --port N --data DIR --app-id GUID [--clock FILE] [--solution ZIP …]
 *     [--servicebus CONNECTIONSTRING] [--no-limits] [--otherwise NAME,…]
 */
import { parseArgs } from 'node:util';
import { assumptionsNamed } from './assumptions.ts';
import { ImportRefused } from './import/refusal.ts';
import { startDataverse, type DataverseOptions, type RunningDataverse } from './start.ts';

const usage =
  'usage: node local/dataverse/main.ts --port N --data DIR --app-id GUID [--clock FILE] [--solution ZIP ...] ' +
  '[--servicebus CONNECTIONSTRING] [--no-limits] [--otherwise NAME,...]';

/** SQLITE_BUSY: somebody else has the database open. */
const sqliteBusy = 5;

const options = readArguments();
if (options === undefined) {
  console.error(usage);
  process.exitCode = 2;
} else {
  await run(options);
}

async function run(wanted: DataverseOptions): Promise<void> {
  let running: RunningDataverse;
  try {
    running = await startDataverse(wanted);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
      console.error(`The port ${wanted.port} is taken; choose another with --port.`);
      process.exit(3);
    }
    if ((error as { errcode?: number }).errcode === sqliteBusy) {
      console.error(`The folder ${wanted.data} is in use by another process.`);
      process.exit(1);
    }
    if (error instanceof ImportRefused) {
      console.error(error.message);
      process.exit(1);
    }
    throw error;
  }
  const { port, identityHeader } = running;
  console.log(JSON.stringify({ ready: true, port, identityHeader }));
  const stop = (): void => {
    void running.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

function readArguments(): DataverseOptions | undefined {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        clock: { type: 'string' },
        solution: { type: 'string', multiple: true },
        'app-id': { type: 'string' },
        servicebus: { type: 'string' },
        'no-limits': { type: 'boolean' },
        otherwise: { type: 'string' },
      },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || values.data === undefined || values['app-id'] === undefined)
      return undefined;
    return {
      port,
      data: values.data,
      clock: values.clock,
      solutions: values.solution ?? [],
      appId: values['app-id'],
      serviceBus: values.servicebus,
      limits: values['no-limits'] !== true,
      otherwise: assumptionsNamed(values.otherwise?.split(',') ?? []),
    };
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}
