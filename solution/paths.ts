/** Where this folder keeps what. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));

export const sourceFolder = join(here, 'src');
/** One file a language, named after its code. */
export const translationsFolder = join(here, 'translations');
/** The scripts that ribbons and forms call. */
export const commandsFolder = join(here, 'commands');
export const starterFolder = join(here, 'data', 'starter');
export const demoFolder = join(here, 'data', 'demo');
/** Of the controls' projects. */
export const controlsFolder = join(here, '..', 'pcf');
export const versionsPath = join(controlsFolder, 'versions.json');
export const packagePath = join(here, '..', 'package.json');
export const zipPath = join(here, '..', 'dist', 'Dunlin.zip');

/** The files under a folder, as relative paths with slashes, in code-point order whatever the file system's. A missing folder has none. */
export function filesUnder(folder: string, relative = ''): string[] {
  let entries;
  try {
    entries = readdirSync(join(folder, relative), { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return entries
    .flatMap((entry) => {
      const path = relative === '' ? entry.name : `${relative}/${entry.name}`;
      return entry.isDirectory() ? filesUnder(folder, path) : [path];
    })
    .toSorted((a, b) => (a < b ? -1 : 1));
}
