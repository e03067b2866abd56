/** The files of a drop folder: read whole, up to a size, and only from inside the folder. */
import { readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, sep, win32 } from 'node:path';
import { z } from 'zod';
import { DropError } from './drop-error.ts';

/** Ceilings against wrong and hostile files. An ERP row is some hundred bytes; a million open items are about 100 MB. */
export type DropLimits = {
  readonly fileBytes: number;
  readonly rowBytes: number;
  readonly fieldCharacters: number;
};
export const dropLimits: DropLimits = { fileBytes: 200_000_000, rowBytes: 100_000, fieldCharacters: 10_000 };

/** A path inside the drop folder: relative, and not climbing out of it. */
export const pathInside = z
  .string()
  .min(1)
  .refine((path) => !isAbsolute(path) && !win32.isAbsolute(path), 'has to be relative to the drop folder')
  .refine((path) => !path.split(/[\\/]/).includes('..'), 'may not leave the drop folder');

/** @throws DropError when the file is missing, too large, not readable, or a link that leads out of the folder. */
export async function readDropFile(folder: string, name: string, maximumBytes: number): Promise<Buffer> {
  try {
    const path = await realpath(join(folder, name));
    if (!isInside(await realpath(folder), path)) {
      throw new DropError({
        file: name,
        problem: 'leads out of the drop folder',
        remedy: 'Put the file itself there',
      });
    }
    const { size } = await stat(path);
    if (size > maximumBytes) {
      throw new DropError({
        file: name,
        problem: `has ${size} bytes, more than the ${maximumBytes} allowed`,
        remedy: 'Export fewer items a drop, or check that this is the right file',
      });
    }
    return await readFile(path);
  } catch (error) {
    if (error instanceof DropError) throw error;
    throw unreadable(name, error);
  }
}

/**
 * A JSON file of the drop, checked.
 * @throws DropError naming the first field that does not fit.
 */
export async function readDropJson<T>(folder: string, name: string, schema: z.ZodType<T>): Promise<T> {
  const text = (await readDropFile(folder, name, jsonBytes)).toString('utf8').replace(/^\ufeff/, '');
  const parsed = schema.safeParse(jsonOf(name, text));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const unknownKey = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const field = [...(issue?.path ?? []), ...unknownKey].join('.');
  throw new DropError({
    file: name,
    ...(field === '' ? {} : { field }),
    problem: unknownKey.length > 0 ? 'is not a known field' : (issue?.message ?? 'is not valid'),
    remedy: 'Correct the file and drop it again',
  });
}

const jsonBytes = 1_000_000;

export function unreadable(name: string, cause: unknown): DropError {
  const code = (cause as NodeJS.ErrnoException).code;
  const problem = code === 'ENOENT' ? 'is not there' : `cannot be read (${code ?? String(cause)})`;
  return new DropError(
    { file: name, problem, remedy: 'Check the name and the rights on the drop folder' },
    { cause },
  );
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function jsonOf(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const problem = `is not JSON (${(cause as SyntaxError).message})`;
    throw new DropError({ file: name, problem, remedy: 'Write the file again' }, { cause });
  }
}
