import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { singleDrop } from './single-drop.ts';

describe('a single export', () => {
  it('is dropped as it is, on its day only', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'single-'));
    const [items, customers, mapping] = [
      join(folder, 'i.csv'),
      join(folder, 'c.csv'),
      join(folder, 'm.json'),
    ];
    writeFileSync(items, Buffer.from([0x41, 0xff, 0x0a]));
    writeFileSync(customers, 'number\n');
    writeFileSync(mapping, '{}');
    const erp = singleDrop({ source: 'mine', items, customers, mapping, day: '2026-03-02' });
    expect(erp).toMatchObject({ firstDay: '2026-03-02', lastDay: '2026-03-02' });
    expect(await erp.drop(join(folder, 'drops'), '2026-03-03')).toBeUndefined();
    const path = await erp.drop(join(folder, 'drops'), '2026-03-02');
    expect(path).toBe(join(folder, 'drops', 'mine-20260302.drop.json'));
    const manifest = JSON.parse(readFileSync(String(path), 'utf8')) as { items: string };
    expect(manifest).toMatchObject({ source: 'mine', sequence: 20260302, asOf: '2026-03-02', mode: 'full' });
    expect([...readFileSync(join(folder, 'drops', manifest.items))]).toEqual([0x41, 0xff, 0x0a]);
    rmSync(folder, { recursive: true });
  });
});
