/**
 * `npm run conformance [-- --url URL --token-command CMD]`: asks an environment for every clause of the wire contract the suite holds.
 * Without a URL it is the local Dataverse.
 */
import { execSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const usage = `Usage: npm run conformance [-- --url https://<org>.crm4.dynamics.com --token-command "<command>"]

  --url URL               the environment; without it a local Dataverse is started
  --token-command CMD     prints a bearer token for it, for example
                          az account get-access-token --resource https://<org>.crm4.dynamics.com --query accessToken -o tsv
                          without it the token is taken from the environment, as DATAVERSE_TOKEN`;

const root = fileURLToPath(new URL('../../../', import.meta.url));

function main(): void {
  const chosen = chosenEnvironment();
  if (chosen === undefined) {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  const { status } = spawnSync('npm', ['run', '-s', 'jest', '--', 'local/dataverse/conformance/suite'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...chosen },
  });
  process.exitCode = status ?? 1;
}

/** The variables the suite reads, or undefined when the options make no sense. */
function chosenEnvironment(): Readonly<Record<string, string>> | undefined {
  try {
    const { values } = parseArgs({
      options: { url: { type: 'string' }, 'token-command': { type: 'string' } },
    });
    const { url, 'token-command': command } = values;
    if (url === undefined) return command === undefined ? {} : undefined;
    const token =
      command === undefined ? process.env['DATAVERSE_TOKEN'] : execSync(command, { encoding: 'utf8' }).trim();
    if (token === undefined || token === '') return undefined;
    return { DUNLIN_CONFORMANCE_URL: url, DUNLIN_CONFORMANCE_TOKEN: token };
  } catch (error) {
    console.error((error as Error).message);
    return undefined;
  }
}

main();
