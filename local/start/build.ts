/** Builds what is stale: the app's bundle, the packed solution and the CRM's pages, each by its own command. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/** @throws Error with the command's own words. */
export async function build(): Promise<void> {
  await Promise.all([node('functions/build.ts'), node('solution/pack.ts'), node('local/crm/build.ts')]);
}

/**
 * Runs one of the repository's scripts.
 * @param env what the script is told besides, and nobody else can read
 * @throws Error with the script's own words
 */
export async function node(
  script: string,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  try {
    const options = { cwd: repository, maxBuffer: 2 ** 26, env: { ...process.env, ...env } };
    return (await run(process.execPath, [join(repository, script), ...args], options)).stdout;
  } catch (error) {
    const { stderr, code } = error as { readonly stderr?: string; readonly code?: number | string };
    throw new Error(`${script} ended with ${String(code)}: ${stderr?.trim() ?? ''}`);
  }
}
