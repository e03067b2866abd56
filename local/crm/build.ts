/** Bundles the CRM's pages into `dist/`; React and Fluent are not in it, since the page has them already, as in Dynamics. */
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

const app = fileURLToPath(new URL('app', import.meta.url));
export const distFolder = fileURLToPath(new URL('dist', import.meta.url));

/** Builds what is stale, and says whether there was anything to build. Throws with the compiler's own words. */
export async function buildApp(): Promise<boolean> {
  if (isFresh()) return false;
  const { build } = await import('esbuild');
  rmSync(distFolder, { recursive: true, force: true });
  await build({
    entryPoints: [{ in: join(app, 'main.tsx'), out: 'app' }],
    outdir: distFolder,
    bundle: true,
    format: 'iife',
    target: 'es2020',
    jsx: 'transform',
    minify: true,
    legalComments: 'none',
    logLevel: 'silent',
    plugins: [fromGlobals],
  });
  return true;
}

/** What the page's script tags define, by the package whose place it takes. */
const globals: Readonly<Record<string, string>> = {
  react: 'React',
  'react-dom': 'ReactDOM',
  '@fluentui/react': 'FluentUIReact',
};

const fromGlobals: Plugin = {
  name: 'from-globals',
  setup(build) {
    build.onResolve({ filter: /^(react|react-dom|@fluentui\/react)$/ }, ({ path }) => ({
      path,
      namespace: 'global',
    }));
    build.onLoad({ filter: /.*/, namespace: 'global' }, ({ path }) => ({
      contents: `module.exports = window.${globals[path]}`,
    }));
  },
};

function isFresh(): boolean {
  const built = ['app.js', 'app.css'].map((name) => join(distFolder, name));
  if (!built.every(existsSync)) return false;
  const builtAt = Math.min(...built.map((file) => statSync(file).mtimeMs));
  return sourcesOf(app).every((file) => statSync(file).mtimeMs < builtAt);
}

function sourcesOf(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return [...files, fileURLToPath(import.meta.url)];
}

if (import.meta.main) {
  try {
    await buildApp();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
