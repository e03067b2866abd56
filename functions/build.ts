/**
 * Bundles the app into functions/dist: the shared domain goes in, packages of the registry stay outside. Beside the bundle stands the
 * package.json of a deployment, which names those packages in the versions of the lock file and nothing of this repository.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

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

const { packages } = readJson<{ packages: Record<string, { version: string }> }>('../package-lock.json');
const deployed = {
  name,
  version,
  private: true,
  license,
  type: 'module',
  main: 'app.js',
  dependencies: Object.fromEntries(external.map((one) => [one, lockedVersion(one)])),
};
writeFileSync(join(folder, 'dist/package.json'), `${JSON.stringify(deployed, null, 2)}\n`);

function lockedVersion(dependency: string): string {
  const locked = packages[`functions/node_modules/${dependency}`] ?? packages[`node_modules/${dependency}`];
  if (!locked) throw new Error(`${dependency} is not in the lock file; run npm install`);
  return locked.version;
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(join(folder, path), 'utf8')) as T;
}
