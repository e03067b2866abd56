/** Imported drops leave the folder's top with what was staged of them, so that the next look finds only what is new. */
import { mkdir, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { runIdOf } from './read-run.ts';
import { stagingFolder } from './staged.ts';

export async function putAway(
  dropFolder: string,
  drop: { readonly file: string; readonly source: string; readonly sequence: number },
): Promise<void> {
  await move(dropFolder, drop.file, 'done');
  await stagingFolder(dropFolder, runIdOf(drop.source, drop.sequence)).remove();
}

/** A refused drop is put aside with its manifest's name; the reason stands in the alarm and the log. */
export async function setAsideDrop(dropFolder: string, manifest: string): Promise<void> {
  await move(dropFolder, manifest, 'refused');
}

async function move(dropFolder: string, manifest: string, to: 'done' | 'refused'): Promise<void> {
  await mkdir(join(dropFolder, to), { recursive: true });
  try {
    await rename(join(dropFolder, manifest), join(dropFolder, to, basename(manifest)));
  } catch (error) {
    // Moved by an attempt that was cut off before it could say so.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
