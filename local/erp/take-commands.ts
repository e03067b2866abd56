/** The local ERP carries out what it is asked to do: it takes each command from the folder once, and keeps what it took. */
import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';

/** @returns the names of the files that were taken, in their order */
export async function takeCommands(dropFolder: string): Promise<readonly string[]> {
  const folder = join(dropFolder, 'commands');
  const done = join(folder, 'done');
  await mkdir(done, { recursive: true });
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  for (const name of names) await rename(join(folder, name), join(done, name));
  return names;
}
