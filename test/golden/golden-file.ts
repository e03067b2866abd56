/** A text that was read by hand before it was kept. UPDATE_GOLDEN=yes writes it anew, to be read again. */
import { readFileSync, writeFileSync } from 'node:fs';

export function expectAsRead(name: string, text: string): void {
  const file = new URL(name, import.meta.url);
  if (process.env['UPDATE_GOLDEN'] === 'yes') writeFileSync(file, text);
  expect(text).toBe(readFileSync(file, 'utf8'));
}
