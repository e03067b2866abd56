import { readFileSync } from 'node:fs';
import { parseXml } from '../xml/parse.ts';
import { compare } from './compare.ts';
import { explanations } from './explanations.ts';
import { exportedTables, type Kind } from './exports.ts';
import { tableFacts } from './facts.ts';
import { comparedTables } from './our-tables.ts';
import { comparisonPage } from './page.ts';
import { missingItems } from './structure.ts';

const exported = exportedTables();
const tables = comparedTables(exported);

describe('our tables beside exported ones', () => {
  it.each<Kind>(['user', 'organization', 'activity'])('there are three exported tables: %s', (kind) => {
    expect(exported.filter((table) => table.kind === kind).length).toBeGreaterThanOrEqual(3);
  });

  it.each(tables.map(({ facts, findings }) => [facts.table, findings] as const))(
    'every difference of %s is explained',
    (_table, findings) => {
      expect(findings.map(({ about }) => about).filter((about) => !(about in explanations))).toEqual([]);
    },
  );

  it('no explanation is left over', () => {
    const found = new Set(tables.flatMap(({ findings }) => findings.map(({ about }) => about)));
    expect(Object.keys(explanations).filter((about) => !found.has(about))).toEqual([]);
  });

  it('are shown in docs/solution-comparison.md as they are (npm run solution:comparison-page)', () => {
    const page = readFileSync(new URL('../../docs/solution-comparison.md', import.meta.url), 'utf8');
    expect(page).toBe(comparisonPage(exported, tables));
  });
});

describe('a comparison', () => {
  const note = tableFacts(
    parseXml(`<Entity><EntityInfo><entity Name="tst_Note"><attributes>
      <attribute PhysicalName="CreatedOn"><Type>datetime</Type><RequiredLevel>none</RequiredLevel>
        <DisplayMask>ValidForAdvancedFind|ValidForGrid</DisplayMask><ValidForUpdateApi>0</ValidForUpdateApi>
        <ValidForReadApi>1</ValidForReadApi><ValidForCreateApi>0</ValidForCreateApi><IsCustomField>0</IsCustomField>
        <Format>datetime</Format><Behavior>1</Behavior></attribute>
      <attribute PhysicalName="tst_text"><Type>nvarchar</Type><IsCustomField>1</IsCustomField></attribute>
      </attributes><OwnershipTypeMask>OrgOwned</OwnershipTypeMask><IsActivity>0</IsActivity></entity></EntityInfo></Entity>`),
  );
  const other = {
    ...note,
    table: 'real_Note',
    repository: '',
    path: '',
    commit: '',
    settings: { OwnershipTypeMask: 'OrgOwned', IsActivity: '0', EntityColor: '' },
    columns: { CreatedOn: 'datetime; none; find form grid; read; ; datetime 1', CreatedBy: 'lookup' },
  };

  it('tells the columns of the platform, not those of the maker', () => {
    expect(note).toEqual({
      table: 'tst_Note',
      kind: 'organization',
      settings: { OwnershipTypeMask: 'OrgOwned', IsActivity: '0' },
      columns: { CreatedOn: 'datetime; none; find grid; read; ; datetime 1' },
    });
  });

  it('finds what is missing and what is said otherwise', () => {
    expect(compare(note, [other])).toEqual([
      { about: 'setting EntityColor', kind: 'missing', says: '', exports: ['real_Note'] },
      {
        about: 'column CreatedOn',
        kind: 'otherwise',
        says: 'shown in find grid, there find form grid',
        exports: ['real_Note'],
      },
      { about: 'column CreatedBy', kind: 'missing', says: '', exports: ['real_Note'] },
    ]);
  });

  it('does not look at tables of another kind', () => {
    const alone = compare(note, [{ ...other, kind: 'activity' }]);
    expect(alone.map(({ about, kind }) => `${about} ${kind}`)).toEqual([
      'setting OwnershipTypeMask alone',
      'setting IsActivity alone',
      'column CreatedOn alone',
    ]);
  });

  it('misses an attribute only where every export has it', () => {
    const form = parseXml('<form><tabs><tab id="1" /></tabs></form>');
    const structures = [
      { form: 'tabs header', tab: '@id @name' },
      { form: 'tabs header footer', tab: '@id' },
    ];
    expect(missingItems([form], structures)).toEqual(['form header']);
  });
});
