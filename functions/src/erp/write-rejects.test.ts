import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { aDrop } from './a-drop.ts';
import { writeRejects } from './write-rejects.ts';

describe('writeRejects', () => {
  const row = { file: 'items.csv', line: 3, column: 'Betrag', value: '1,0"0', reason: 'is not an amount' };

  it('writes a file beside the drop that reads back as it was', async () => {
    const { folder, manifest } = await aDrop({});
    expect(await writeRejects(folder, manifest.file, [row])).toBe('20260331.rejects.csv');
    expect(readFileSync(join(folder, '20260331.rejects.csv'), 'utf8')).toBe(
      '\ufefffile,line,column,value,reason\r\nitems.csv,3,Betrag,"1,0""0",is not an amount\r\n',
    );
  });

  it('takes the file away when a drop has nothing to reject', async () => {
    const { folder, manifest } = await aDrop({});
    await writeRejects(folder, manifest.file, [row]);
    expect(await writeRejects(folder, manifest.file, [])).toBeUndefined();
    expect(readdirSync(folder).filter((name) => name.includes('rejects'))).toEqual([]);
  });

  it('gives a spreadsheet nothing to run, and leaves numbers as they are', async () => {
    const { folder, manifest } = await aDrop({});
    const values = [
      '=1+1',
      '+cmd|x',
      '-2+3',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      '\n=1',
      '\0=1',
      '-5.20',
      '-1.234,50',
      '+48 22',
      'a=b',
    ];
    await writeRejects(
      folder,
      manifest.file,
      values.map((value) => ({ ...row, value })),
    );
    const written = parse(readFileSync(join(folder, '20260331.rejects.csv')), { bom: true }).slice(1);
    expect(written.map((cells) => cells[3])).toEqual([
      "'=1+1",
      "'+cmd|x",
      "'-2+3",
      "'@SUM(A1)",
      "'\t=1",
      "'\r=1",
      "'\n=1",
      "'\0=1",
      '-5.20',
      '-1.234,50',
      '+48 22',
      'a=b',
    ]);
  });
});
