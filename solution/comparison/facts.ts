/** What an Entity.xml says of its table, reduced to facts that can be laid beside those of another. */
import type { Element } from '../xml/element.ts';
import { childNamed, childrenOf, descendants, textOf } from '../xml/parse.ts';
import type { Kind } from './exports.ts';

export type TableFacts = {
  readonly table: string;
  readonly kind: Kind;
  readonly settings: Readonly<Record<string, string>>;
  readonly columns: Readonly<Record<string, string>>;
};

/** Elements of `<entity>` that every table fills with its own names, or that are told elsewhere. */
const notSettings: ReadonlySet<string> = new Set([
  'LocalizedNames',
  'LocalizedCollectionNames',
  'Descriptions',
  'attributes',
  'EntityKeys',
  'EntitySetName',
  'IntroducedVersion',
]);

export function tableFacts(entityFile: Element): TableFacts {
  const [entity] = descendants(entityFile, 'entity');
  if (entity === undefined) throw new RangeError('The file has no <entity>');
  const settings = childrenOf(entity)
    .filter((child) => !notSettings.has(child.name))
    .map((child) => [child.name, textOf(child)] as const);
  const system = descendants(entity, 'attribute').filter(
    (attribute) => textOf(childNamed(attribute, 'IsCustomField')) === '0',
  );
  return {
    table: entity.attributes.Name ?? '',
    kind: kindOf(entity),
    settings: Object.fromEntries(settings),
    columns: Object.fromEntries(system.map((attribute) => [columnName(attribute), columnFact(attribute)])),
  };
}

function kindOf(entity: Element): Kind {
  if (textOf(childNamed(entity, 'IsActivity')) === '1') return 'activity';
  return textOf(childNamed(entity, 'OwnershipTypeMask')) === 'UserOwned' ? 'user' : 'organization';
}

function columnName(attribute: Element): string {
  const isKey = textOf(childNamed(attribute, 'Type')) === 'primarykey';
  return isKey ? '(primary key)' : (attribute.attributes.PhysicalName ?? '');
}

/** The aspects of a column, in the order they are told in. */
export const aspects = ['type', 'required level', 'shown in', 'API', 'marks', 'details'] as const;

/** Such as `lookup; none; find form grid; read; audited; single 8`. */
function columnFact(attribute: Element): string {
  const value = (name: string): string => textOf(childNamed(attribute, name));
  return [
    value('Type'),
    value('RequiredLevel'),
    placesOf(value('DisplayMask')),
    named(attribute, { ValidForCreateApi: 'create', ValidForReadApi: 'read', ValidForUpdateApi: 'update' }),
    marksOf(attribute),
    detailsOf(attribute),
  ].join('; ');
}

function placesOf(displayMask: string): string {
  const places = [
    ['ValidForAdvancedFind', 'find'],
    ['ValidForForm', 'form'],
    ['ValidForGrid', 'grid'],
    ['RequiredFor', 'required'],
  ] as const;
  const shown = places.filter(([token]) => displayMask.includes(token)).map(([, place]) => place);
  return shown.length === 0 ? 'nowhere' : shown.join(' ');
}

function marksOf(attribute: Element): string {
  const fixed = textOf(childNamed(attribute, 'CanModifyRequirementLevelSettings')) === '0';
  const marks = named(attribute, {
    IsAuditEnabled: 'audited',
    IsFilterable: 'filterable',
    IsLogical: 'logical',
    IsRetrievable: 'retrievable',
    IsSearchable: 'searchable',
  }).split(' ');
  return [...marks, ...(fixed ? ['fixed'] : [])]
    .filter((mark) => mark !== '')
    .toSorted()
    .join(' ');
}

/** The words of the elements that say 1. */
function named(attribute: Element, words: Readonly<Record<string, string>>): string {
  return Object.entries(words)
    .filter(([name]) => textOf(childNamed(attribute, name)) === '1')
    .map(([, word]) => word)
    .join(' ');
}

function detailsOf(attribute: Element): string {
  const value = (name: string): string => textOf(childNamed(attribute, name));
  const range = value('MinValue') === '' ? '' : `${value('MinValue')} to ${value('MaxValue')}`;
  const types = descendants(attribute, 'LookupType').map(textOf).join(' ');
  const prefixed = (word: string, text: string): string => (text === '' ? '' : `${word} ${text}`);
  return [
    value('Format'),
    range,
    prefixed('accuracy', value('Accuracy')),
    value('Behavior'),
    value('MaxLength'),
    value('LookupStyle'),
    types,
    prefixed('default', value('AppDefaultValue')),
    childNamed(attribute, 'optionset') === undefined ? value('OptionSetName') : 'own options',
  ]
    .filter((detail) => detail !== '')
    .join(' ');
}
