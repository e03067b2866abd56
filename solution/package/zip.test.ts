import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync } from 'fflate';
import type { BuiltControl } from '../controls/output.ts';
import { filesUnder, sourceFolder } from '../paths.ts';
import { childNamed, childrenOf, descendants, parseXml, textOf } from '../xml/parse.ts';
import { buildCommands } from './commands.ts';
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
  commands: buildCommands(readTranslations()),
  translations: readTranslations(),
  version: '1.2.3',
};

describe('the solution zip', () => {
  const zip = packZip(packing);
  const files = unzipSync(zip);
  const document = (name: string) => parseXml(strFromU8(files[name] ?? new Uint8Array()));

  it('holds the three files an import needs, those of the controls, and the web resources', () => {
    expect(Object.keys(files)).toEqual([
      '[Content_Types].xml',
      'solution.xml',
      'customizations.xml',
      'Controls/dun_Sample.Dial/ControlManifest.xml',
      'Controls/dun_Sample.Dial/bundle.js',
      'Controls/dun_Sample.Dial/strings/Dial.1033.resx',
      'WebResources/dun_/commands.js',
      'WebResources/dun_/icons/dispute.svg',
      'WebResources/dun_/icons/hold.svg',
      'WebResources/dun_/icons/promise.svg',
      'WebResources/dun_/icons/send.svg',
      'WebResources/dun_/icons/stop.svg',
    ]);
  });

  it('declares every kind of file and names every control with its manifest', () => {
    const types = descendants(document('[Content_Types].xml'), 'Default');
    expect(types.map(({ attributes }) => attributes.Extension)).toEqual(['js', 'resx', 'svg', 'xml']);
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

  it('names every web resource with its file', () => {
    const resources = childrenOf(childNamed(document('customizations.xml'), 'WebResources') ?? fail());
    for (const resource of resources) {
      const path = textOf(childNamed(resource, 'FileName')).slice(1);
      expect(Object.keys(files)).toContain(path);
    }
    expect(resources).toHaveLength(6);
  });

  it('gives a table its buttons, with their words in every language', () => {
    const sendControl = childrenOf(childNamed(document('customizations.xml'), 'Entities') ?? fail()).find(
      (entity) => textOf(childNamed(entity, 'Name')) === 'dun_SendControl',
    );
    const label = descendants(sendControl ?? fail(), 'LocLabel').find(
      ({ attributes }) => attributes.Id === 'dun.dun_sendcontrol.StopSending.Label',
    );
    expect(
      descendants(label ?? fail(), 'Title').map(({ attributes }) => [
        attributes.languagecode,
        attributes.description,
      ]),
    ).toEqual([
      ['1033', 'Stop sending'],
      ['1031', 'Versand stoppen'],
      ['1038', 'Küldés leállítása'],
      ['1045', 'Zatrzymaj wysyłanie'],
      ['1048', 'Oprire trimiteri'],
    ]);
  });

  it('declares the namespace once, at the top', () => {
    expect(strFromU8(files['customizations.xml'] ?? new Uint8Array()).split('xmlns:xsi=')).toHaveLength(2);
  });
});

function fail(): never {
  throw new Error('the element is missing');
}
