import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { putCommand } from './command-folder.ts';

describe('the folder of commands for the ERP', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'dunlin-commands-'))));
  afterEach(() => rmSync(folder, { recursive: true }));
  const at = (...path: string[]): string => join(folder, 'commands', ...path);

  it('gets a command as a file named by its id', async () => {
    expect(await putCommand(folder, 'c-1', '{"kind":"tradingStatus"}\n')).toBe(true);
    expect(readFileSync(at('c-1.json'), 'utf8')).toBe('{"kind":"tradingStatus"}\n');
    expect(readdirSync(at()).sort()).toEqual(['c-1.json', 'done']);
  });

  it('gets it once: not again while it waits, nor after the ERP took it', async () => {
    await putCommand(folder, 'c-1', 'first');
    expect(await putCommand(folder, 'c-1', 'second')).toBe(false);
    expect(readFileSync(at('c-1.json'), 'utf8')).toBe('first');
    renameSync(at('c-1.json'), at('done', 'c-1.json'));
    expect(await putCommand(folder, 'c-1', 'third')).toBe(false);
    expect(readdirSync(at())).toEqual(['done']);
  });

  it('gets it once when it is put there by several at a time', async () => {
    const put = await Promise.all([1, 2, 3, 4].map((n) => putCommand(folder, 'c-1', String(n))));
    expect(put.filter((done) => done)).toHaveLength(1);
    expect(readdirSync(at()).sort()).toEqual(['c-1.json', 'done']);
  });
});
