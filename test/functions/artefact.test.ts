/** What is deployed: the bundle with its own package.json, and nothing of this repository. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tempFolder } from '../../local/fixtures/temp-folder.ts';

const functions = fileURLToPath(new URL('../../functions', import.meta.url));
const installed = fileURLToPath(new URL('../../node_modules', import.meta.url));

it('starts where only the packages that it names are installed', () => {
  const folder = tempFolder('artefact');
  for (const file of ['dist/app.js', 'dist/package.json'])
    cpSync(join(functions, file), join(folder, file.slice(5)));
  const { main, dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    main: string;
    dependencies: Record<string, string>;
  };
  expect(Object.keys(dependencies)).toContain('@azure/functions');
  for (const [name, version] of Object.entries(dependencies)) {
    expect([name, version]).toEqual([name, expect.stringMatching(/^\d+\.\d+\.\d+$/)]);
    const place = join(folder, 'node_modules', name);
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(join(installed, name), place);
  }
  const { status, stderr } = spawnSync(process.execPath, [main], { cwd: folder, encoding: 'utf8' });
  expect({ status, errors: stderr.split('\n').filter((line) => /error/i.test(line)) }).toEqual({
    status: 0,
    errors: [],
  });
  // Outside the Functions runtime the library says of each function that it is not registered.
  for (const name of ['dispatchAction', 'evaluateDebtors', 'importReceivables', 'sweep', 'syncErp']) {
    expect(stderr).toContain(`function "${name}"`);
  }
});
