/**
 * Bundles the app into functions/dist: the shared domain goes in, packages of the registry stay outside. Beside the bundle stand the
 * package.json and the lock file of a deployment, which name those packages, and what they need, in the versions of the repository's lock
 * file, and nothing of this repository.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { deploymentLock, lockedVersion, type Lock } from './deployment-lock.ts';

const folder = import.meta.dirname;
const { name, version, license, dependencies } = readJson<{
  name: string;
  version: string;
  license: string;
  dependencies: Record<string, string>;
}>('package.json');
const external = Object.keys(dependencies).filter((one) => !one.startsWith('@dunlin/'));

await build({
  absWorkingDir: folder,
  entryPoints: ['src/app.ts'],
  outfile: 'dist/app.js',
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  sourcemap: true,
  external,
  // Bundled CommonJS packages ask for require.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
});

const lock = readJson<Lock>('../package-lock.json');
const deployed = {
  name,
  version,
  private: true,
  license,
  type: 'module',
  main: 'app.js',
  dependencies: Object.fromEntries(external.map((one) => [one, lockedVersion(lock, one)])),
};
write('package.json', deployed);
write('package-lock.json', deploymentLock(lock, deployed));

function write(file: string, content: object): void {
  writeFileSync(join(folder, 'dist', file), `${JSON.stringify(content, null, 2)}\n`);
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(join(folder, path), 'utf8')) as T;
}
