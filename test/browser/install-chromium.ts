/**
 * The browser tests need Chromium. Where it is missing and this user may install packages, Debian's is installed; elsewhere this says
 * what to do, and the tests are skipped. `CHROMIUM` names another executable.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const named = process.env['CHROMIUM'];
const executable = named ?? '/usr/bin/chromium';

if (!existsSync(executable)) {
  const problem = named === undefined ? install() : 'CHROMIUM names it';
  if (problem !== undefined) {
    process.stderr.write(
      `There is no ${executable}, and ${problem}. The browser tests will be skipped: install chromium, or name one in CHROMIUM.\n`,
    );
  }
}

/** Says what went wrong, if anything did. */
function install(): string | undefined {
  if (process.getuid?.() !== 0 || !run('apt-get', '--version')) return 'this user may not install packages';
  process.stderr.write('Installing chromium for the browser tests …\n');
  const done =
    run('apt-get', 'update') && run('apt-get', 'install', '-y', '--no-install-recommends', 'chromium');
  if (!done) return 'apt-get could not install it';
  return existsSync(executable) ? undefined : 'the package brought none';
}

function run(command: string, ...args: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status } = spawnSync(command, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  return status === 0;
}
