/** Packages of the solution with one thing wrong in each: refused whole by the local Dataverse, the component named, and nothing imported. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { readPackage } from '../../local/dataverse/import/package.ts';
import { ImportRefused } from '../../local/dataverse/import/refusal.ts';
import { startDataverse } from '../../local/dataverse/start.ts';
import { tempFolder } from '../../local/fixtures/temp-folder.ts';
import { zipPath } from '../../solution/paths.ts';
import { editedPackage } from './edited-package.ts';

const folder = tempFolder('broken');

/** What is said when this package is imported over the present one. */
async function importOf(bytes: Uint8Array): Promise<string> {
  const path = join(folder, 'package.zip');
  writeFileSync(path, bytes);
  const appId = '00000000-0000-4000-8000-00000000aaaa';
  try {
    const running = await startDataverse({ port: 0, data: folder, solutions: [path], appId, limits: false });
    await running.stop();
    return 'imported';
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    return error.message;
  }
}

/** Every row there is, and the schema. */
function everything(): readonly (readonly [string, unknown])[] {
  const database = new DatabaseSync(join(folder, 'dataverse.sqlite'), { readOnly: true });
  const tables = database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name")
    .all()
    .map(({ name }) => String(name));
  const content = tables.map((name) => [name, database.prepare(`SELECT * FROM "${name}"`).all()] as const);
  database.close();
  return content;
}

const broken: readonly (readonly [string, readonly [RegExp, string], RegExp])[] = [
  [
    'a type nobody knows',
    [/(PhysicalName="dun_duedate"|PhysicalName="dun_dueon")>\s*<Type>datetime/, '$1><Type>quaternion'],
    /column dun_\w+\.dun_\w+: the type 'quaternion'/,
  ],
  [
    'a key without its column',
    [/<AttributeName>dun_code<\/AttributeName>/, '<AttributeName>dun_kode</AttributeName>'],
    /key dun_alertrule\.dun_alertrule_code: the column 'dun_kode' does not exist/,
  ],
  [
    'a relationship to a table that is not there',
    [/(Name="dun_debtor_companyid"[^]*?<ReferencedEntityName>)dun_Company/, '$1dun_Firm'],
    /relationship dun_debtor_companyid: the table 'dun_firm' does not exist/,
  ],
  [
    'a table that is there twice',
    [/(<Entities>\s*)(<Entity>[^]*?<\/Entity>)/, '$1$2$2'],
    /table \w+: it is declared twice/,
  ],
  [
    'a view that reads another table',
    [/<entity name="dun_debtor">/, '<entity name="dun_debitor">'],
    /view '.+' of dun_debtor: its fetchxml reads 'dun_debitor'/,
  ],
  [
    'a form whose id is none',
    [/<formid>\{[^}]+\}/, '<formid>{form}'],
    /a main form of \w+: '\{form\}' is not a GUID/,
  ],
  ['a form without a form', [/<form>[^]*?<\/form>/, ''], /a main form of \w+: there is no <form>/],
  [
    'a privilege on a table that is not there',
    [/prvReaddun_Debtor/, 'prvReaddun_Debitor'],
    /role '.+': the privilege prvReaddun_Debitor does not exist/,
  ],
  [
    'a privilege without a level',
    [/(name="prvReaddun_Debtor" level=")Global/, '$1Galaxy'],
    /role '.+': prvReaddun_Debtor has no level/,
  ],
  [
    'an endpoint that is no queue',
    [/<Contract>6</, '<Contract>8<'],
    /service endpoint 'Dunlin events': contract 8 is not supported/,
  ],
  [
    'a step on a table that is not there',
    [/<PrimaryEntity>dun_hold</, '<PrimaryEntity>dun_hild<'],
    /step 'Dunlin: a hold is .+': the table 'dun_hild' does not exist/,
  ],
  [
    'a step that looks at a column that is not there',
    [/<FilteringAttributes>dun_released</, '<FilteringAttributes>dun_releast<'],
    /step '.+': its filtering attribute 'dun_releast' is no column of dun_company/,
  ],
  [
    'a step without its endpoint',
    [/<EventHandler>\{5a1c1f0e[^}]*\}/, '<EventHandler>{00000000-0000-4000-8000-0000000000cc}'],
    /step '.+': there is no service endpoint 00000000-0000-4000-8000-0000000000cc to post to/,
  ],
  [
    'a step whose id is another’s',
    [/(SdkMessageProcessingStepId="\{5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e00)12/, '$111'],
    /sdkmessageprocessingstep 5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e0011: its id is there twice/,
  ],
  [
    'a control whose manifest is not there',
    [/\/ControlManifest\.xml</, '/Manifest.xml<'],
    /control dun_Dunlin\.CollectionTimeline: the file '.+Manifest\.xml' is not in the package/,
  ],
  ['customizations that are no XML', [/<\/ImportExportXml>\s*$/, ''], /customizations\.xml: /],
];

describe('a package with one thing wrong', () => {
  beforeAll(async () => {
    expect(await importOf(readFileSync(zipPath))).toBe('imported');
  });

  it.each(broken)('is refused for %s, which is named, and nothing is imported', async (_, edit, named) => {
    const before = everything();
    // Something new comes first, which would be there if the rest were imported.
    const withNews = [/(PhysicalName="dun_name">[^]*?<MaxLength>)\d+/, '$1321'] as const;
    expect(await importOf(editedPackage(withNews, edit))).toMatch(
      new RegExp(`^The solution was not imported: ${named.source}`),
    );
    expect(everything()).toEqual(before);
  });
});

describe('a zip that was damaged on its way', () => {
  const whole = new Uint8Array(readFileSync(zipPath));

  function contentOf(bytes: Uint8Array): string {
    try {
      const { version, files } = readPackage(bytes);
      return `${version} ${[...files].map(([name, content]) => `${name} ${content.length}`).join()}`;
    } catch (error) {
      if (!(error instanceof ImportRefused)) throw error;
      return 'refused';
    }
  }

  it.each([0, 1, 100, 0.25, 0.5, 0.75, 0.99, -1])('is refused when it ends after %d', (part) => {
    const end = part > 0 && part < 1 ? Math.floor(whole.length * part) : part;
    expect(contentOf(whole.slice(0, end))).toBe('refused');
  });

  it('is refused, or is what was packed, whichever bit was turned', () => {
    const undamaged = contentOf(whole);
    const results = Array.from({ length: 150 }, (_, index) => {
      const damaged = whole.slice();
      const at = Math.floor((whole.length * (index + 0.5)) / 150);
      damaged[at] = (damaged[at] ?? 0) ^ (1 << (index % 8));
      return contentOf(damaged);
    });
    expect(results.filter((result) => result !== 'refused' && result !== undamaged)).toEqual([]);
    expect(results.filter((result) => result === 'refused').length).toBeGreaterThan(140);
  });
});
