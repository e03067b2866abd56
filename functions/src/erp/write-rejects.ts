/** The rows set aside, as a file beside the drop that people open in a spreadsheet. */
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RejectedRow } from '@dunlin/shared/messages/ledger';
import { besideManifest } from './manifest.ts';

/**
 * Writes `<drop>.rejects.csv` (UTF-8 with byte order mark, which spreadsheets ask for) and answers its name; without rejected rows
 * there is no such file.
 * @param manifest the name of the drop's manifest in the folder
 */
export async function writeRejects(
  folder: string,
  manifest: string,
  rejected: readonly RejectedRow[],
): Promise<string | undefined> {
  const name = besideManifest(manifest, '.rejects.csv');
  const path = join(folder, name);
  if (rejected.length === 0) {
    await rm(path, { force: true });
    return undefined;
  }
  const rows = rejected.map((row) => [row.file, String(row.line), row.column, row.value, row.reason]);
  const lines = [['file', 'line', 'column', 'value', 'reason'], ...rows].map((cells) =>
    cells.map(csvCell).join(','),
  );
  await writeFile(`${path}.new`, `\ufeff${lines.join('\r\n')}\r\n`);
  await rename(`${path}.new`, path);
  return name;
}

/**
 * A spreadsheet runs what begins with = + - @ or a tab or line break; an apostrophe before it makes it text. Plain numbers (-5.20)
 * are left as they are.
 */
function csvCell(value: string): string {
  const isFormula = /^[=+\-@\t\r\n\0]/.test(value) && !/^[+-]?\d[\d.,' ]*$/.test(value);
  const safe = isFormula ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
