import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { aDrop, customersOf, itemsOf } from './a-drop.ts';
import { hashOfDrop } from './hash-of-drop.ts';

describe('hashOfDrop', () => {
  const parts = { items: itemsOf('4711;1'), customers: customersOf('1') };

  it('is the same for the same contents wherever they stand', async () => {
    const [one, other] = [await aDrop(parts), await aDrop(parts)];
    const hash = await hashOfDrop(one.folder, one.manifest);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(await hashOfDrop(other.folder, other.manifest)).toBe(hash);
  });

  it('changes with each file and with the place of the drop', async () => {
    const { folder, manifest } = await aDrop(parts);
    const hashes = [
      await hashOfDrop(folder, manifest),
      await hashOfDrop(folder, { ...manifest, sequence: 20260401 }),
      await hashOfDrop(folder, { ...manifest, customers: undefined }),
    ];
    for (const file of ['items.csv', 'customers.csv', 'mapping.json']) {
      appendFileSync(join(folder, file), ' ');
      hashes.push(await hashOfDrop(folder, manifest));
    }
    expect(new Set(hashes).size).toBe(6);
  });
});
