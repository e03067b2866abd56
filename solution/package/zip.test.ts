import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync } from 'fflate';
import type { BuiltControl } from '../controls/output.ts';
import { filesUnder, sourceFolder } from '../paths.ts';
import { childNamed, childrenOf, descendants, parseXml, textOf } from '../xml/parse.ts';
import { readSource } from './source.ts';
import { readTranslations } from './translation.ts';
import { packZip } from './zip.ts';

const dial: BuiltControl = {
  name: 'dun_Sample.Dial',
  files: new Map([
    ['ControlManifest.xml', strToU8('<manifest />')],
    ['bundle.js', strToU8('var dial;')],
    ['strings/Dial.1033.resx', strToU8('<root />')],
  ]),
};

const packing = {
  source: readSource(sourceFolder),
  controls: [dial],
  translations: readTranslations(),
  version: '1.2.3',
};

describe('the solution zip', () => {
  const zip = packZip(packing);
  const files = unzipSync(zip);
  const document = (name: string) => parseXml(strFromU8(files[name] ?? new Uint8Array()));

  it('holds the three files an import needs, and those of the controls', () => {
    expect(Object.keys(files)).toEqual([
      '[Content_Types].xml',
      'solution.xml',
      'customizations.xml',
      'Controls/dun_Sample.Dial/ControlManifest.xml',
      'Controls/dun_Sample.Dial/bundle.js',
      'Controls/dun_Sample.Dial/strings/Dial.1033.resx',
    ]);
  });

  it('declares every kind of file and names every control with its manifest', () => {
    const types = descendants(document('[Content_Types].xml'), 'Default');
    expect(types.map(({ attributes }) => attributes.Extension)).toEqual(['js', 'resx', 'xml']);
    const [control] = descendants(document('customizations.xml'), 'CustomControl');
    expect(childrenOf(control ?? fail()).map(textOf)).toEqual([
      'dun_Sample.Dial',
      '/Controls/dun_Sample.Dial/ControlManifest.xml',
    ]);
  });

  it('is the same bytes every time', () => {
    expect(Buffer.from(packZip(packing)).equals(zip)).toBe(true);
  });

  it('carries the version it is packed as, with a fourth part', () => {
    expect(textOf(descendants(document('solution.xml'), 'Version')[0])).toBe('1.2.3.0');
  });

  it('puts all forms of a table under their type and all its views together', () => {
    const debtor = childrenOf(childNamed(document('customizations.xml'), 'Entities') ?? fail()).find(
      (entity) => textOf(childNamed(entity, 'Name')) === 'dun_Debtor',
    );
    expect(descendants(debtor ?? fail(), 'forms').map((forms) => forms.attributes.type)).toEqual(['main']);
    const views = filesUnder(join(sourceFolder, 'Entities/dun_Debtor/SavedQueries'));
    expect(descendants(debtor ?? fail(), 'savedquery').length).toBe(views.length);
  });

  it('declares the namespace once, at the top', () => {
    expect(strFromU8(files['customizations.xml'] ?? new Uint8Array()).split('xmlns:xsi=')).toHaveLength(2);
  });
});

function fail(): never {
  throw new Error('the element is missing');
}
