import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempFolder } from '../fixtures/temp-folder.ts';
import { takeCommands } from './take-commands.ts';

describe('commands for the ERP', () => {
  it('are taken once, and kept', async () => {
    const folder = tempFolder('commands');
    mkdirSync(join(folder, 'commands'));
    for (const name of ['b.json', 'a.json', 'c.json.new'])
      writeFileSync(join(folder, 'commands', name), '{}');
    expect(await takeCommands(folder)).toEqual(['a.json', 'b.json']);
    expect(await takeCommands(folder)).toEqual([]);
    expect(readdirSync(join(folder, 'commands', 'done')).sort()).toEqual(['a.json', 'b.json']);
  });

  it('are none where there is no folder yet', async () => {
    expect(await takeCommands(tempFolder('commands'))).toEqual([]);
  });
});
