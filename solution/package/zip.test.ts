import { strFromU8, unzipSync } from 'fflate';
import { sourceFolder } from '../paths.ts';
import { childNamed, childrenOf, descendants, parseXml, textOf } from '../xml/parse.ts';
import { readSource } from './source.ts';
import { packZip } from './zip.ts';

describe('the solution zip', () => {
  const zip = packZip(readSource(sourceFolder), '1.2.3');
  const files = unzipSync(zip);
  const document = (name: string) => parseXml(strFromU8(files[name] ?? new Uint8Array()));

  it('holds the three files an import needs', () => {
    expect(Object.keys(files)).toEqual(['[Content_Types].xml', 'solution.xml', 'customizations.xml']);
  });

  it('is the same bytes every time', () => {
    expect(Buffer.from(packZip(readSource(sourceFolder), '1.2.3')).equals(zip)).toBe(true);
  });

  it('carries the version it is packed as, with a fourth part', () => {
    expect(textOf(descendants(document('solution.xml'), 'Version')[0])).toBe('1.2.3.0');
  });

  it('puts all forms of a table under their type and all its views together', () => {
    const debtor = childrenOf(childNamed(document('customizations.xml'), 'Entities') ?? fail()).find(
      (entity) => textOf(childNamed(entity, 'Name')) === 'dun_Debtor',
    );
    expect(descendants(debtor ?? fail(), 'forms').map((forms) => forms.attributes.type)).toEqual(['main']);
    expect(descendants(debtor ?? fail(), 'savedquery')).toHaveLength(6);
  });

  it('declares the namespace once, at the top', () => {
    expect(strFromU8(files['customizations.xml'] ?? new Uint8Array()).split('xmlns:xsi=')).toHaveLength(2);
  });
});

function fail(): never {
  throw new Error('the element is missing');
}
