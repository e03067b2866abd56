import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aDrop, writeDrop } from './a-drop.ts';
import { dropLimits, readDropFile } from './drop-files.ts';
import { listDrops } from './manifest.ts';

function announce(folder: string, file: string, manifest: Record<string, unknown>): void {
  const whole = {
    source: 'a',
    sequence: 1,
    asOf: '2026-03-31',
    mode: 'full',
    items: 'items.csv',
    mapping: 'm.json',
  };
  writeFileSync(join(folder, file), JSON.stringify({ ...whole, ...manifest }));
}

describe('listDrops', () => {
  it('lists by source, then sequence as a number, and leaves other files alone', async () => {
    const folder = writeDrop({});
    rmSync(join(folder, '20260331.drop.json'));
    announce(folder, 'x.drop.json', { source: 'b', sequence: 9 });
    announce(folder, 'y.drop.json', { source: 'b', sequence: 10 });
    announce(folder, 'z.drop.json', { source: 'a', sequence: 11 });
    announce(folder, 'half.drop.json.new', { source: 'c' });
    expect((await listDrops(folder)).map(({ file, source, sequence }) => [file, source, sequence])).toEqual([
      ['z.drop.json', 'a', 11],
      ['x.drop.json', 'b', 9],
      ['y.drop.json', 'b', 10],
    ]);
  });

  const broken: readonly [string, Record<string, unknown>, string][] = [
    ['a sequence of text', { sequence: '7' }, 'x.drop.json, sequence: Invalid input: expected number'],
    ['a sequence of zero', { sequence: 0 }, 'x.drop.json, sequence: Too small'],
    ['a day that is none', { asOf: '2026-02-30' }, 'x.drop.json, asOf: is not a date (YYYY-MM-DD)'],
    ['another mode', { mode: 'partial' }, 'x.drop.json, mode: Invalid option'],
    ['a source that is no name', { source: '../a' }, 'x.drop.json, source: has to be 1 to 50 letters'],
    ['a path upwards', { items: '../items.csv' }, 'x.drop.json, items: may not leave the drop folder'],
    ['a path upwards in the Windows manner', { items: 'a\\..\\..\\b' }, 'x.drop.json, items: may not leave'],
    ['a path from the root', { mapping: '/etc/passwd' }, 'x.drop.json, mapping: has to be relative'],
    ['a path from a drive', { mapping: 'C:\\m.json' }, 'x.drop.json, mapping: has to be relative'],
    ['an unknown field', { itemz: 'i.csv' }, 'x.drop.json, itemz: is not a known field'],
  ];
  it.each(broken)('refuses %s, naming file and field', async (_, manifest, message) => {
    const folder = writeDrop({});
    announce(folder, 'x.drop.json', manifest);
    await expect(listDrops(folder)).rejects.toMatchObject({
      name: 'DropError',
      file: 'x.drop.json',
      message: expect.stringContaining(message) as string,
    });
  });

  it('refuses what is no JSON, two drops in one place, and a folder that is not there', async () => {
    const folder = writeDrop({});
    writeFileSync(join(folder, 'x.drop.json'), '{"source":');
    await expect(listDrops(folder)).rejects.toThrow('x.drop.json: is not JSON');
    announce(folder, 'x.drop.json', { source: 'test', sequence: 20260331 });
    await expect(listDrops(folder)).rejects.toThrow(
      'x.drop.json, sequence: 20260331 of test is already taken by 20260331.drop.json',
    );
    await expect(listDrops(join(folder, 'none'))).rejects.toThrow('none: is not there');
  });
});

describe('readDropFile', () => {
  it('does not follow a link out of the folder', async () => {
    const { folder } = await aDrop({});
    const outside = writeDrop({});
    mkdirSync(join(folder, 'in'));
    writeFileSync(join(folder, 'in', 'a.csv'), 'a');
    symlinkSync(join(outside, 'items.csv'), join(folder, 'link.csv'));
    symlinkSync(outside, join(folder, 'away'));
    symlinkSync(join(folder, 'in'), join(folder, 'within'));
    await expect(readDropFile(folder, 'link.csv', dropLimits.fileBytes)).rejects.toThrow(
      'leads out of the drop folder',
    );
    await expect(readDropFile(folder, 'away/items.csv', dropLimits.fileBytes)).rejects.toThrow('leads out');
    expect((await readDropFile(folder, 'within/a.csv', dropLimits.fileBytes)).toString()).toBe('a');
  });
});
