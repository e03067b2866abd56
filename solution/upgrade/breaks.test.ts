import { childNamed, parseXml } from '../xml/parse.ts';
import { breaksBetween } from './breaks.ts';
import { shapeOf, type Shape } from './shape.ts';

/** A small release: a table with a key, a text, an amount of days, a day, a choice of its own, a shared one, and a lookup. */
const tone =
  '<optionset Name="dun_tone"><options><option value="1" /><option value="2" /></options></optionset>';
const release = {
  version: '1.2.0.0',
  table: 'dun_Item',
  ownership: 'UserOwned',
  set: 'dun_items',
  key: '<AttributeName>dun_code</AttributeName>',
  code: '<Type>nvarchar</Type><MaxLength>100</MaxLength>',
  days: '<Type>int</Type><MinValue>0</MinValue><MaxValue>365</MaxValue>',
  rate: '<Type>decimal</Type><Accuracy>4</Accuracy>',
  due: '<Type>datetime</Type><Behavior>2</Behavior>',
  kind: '<Type>picklist</Type><optionset Name="dun_kind"><options><option value="1" /><option value="2" /></options></optionset>',
  tone: '<Type>picklist</Type><OptionSetName>dun_tone</OptionSetName>',
  status:
    '<Type>status</Type><optionset><statuses><status value="1" state="0" /><status value="2" state="1" /></statuses></optionset>',
  owner: 'Account',
  shared: tone,
  control: '0.1.8',
};
type Release = typeof release;

function shape(changed: Partial<Release> = {}): Shape {
  const is = { ...release, ...changed };
  const column = (name: string, inside: string): string =>
    inside === ''
      ? ''
      : `<attribute PhysicalName="${name}"><LogicalName>${name}</LogicalName>${inside}</attribute>`;
  const xml = `<ImportExportXml><SolutionManifest><UniqueName>Dunlin</UniqueName><Version>${is.version}</Version></SolutionManifest>
    <Entities><Entity><Name>${is.table}</Name><EntityInfo><entity Name="${is.table}"><attributes>
      ${column('dun_code', is.code)}${column('dun_days', is.days)}${column('dun_rate', is.rate)}${column('dun_due', is.due)}
      ${column('dun_kind', is.kind)}${column('dun_tone', is.tone)}${column('statuscode', is.status)}
      ${column('dun_debtorid', '<Type>customer</Type>')}${column('importsequencenumber', '<Type>int</Type>')}
    </attributes><EntitySetName>${is.set}</EntitySetName><OwnershipTypeMask>${is.ownership}</OwnershipTypeMask><IsActivity>0</IsActivity>
    <EntityKeys>${is.key === '' ? '' : `<EntityKey><LogicalName>dun_item_code</LogicalName><EntityKeyAttributes>${is.key}</EntityKeyAttributes></EntityKey>`}</EntityKeys>
    </entity></EntityInfo></Entity></Entities><optionsets>${is.shared}</optionsets>
    <EntityRelationships><EntityRelationship Name="r"><ReferencingEntityName>${is.table}</ReferencingEntityName>
      <ReferencedEntityName>${is.owner}</ReferencedEntityName><ReferencingAttributeName>dun_debtorid</ReferencingAttributeName>
    </EntityRelationship></EntityRelationships></ImportExportXml>`;
  const root = parseXml(xml);
  if (childNamed(root, 'Entities') === undefined) throw new Error('The release of the test is not well made');
  return shapeOf(root, root, new Map(is.control === '' ? [] : [['dun_Dunlin.Timeline', is.control]]));
}

function breaksOf(changed: Partial<Release>): string[] {
  return breaksBetween(shape(), shape(changed)).map(({ place, message }) => `${place}: ${message}`);
}

describe('an upgrade', () => {
  it('may stay as it is, and may add, lengthen and widen', () => {
    expect(breaksOf({})).toEqual([]);
    expect(
      breaksOf({
        version: '1.10.0.0',
        code: '<Type>nvarchar</Type><MaxLength>200</MaxLength>',
        days: '<Type>int</Type><MinValue>-1</MinValue><MaxValue>400</MaxValue>',
        rate: '<Type>decimal</Type><Accuracy>6</Accuracy>',
        shared: tone.replace('</options>', '<option value="3" /></options>'),
        control: '0.1.10',
      }),
    ).toEqual([]);
  });

  it('need not have what the platform made beside a column', () => {
    const exported = shape({ days: '<Type>file</Type>' });
    const table = exported.tables.get('dun_item');
    const columns = new Map(table?.columns).set('dun_days_name', {
      type: 'nvarchar',
      options: new Map(),
      targets: new Set(),
    });
    if (table === undefined) throw new Error('The release has no table');
    const before = { ...exported, tables: new Map([['dun_item', { ...table, columns }]]) };
    expect(breaksBetween(before, exported)).toEqual([]);
  });

  const refused: readonly (readonly [string, Partial<Release>, string])[] = [
    [
      'a lower version',
      { version: '1.1.9.0' },
      'solution Dunlin: the version goes down from 1.2.0.0 to 1.1.9.0: give it a higher one than 1.2.0.0',
    ],
    [
      'a lower version of a control',
      { control: '0.1.7' },
      'control dun_Dunlin.Timeline: the version goes down from 0.1.8 to 0.1.7: give it a higher one than 0.1.8',
    ],
    [
      'a control that is gone',
      { control: '' },
      'control dun_Dunlin.Timeline: is gone: keep it as long as a form of anybody may have it',
    ],
    [
      'a table that is gone',
      { table: 'dun_Other' },
      'table dun_item: is gone, and its rows with it: keep it, out of the app',
    ],
    [
      'a column that is gone',
      { days: '' },
      'column dun_item.dun_days: is gone, and its values with it: keep it, off the forms and views',
    ],
    [
      'another type',
      { days: '<Type>nvarchar</Type>' },
      'column dun_item.dun_days: the type changes from int to nvarchar: make another with a new name, and have the app move the values',
    ],
    [
      'a shorter text',
      { code: '<Type>nvarchar</Type><MaxLength>99</MaxLength>' },
      'column dun_item.dun_code: the length is cut from 100 to 99: rows may need all; leave at least 100',
    ],
    [
      'fewer decimals',
      { rate: '<Type>decimal</Type><Accuracy>2</Accuracy>' },
      'column dun_item.dun_rate: the decimals are cut from 4 to 2: rows may need all; leave at least 4',
    ],
    [
      'a narrower range',
      { days: '<Type>int</Type><MinValue>1</MinValue><MaxValue>365</MaxValue>' },
      'column dun_item.dun_days: the range narrows from 0 to 365 to 1 to 365: rows may lie outside; leave it',
    ],
    [
      'another date behaviour',
      { due: '<Type>datetime</Type><Behavior>1</Behavior>' },
      'column dun_item.dun_due: the date behaviour changes from a day to the user’s time zone: make another with a new name, and have the app move the values',
    ],
    [
      'an option that is gone',
      { kind: release.kind.replace('<option value="2" />', '') },
      'column dun_item.dun_kind: the option 2 is gone: rows have it; keep it, and offer it no more',
    ],
    [
      'an option of a shared choice that is gone',
      { shared: tone.replace('<option value="1" />', '') },
      'column dun_item.dun_tone: the option 1 is gone: rows have it; keep it, and offer it no more',
    ],
    [
      'a choice that is no longer shared',
      { tone: release.kind },
      'column dun_item.dun_tone: changes from dun_tone to options of its own: make another with a new name, and have the app move the values',
    ],
    [
      'a status of another state',
      { status: release.status.replace('value="2" state="1"', 'value="2" state="0"') },
      'column dun_item.statuscode: the status 2 moves from the state 1 to 0: make another status',
    ],
    [
      'a lookup that points elsewhere',
      { owner: 'Contact' },
      'column dun_item.dun_debtorid: no longer points at account: rows do; keep it',
    ],
    [
      'a key that is gone',
      { key: '' },
      'key dun_item.dun_item_code: is gone: whoever writes rows by dun_code needs it; keep it',
    ],
    [
      'a key of other columns',
      { key: `${release.key}<AttributeName>dun_days</AttributeName>` },
      'key dun_item.dun_item_code: its columns change from dun_code to dun_code, dun_days: make another key and keep this one',
    ],
    [
      'another ownership',
      { ownership: 'OrgOwned' },
      'table dun_item: the ownership changes from UserOwned to OrgOwned: it is for ever; leave it',
    ],
    [
      'another set',
      { set: 'dun_itemses' },
      'table dun_item: the set changes from dun_items to dun_itemses: integrations use it; leave it',
    ],
  ];

  it.each(refused)('is refused for %s, with its place and what to do', (_, changed, sentence) => {
    expect(breaksOf(changed)).toEqual([sentence]);
  });
});
