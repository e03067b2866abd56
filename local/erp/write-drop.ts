/**
 * A drop on disk: the items of the day, the customers and the mapping, and the manifest that announces them, written last. Customers
 * and mapping are named by their contents, so they are written when they change and older manifests go on naming what they named.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sequenceOf } from './days.ts';

export type DropToWrite = {
  readonly source: string;
  readonly day: string;
  readonly mode: 'full' | 'delta';
  readonly items: Buffer;
  readonly customers: Buffer;
  readonly mapping: Buffer;
};

/** Answers the manifest's path. A crash leaves no manifest, or one whose files are whole. */
export async function writeDrop(folder: string, drop: DropToWrite): Promise<string> {
  await mkdir(folder, { recursive: true });
  const sequence = sequenceOf(drop.day);
  const items = `${drop.source}-items-${sequence}.csv`;
  await writeWhole(folder, items, drop.items);
  const customers = await writeByContents(folder, {
    name: `${drop.source}-customers`,
    ending: 'csv',
    bytes: drop.customers,
  });
  const mapping = await writeByContents(folder, {
    name: `${drop.source}-mapping`,
    ending: 'json',
    bytes: drop.mapping,
  });
  const { source, day: asOf, mode } = drop;
  const manifest = { source, sequence, asOf, mode, items, customers, mapping };
  return writeWhole(
    folder,
    `${source}-${sequence}.drop.json`,
    Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`),
  );
}

async function writeByContents(
  folder: string,
  { name, ending, bytes }: { name: string; ending: string; bytes: Buffer },
): Promise<string> {
  const file = `${name}-${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}.${ending}`;
  if (!existsSync(join(folder, file))) await writeWhole(folder, file, bytes);
  return file;
}

async function writeWhole(folder: string, name: string, bytes: Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(`${path}.new`, bytes);
  await rename(`${path}.new`, path);
  return path;
}
