/**
 * `node local/crm/main.ts --port N --data DIR --clock FILE --dataverse URL [--outbox URL] [--supervisor URL]`
 * The supervisor's key comes in the environment (SUPERVISOR_KEY): arguments are for everybody on the machine to see.
 */
import { parseArgs } from 'node:util';
import { startCrm, type CrmOptions } from './start.ts';

const usage =
  'usage: node local/crm/main.ts --port N --data DIR --clock FILE --dataverse URL [--outbox URL] [--supervisor URL]';

await main();

async function main(): Promise<void> {
  const options = parseOptions();
  if (options === undefined) return fail(2, usage);
  try {
    const crm = await startCrm(options);
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => void crm.stop().then(() => process.exit(0)));
    }
    console.log(JSON.stringify({ ready: true, port: crm.port }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    fail(3, `The port ${options.port} is taken; choose another with --port.`);
  }
}

function parseOptions(): CrmOptions | undefined {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      options: { port: text, data: text, clock: text, dataverse: text, outbox: text, supervisor: text },
    });
    const port = Number(values.port);
    const { data, clock, outbox } = values;
    if (!Number.isInteger(port) || port < 0 || port > 65_535 || data === undefined) return undefined;
    if (values.dataverse === undefined) return undefined;
    const dataverse = values.dataverse.replace(/\/$/, '');
    const key = process.env['SUPERVISOR_KEY'];
    if ((values.supervisor === undefined) !== (key === undefined)) return undefined;
    const supervisor =
      values.supervisor === undefined || key === undefined
        ? undefined
        : { address: values.supervisor.replace(/\/$/, ''), key };
    return { port, data, clock, dataverse, outbox: outbox?.replace(/\/$/, ''), supervisor };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return undefined;
  }
}

function fail(code: number, message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}
