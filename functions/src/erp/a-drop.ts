/** Builders for the tests of this folder: a drop on disk, with a mapping in the German manner. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listDrops, type DropManifest } from './manifest.ts';

export const aMapping = {
  company: 'DEMO',
  settled: 'marked',
  items: {
    delimiter: ';',
    dates: 'dd.MM.yyyy',
    numbers: { decimal: ',', group: '.' },
    columns: {
      customer: 'Konto',
      document: 'Beleg',
      kind: 'Art',
      issuedOn: 'Belegdatum',
      dueOn: 'Fällig',
      amount: 'Betrag',
      open: 'Offen',
      currency: 'Währung',
      settledOn: 'Ausgleich',
      reversed: 'Storno',
      clears: 'Bezug',
    },
    kinds: { invoice: ['RV'], creditNote: ['RG'], payment: ['DZ'] },
    reversedValues: ['X'],
  },
  customers: {
    columns: {
      number: 'Number',
      name: 'Name',
      kind: 'Kind',
      country: 'Country',
      language: 'Language',
      email: 'Mail',
      city: 'City',
    },
    kinds: { business: ['B'], consumer: ['C'] },
    defaults: { kind: 'business' as const },
  },
};

export const itemsHeader = 'Konto;Beleg;Art;Belegdatum;Fällig;Betrag;Offen;Währung;Ausgleich;Storno;Bezug';
export const customersHeader = 'Number,Name,Kind,Country,Language,Mail,City';

const folders = mkdtempSync(join(tmpdir(), 'drops-'));
afterAll(() => {
  rmSync(folders, { recursive: true });
});

export type DropParts = {
  items?: string | Buffer;
  customers?: string | Buffer;
  mapping?: unknown;
  manifest?: Record<string, unknown>;
};

/** Writes a drop of 2026-03-31 into a new folder. */
export function writeDrop(parts: DropParts): string {
  const folder = mkdtempSync(join(folders, 'drop-'));
  writeFileSync(join(folder, 'items.csv'), parts.items ?? itemsHeader);
  if (parts.customers !== undefined) writeFileSync(join(folder, 'customers.csv'), parts.customers);
  const mapping = parts.mapping ?? aMapping;
  writeFileSync(
    join(folder, 'mapping.json'),
    typeof mapping === 'string' ? mapping : JSON.stringify(mapping),
  );
  const manifest = {
    source: 'test',
    sequence: 20260331,
    asOf: '2026-03-31',
    mode: 'full',
    items: 'items.csv',
    ...(parts.customers === undefined ? {} : { customers: 'customers.csv' }),
    mapping: 'mapping.json',
    ...parts.manifest,
  };
  writeFileSync(join(folder, '20260331.drop.json'), JSON.stringify(manifest));
  return folder;
}

export async function aDrop(parts: DropParts): Promise<{ folder: string; manifest: DropManifest }> {
  const folder = writeDrop(parts);
  const [manifest] = await listDrops(folder);
  if (manifest === undefined) throw new Error(`No drop in ${folder}`);
  return { folder, manifest };
}

/** An items file of these rows under the usual header. */
export function itemsOf(...rows: readonly string[]): string {
  return [itemsHeader, ...rows, ''].join('\n');
}

export function customersOf(...rows: readonly string[]): string {
  return [customersHeader, ...rows, ''].join('\n');
}
