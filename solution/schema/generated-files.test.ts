import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ControlManifest } from '../controls/manifest.ts';
import { descendants, parseXml, textOf } from '../xml/parse.ts';
import { generatedFiles } from './generated-files.ts';

const dial: ControlManifest = {
  name: 'dun_Sample.Dial',
  className: 'Sample.Dial',
  version: '1.0.0',
  properties: [],
  files: ['bundle.js'],
};
const formId = '00000000-0000-4000-8000-000000000001';

describe('what the solution is made of', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dunlin-generated-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Type and name or id of the root components. */
  function roots(controls: readonly ControlManifest[]): string[] {
    const manifest = parseXml(generatedFiles(folder, controls).get('Other/Solution.xml') ?? '');
    return descendants(manifest, 'RootComponent').map(
      ({ attributes: { type = '', schemaName, id, behavior = '' } }) =>
        `${type} ${schemaName ?? id ?? ''} ${behavior}`,
    );
  }

  it('are the controls it is packed with', () => {
    expect(roots([dial])).toContain('66 dun_Sample.Dial 0');
    expect(roots([])).not.toContain('66 dun_Sample.Dial 0');
  });

  it('is a table of the platform with nothing but our form on it, when there is one', () => {
    expect(roots([])).not.toContain('1 account 2');
    const forms = join(folder, 'Entities', 'Account', 'FormXml', 'main');
    mkdirSync(forms, { recursive: true });
    writeFileSync(join(forms, `{${formId}}.xml`), '<forms />');
    expect(roots([])).toEqual(expect.arrayContaining(['1 account 2', `60 {${formId}} 0`]));
    const account = parseXml(generatedFiles(folder, []).get('Entities/Account/Entity.xml') ?? '');
    expect(descendants(account, 'entity')[0]?.attributes).toEqual({ Name: 'Account', unmodified: '1' });
    expect(descendants(account, 'attribute')).toEqual([]);
  });

  it('is labelled in English and the languages of its translators', () => {
    const frame = parseXml(generatedFiles(folder, []).get('Other/Customizations.xml') ?? '');
    expect(descendants(frame, 'Language').map(textOf)).toEqual(['1033', '1031', '1038', '1045', '1048']);
  });
});
