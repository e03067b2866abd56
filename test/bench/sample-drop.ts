/** The first export of a sample portfolio of a size, made by another process: its memory is not the stack's. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A Monday, so that the day is a business day everywhere. */
export const firstDay = '2025-03-03';

export type SampleDrop = {
  readonly folder: string;
  readonly manifestFile: string;
  readonly manifest: Readonly<Record<'items' | 'customers' | 'mapping', string>> & {
    readonly sequence: number;
  };
};

/** @param receivables how many open items it holds; settled ones and payments come on top, as an ERP exports them */
export async function makeDrop(folder: string, receivables: number): Promise<SampleDrop> {
  const script = join(import.meta.dirname, 'make-drop.ts');
  await promisify(execFile)(process.execPath, [script, String(receivables), firstDay, folder]);
  const manifestFile = (await readdir(folder)).find((name) => name.endsWith('.drop.json'));
  if (manifestFile === undefined) throw new Error(`No drop was made in ${folder}`);
  const manifest = JSON.parse(readFileSync(join(folder, manifestFile), 'utf8')) as SampleDrop['manifest'];
  return { folder, manifestFile, manifest };
}
