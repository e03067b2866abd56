/** Loads the project's modules anew for each run, so that nothing a mutated module remembered reaches the next run. */
import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

let generation = 0;

/** @param folder the project, packages not counted: these are loaded once */
export function loadFreshModulesOf(folder: string): void {
  const home = pathToFileURL(`${folder}/`).href;
  const isOwn = (url: string): boolean => url.startsWith(home) && !url.includes('/node_modules/');
  registerHooks({
    resolve(specifier, context, nextResolve) {
      // The workspace's link leads to the sources as they are, not to this copy of them.
      const shared = /^@dunlin\/shared\/(.+)$/.exec(specifier)?.[1];
      const own = shared === undefined ? specifier : new URL(`shared/src/${shared}.ts`, home).href;
      const resolved = nextResolve(own, context);
      return isOwn(resolved.url)
        ? { ...resolved, url: `${withoutQuery(resolved.url)}?${generation}` }
        : resolved;
    },
    load(url, context, nextLoad) {
      if (!isOwn(url) || !withoutQuery(url).endsWith('.ts')) return nextLoad(url, context);
      return { format: 'module', source: javaScriptOf(withoutQuery(url)), shortCircuit: true };
    },
  });
}

export function forgetLoadedModules(): void {
  generation += 1;
}

export function loadFresh(file: string): Promise<unknown> {
  return import(`${pathToFileURL(join(file)).href}?${generation}`);
}

const stripped = new Map<string, string>();

function javaScriptOf(url: string): string {
  const known = stripped.get(url) ?? stripTypeScriptTypes(readFileSync(fileURLToPath(url), 'utf8'));
  stripped.set(url, known);
  return known;
}

function withoutQuery(url: string): string {
  return url.replace(/\?.*$/, '');
}
