/**
 * Loads the starter policy into an environment that is provisioned (npm run solution:load -- --url … --token-command …).
 * Safe to repeat: what is there stays, unless --overwrite says otherwise.
 */
import { parseArgs } from 'node:util';
import { loadTeams, loadUsers } from './load/people.ts';
import { loadFirstVersion } from './load/first-version.ts';
import { loadRows, resolver } from './load/load-rows.ts';
import { demoUsers, standardRows, starterRows } from './load/starter-data.ts';
import { secretFrom } from './load/secret-from.ts';
import { webApi } from './load/web-api.ts';
import { demoFolder, starterFolder } from './paths.ts';

const usage = `Usage: npm run solution:load -- --url https://<org>.crm4.dynamics.com --token-command "<command>" [options]

  --url URL               the environment
  --token-command CMD     prints a bearer token for it, for example
                          az account get-access-token --resource https://<org>.crm4.dynamics.com --query accessToken -o tsv
                          without it the token is taken from the environment, as DATAVERSE_TOKEN
  --overwrite             set rows that exist back to the starter values
  --users                 also the demo people of solution/data/demo (for local use)`;

export type LoadOptions = {
  readonly url: string;
  readonly token: string;
  readonly overwrite: boolean;
  readonly users: boolean;
  /** Told each part as it is done, one line each. */
  readonly report: (line: string) => void;
};

/** Everything in the order it depends on. @throws WebApiError, UnreadableRow, SyntaxError: what was loaded before stays. */
export async function load(options: LoadOptions): Promise<void> {
  const { report } = options;
  const api = webApi(options.url, options.token);
  const { teams } = standardRows(starterFolder);
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
        overwrite: { type: 'boolean', default: false },
        users: { type: 'boolean', default: false },
      },
    });
    const token = secretFrom(values['token-command'], 'DATAVERSE_TOKEN');
    if (values.url === undefined || token === undefined) return undefined;
    return {
      url: values.url,
      token,
      overwrite: values.overwrite,
      users: values.users,
      report: (line) => console.log(line),
    };
  } catch (error) {
    console.error((error as Error).message);
    return undefined;
  }
}

if (import.meta.main) await main();
