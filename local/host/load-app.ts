/** Loads a compiled Functions app as the worker does: every file that `main` of its package.json matches, then its start hooks. */
import { globSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { closeRegistration, getProgrammingModel, hooksOf } from './core-module.ts';
import type { Registration } from './core-module.ts';
import type { ProgrammingModel } from './core-types.ts';
import { HostRefusal } from './refusal.ts';

export type LoadedApp = { readonly model: ProgrammingModel; readonly registrations: readonly Registration[] };

/** @throws HostRefusal when nothing is found or registered; whatever the app's own code throws while it loads. */
export async function loadApp(folder: string): Promise<LoadedApp> {
  supplyCoreModule();
  for (const file of entryPoints(folder)) await import(pathToFileURL(join(folder, file)).href);
  for (const hook of hooksOf('appStart')) await hook({ hookData: {}, functionAppDirectory: folder });

  const registrations = closeRegistration();
  const model = getProgrammingModel();
  if (model === undefined || registrations.length === 0)
    throw new HostRefusal(`${folder} registers no functions.`);
  const capabilities = await model.getCapabilities({});
  if (capabilities['HttpUri'] !== undefined) {
    throw new HostRefusal(
      'The app calls app.setup({ enableHttpStream: true }), which the local host does not support.',
    );
  }
  return { model, registrations };
}

/** Answers `require` and `import` of the worker's module with ours; one instance serves both, and this process too. */
function supplyCoreModule(): void {
  const url = new URL('./core-module.ts', import.meta.url).href;
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === '@azure/functions-core'
        ? { url, format: 'module-typescript', shortCircuit: true }
        : next(specifier, context),
  });
}

function entryPoints(folder: string): readonly string[] {
  const { main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { main?: unknown };
  if (typeof main !== 'string') throw new HostRefusal(`${join(folder, 'package.json')} has no "main".`);
  const files = globSync(main, { cwd: folder }).sort();
  if (files.length === 0)
    throw new HostRefusal(`${folder}: no file matches "main": "${main}". Is the app built?`);
  return files;
}
