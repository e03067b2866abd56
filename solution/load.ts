/**
 * Loads the starter policy into an environment that has the solution (npm run solution:load -- --url … --token-command …).
 * Safe to repeat: what is there stays, unless --overwrite says otherwise.
 */
import { execSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { loadApplicationUser, loadQueues, loadTeams, loadUsers } from './load/people.ts';
import { loadFirstVersion } from './load/first-version.ts';
import { loadRows, resolver } from './load/load-rows.ts';
import { demoUsers, standardRows, starterRows } from './load/starter-data.ts';
import { webApi } from './load/web-api.ts';
import { demoFolder, starterFolder } from './paths.ts';

const usage = `Usage: npm run solution:load -- --url https://<org>.crm4.dynamics.com --token-command "<command>" [options]

  --url URL               the environment
  --token-command CMD     prints a bearer token for it, for example
                          az account get-access-token --resource https://<org>.crm4.dynamics.com --query accessToken -o tsv
                          without it the token is taken from the environment, as DATAVERSE_TOKEN
  --app-id GUID           application (client) id the Functions app signs in with: gets its user and its role
  --overwrite             set rows that exist back to the starter values
  --users                 also the demo people of solution/data/demo (for local use)`;

export type LoadOptions = {
  readonly url: string;
  readonly token: string;
  readonly applicationId?: string;
  readonly overwrite: boolean;
  readonly users: boolean;
  /** Told each part as it is done, one line each. */
  readonly report: (line: string) => void;
};

/** Everything in the order it depends on. @throws WebApiError, UnreadableRow, SyntaxError: what was loaded before stays. */
export async function load(options: LoadOptions): Promise<void> {
  const { report } = options;
  const api = webApi(options.url, options.token);
  const { queues, teams } = standardRows(starterFolder);
  report(`queue: ${await loadQueues(api, queues)} created, ${queues.length} in all`);
  report(`team: ${await loadTeams(api, teams)} created, ${teams.length} in all`);
  const resolve = resolver(api);
  for (const tableRows of starterRows(starterFolder)) {
    const { created, updated, kept } = await loadRows(api, tableRows, {
      overwrite: options.overwrite,
      resolve,
    });
    report(`${tableRows.table.name}: ${created} created, ${updated} updated, ${kept} kept`);
  }
  report(`policy version: ${await loadFirstVersion(api)} created; the app publishes it`);
  if (options.applicationId !== undefined) {
    report(
      `application user: ${await loadApplicationUser(api, options.applicationId)} created, has the role Dunlin App`,
    );
  }
  if (options.users) {
    const people = demoUsers(demoFolder);
    report(`demo people: ${await loadUsers(api, people)} created, ${people.length} in all`);
  }
}

async function main(): Promise<void> {
  const options = parseOptions();
  if (options === undefined) {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  try {
    await load(options);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}

/** Undefined when the options make no sense. */
function parseOptions(): LoadOptions | undefined {
  try {
    const { values } = parseArgs({
      options: {
        url: { type: 'string' },
        'token-command': { type: 'string' },
        'app-id': { type: 'string' },
        overwrite: { type: 'boolean', default: false },
        users: { type: 'boolean', default: false },
      },
    });
    const token = tokenFrom(values['token-command']);
    if (values.url === undefined || token === undefined) return undefined;
    return {
      url: values.url,
      token,
      ...(values['app-id'] !== undefined && { applicationId: values['app-id'] }),
      overwrite: values.overwrite,
      users: values.users,
      report: (line) => console.log(line),
    };
  } catch (error) {
    console.error((error as Error).message);
    return undefined;
  }
}

/** Never on the command line, which everybody on the machine can read. */
function tokenFrom(command: string | undefined): string | undefined {
  return command === undefined
    ? process.env['DATAVERSE_TOKEN']
    : execSync(command, { encoding: 'utf8' }).trim();
}

if (import.meta.main) await main();
