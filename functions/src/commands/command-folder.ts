/**
 * Where the ERP finds what it is asked to do: `commands/<id>.json` in its drop folder, one file a command. The ERP moves what it carried out
 * to `commands/done`; a file that stands in either place is not written again.
 */
import { randomUUID } from 'node:crypto';
import { access, link, mkdir, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';

/** @returns whether the file was written now; false when it was there already */
export async function putCommand(dropFolder: string, id: string, content: string): Promise<boolean> {
  const folder = join(dropFolder, 'commands');
  await mkdir(join(folder, 'done'), { recursive: true });
  const name = `${id}.json`;
  if ((await isThere(join(folder, name))) || (await isThere(join(folder, 'done', name)))) return false;
  const draft = join(folder, `${randomUUID()}.new`);
  const file = await open(draft, 'wx');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    // Unlike a rename, a link never replaces a file that somebody else put there meanwhile.
    await link(draft, join(folder, name));
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await unlink(draft);
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
