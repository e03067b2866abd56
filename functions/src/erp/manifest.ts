/**
 * A drop is announced by its manifest, `<anything>.drop.json`, which the ERP writes last: its presence says that the files it names
 * are whole. `mode` full means that items not in the file are no longer open; delta holds only what changed.
 */
import { readdir } from 'node:fs/promises';
import { isoDate, parseIsoDate, type IsoDate } from '@dunlin/shared/dates/iso-date';
import { z } from 'zod';
import { DropError } from './drop-error.ts';
import { pathInside, readDropJson, unreadable } from './drop-files.ts';

export type DropManifest = {
  /** The manifest's own name in the folder. */
  readonly file: string;
  readonly source: string;
  /** Grows with each drop of a source. */
  readonly sequence: number;
  /** The day whose evening the drop shows. */
  readonly asOf: IsoDate;
  readonly mode: 'full' | 'delta';
  readonly items: string;
  readonly customers: string | undefined;
  readonly mapping: string;
};

const ending = '.drop.json';

/**
 * The complete drops of a folder, by source, then sequence.
 * @throws DropError when the folder or a manifest cannot be read, or two manifests claim the same place in a source's order.
 */
export async function listDrops(folder: string): Promise<readonly DropManifest[]> {
  const names = (await namesIn(folder)).filter((name) => name.endsWith(ending)).sort();
  const manifests = await Promise.all(names.map((name) => readManifest(folder, name)));
  manifests.sort((a, b) => (a.source === b.source ? a.sequence - b.sequence : a.source < b.source ? -1 : 1));
  manifests.forEach((manifest, index) => refuseSamePlace(manifests[index - 1], manifest));
  return manifests;
}

/** The name of a file that belongs to the drop and stands beside its manifest. */
export function besideManifest(manifest: string, newEnding: string): string {
  return manifest.slice(0, -ending.length) + newEnding;
}

const schema = z.strictObject({
  source: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,50}$/, 'has to be 1 to 50 letters, digits, dots, dashes or underscores'),
  sequence: z.int().positive(),
  asOf: z
    .string()
    .refine((text) => parseIsoDate(text) !== undefined, 'is not a date (YYYY-MM-DD)')
    .transform(isoDate),
  mode: z.enum(['full', 'delta']),
  items: pathInside,
  customers: pathInside.optional(),
  mapping: pathInside,
});

async function readManifest(folder: string, file: string): Promise<DropManifest> {
  const manifest = await readDropJson(folder, file, schema);
  return { ...manifest, file, customers: manifest.customers };
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    throw unreadable(folder, error);
  }
}

function refuseSamePlace(before: DropManifest | undefined, manifest: DropManifest): void {
  if (before?.source !== manifest.source || before.sequence !== manifest.sequence) return;
  throw new DropError({
    file: manifest.file,
    field: 'sequence',
    problem: `${manifest.sequence} of ${manifest.source} is already taken by ${before.file}`,
    remedy: 'Give each drop a sequence of its own, or remove one of the two',
  });
}
