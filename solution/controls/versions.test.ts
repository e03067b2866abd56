import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprintOf } from './fingerprint.ts';
import { raiseVersions } from './raise-versions.ts';
import { aControl, manifestPath, type ControlFolder } from './test/a-control.ts';
import { readVersions, versionProblems } from './versions.ts';

let control: ControlFolder;
let recordedIn: string;
beforeEach(() => {
  control = aControl();
  recordedIn = join(control.folder, 'versions.json');
});
afterEach(() => control.remove());

function problems(): string[] {
  return versionProblems([control.project()], readVersions(recordedIn)).map(
    ({ file, message }) => `${file} ${message}`,
  );
}

function change(path: string, content: string): void {
  control.write(path, control.read(path) + content);
}

describe('the version of a control', () => {
  it('is recorded with what it was given for', () => {
    expect(problems()).toEqual(['pcf/Dial has no recorded version: run npm run controls:version']);
    expect(raiseVersions(control.folder, recordedIn)).toEqual(['Dial is now 1.0.0']);
    expect(problems()).toEqual([]);
    expect(raiseVersions(control.folder, recordedIn)).toEqual([]);
  });

  it('goes up by one with a change of code, strings or style', () => {
    raiseVersions(control.folder, recordedIn);
    const expected = ['1.0.1', '1.0.2', '1.0.3'];
    for (const path of ['Dial/shown.ts', 'Dial/strings/Dial.1033.resx', 'Dial/css/dial.css']) {
      change(path, path.endsWith('.ts') ? 'shown("again");\n' : '\n');
      const before = control.project().manifest.version;
      expect(problems()).toEqual([
        `pcf/Dial has changed since version ${before}: run npm run controls:version`,
      ]);
      expect(raiseVersions(control.folder, recordedIn)).toEqual([`Dial is now ${expected.shift() ?? ''}`]);
      expect(problems()).toEqual([]);
    }
    expect(control.read(manifestPath)).toContain('constructor="Dial" version="1.0.3"');
    expect(control.read(manifestPath)).toContain('<resx path="strings/Dial.1033.resx" version="1.0.0" />');
  });

  it('stays when a person has raised it further', () => {
    raiseVersions(control.folder, recordedIn);
    change('Dial/shown.ts', 'shown("again");\n');
    control.write(manifestPath, control.read(manifestPath).replace('"1.0.0" display', '"1.1.0" display'));
    expect(raiseVersions(control.folder, recordedIn)).toEqual(['Dial is now 1.1.0']);
  });

  it('may not be changed without a record, nor go back', () => {
    raiseVersions(control.folder, recordedIn);
    control.write(manifestPath, control.read(manifestPath).replace('"1.0.0" display', '"0.9.0" display'));
    expect(problems()).toEqual([
      'pcf/Dial says version 0.9.0, recorded is 1.0.0: run npm run controls:version',
    ]);
    raiseVersions(control.folder, recordedIn);
    expect(control.project().manifest.version).toBe('1.0.0');
  });

  it('is forgotten with its control', () => {
    raiseVersions(control.folder, recordedIn);
    expect(versionProblems([], readVersions(recordedIn)).map(({ message }) => message)).toEqual([
      'holds dun_Sample.Dial, which is gone: run npm run controls:version',
    ]);
    expect(existsSync(recordedIn)).toBe(true);
    expect(readFileSync(recordedIn, 'utf8')).toMatch(/^{\n {2}"dun_Sample\.Dial": {/);
  });
});

describe('the fingerprint of a control', () => {
  it('is not changed by tests, modules nobody imports, line ends or the version', () => {
    const before = fingerprintOf(control.project());
    control.write('Dial/shown.test.ts', 'throw 1;');
    control.write('Dial/unused.ts', 'export const unused = 1;');
    control.write('Dial/shown.ts', control.read('Dial/shown.ts').replaceAll('\n', '\r\n'));
    control.write(manifestPath, control.read(manifestPath).replace('"1.0.0" display', '"2.0.0" display'));
    expect(fingerprintOf(control.project())).toBe(before);
  });

  it('is changed by a module outside the project that is part of the bundle', () => {
    control.write('../common/words.ts', "export const nothing = 'nothing';\n");
    control.write(
      'Dial/shown.ts',
      "import { nothing } from '../../common/words';\nexport const shown = (value: string | null): string => value ?? nothing;\n",
    );
    const before = fingerprintOf(control.project());
    control.write('../common/words.ts', "export const nothing = 'empty';\n");
    expect(fingerprintOf(control.project())).not.toBe(before);
  });
});
