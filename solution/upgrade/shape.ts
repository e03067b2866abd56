/** What rows, integrations and later versions depend on in a solution: tables, columns, options, keys, versions. The rest may change freely. */
import { descendants, childNamed, childrenOf, textOf } from '../xml/parse.ts';
import type { Element } from '../xml/element.ts';

export type ColumnShape = {
  readonly type: string;
  readonly maxLength?: number;
  readonly range?: readonly [number, number];
  readonly decimals?: number;
  /** 1 is the user's zone, 2 a day without zone, 3 a time without zone. */
  readonly dateBehavior?: string;
  /** The shared choice its options come from; none for options of its own. */
  readonly sharedChoice?: string;
  /** Value → the state it belongs to, for status reasons; '' for other choices. */
  readonly options: ReadonlyMap<string, string>;
  readonly targets: ReadonlySet<string>;
};

export type TableShape = {
  readonly set: string;
  readonly schemaName: string;
  readonly ownership: string;
  readonly isActivity: boolean;
  readonly columns: ReadonlyMap<string, ColumnShape>;
  /** Name → columns, in their order. */
  readonly keys: ReadonlyMap<string, readonly string[]>;
};

export type Shape = {
  readonly solution: string;
  readonly version: string;
  /** By logical name; of the platform's own tables only what the solution adds to them. */
  readonly tables: ReadonlyMap<string, TableShape>;
  /** Name → version. */
  readonly controls: ReadonlyMap<string, string>;
};

/**
 * @param manifest the root of solution.xml
 * @param customizations the root of customizations.xml
 * @param controls name → version
 */
export function shapeOf(
  manifest: Element,
  customizations: Element,
  controls: ReadonlyMap<string, string>,
): Shape {
  const [solution] = descendants(manifest, 'SolutionManifest');
  const sharedChoices = new Map(
    descendants(childNamed(customizations, 'optionsets') ?? manifest, 'optionset').map((set) => [
      (set.attributes['Name'] ?? '').toLowerCase(),
      set,
    ]),
  );
  const targets = targetsOf(customizations);
  const entities = childrenOf(childNamed(customizations, 'Entities') ?? customizations);
  const tables = entities.flatMap((entity): [string, TableShape][] => {
    const [table] = descendants(entity, 'entity');
    return table === undefined ? [] : [[nameOf(table), tableShape(table, sharedChoices, targets)]];
  });
  return {
    solution: textOf(solution && childNamed(solution, 'UniqueName')),
    version: textOf(solution && childNamed(solution, 'Version')),
    tables: new Map(tables),
    controls,
  };
}

function tableShape(
  table: Element,
  sharedChoices: ReadonlyMap<string, Element>,
  targets: ReadonlyMap<string, ReadonlySet<string>>,
): TableShape {
  const inside = (name: string): string => textOf(childNamed(table, name));
  const name = nameOf(table);
  const columns = descendants(table, 'attribute').map((attribute): [string, ColumnShape] => {
    const column = textOf(childNamed(attribute, 'LogicalName'));
    return [column, columnShape(attribute, sharedChoices, targets.get(`${name}.${column}`) ?? new Set())];
  });
  const keys = descendants(table, 'EntityKey').map((key): [string, readonly string[]] => [
    textOf(childNamed(key, 'LogicalName')),
    descendants(key, 'AttributeName').map(textOf),
  ]);
  return {
    set: inside('EntitySetName'),
    schemaName: table.attributes['Name'] ?? '',
    ownership: inside('OwnershipTypeMask'),
    isActivity: inside('IsActivity') === '1',
    columns: new Map(columns),
    keys: new Map(keys),
  };
}

function columnShape(
  attribute: Element,
  sharedChoices: ReadonlyMap<string, Element>,
  targets: ReadonlySet<string>,
): ColumnShape {
  const numberIn = (name: string): number | undefined => {
    const text = textOf(childNamed(attribute, name));
    return text === '' ? undefined : Number(text);
  };
  const maxLength = numberIn('MaxLength');
  const [min, max] = [numberIn('MinValue'), numberIn('MaxValue')];
  const decimals = numberIn('Accuracy');
  const dateBehavior = textOf(childNamed(attribute, 'Behavior'));
  const sharedChoice = textOf(childNamed(attribute, 'OptionSetName')).toLowerCase();
  const choice = childNamed(attribute, 'optionset') ?? sharedChoices.get(sharedChoice);
  return {
    type: textOf(childNamed(attribute, 'Type')),
    ...(maxLength !== undefined && { maxLength }),
    // Of a file only the most it may have is said.
    ...(max !== undefined && { range: [min ?? 0, max] as const }),
    ...(decimals !== undefined && { decimals }),
    ...(dateBehavior !== '' && { dateBehavior }),
    ...(sharedChoice !== '' && { sharedChoice }),
    options: new Map(choice === undefined ? [] : optionsIn(choice)),
    targets,
  };
}

function optionsIn(choice: Element): readonly (readonly [string, string])[] {
  return ['option', 'status', 'state'].flatMap((name) =>
    descendants(choice, name).map(
      ({ attributes }) => [attributes['value'] ?? '', attributes['state'] ?? ''] as const,
    ),
  );
}

/** `table.column` of each lookup → the tables it points at. */
function targetsOf(customizations: Element): ReadonlyMap<string, ReadonlySet<string>> {
  const targets = new Map<string, Set<string>>();
  for (const relationship of descendants(customizations, 'EntityRelationship')) {
    const part = (name: string): string => textOf(childNamed(relationship, name)).toLowerCase();
    const column = `${part('ReferencingEntityName')}.${part('ReferencingAttributeName')}`;
    targets.set(column, (targets.get(column) ?? new Set()).add(part('ReferencedEntityName')));
  }
  return targets;
}

function nameOf(table: Element): string {
  return (table.attributes['Name'] ?? '').toLowerCase();
}
