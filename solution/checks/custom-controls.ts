/**
 * Controls on forms. A `<controlDescription>` names the cell it takes over (`forControl` is the cell's `uniqueid`), what stands there where
 * the control cannot run (a `customControl` with an `id`), and the control for each kind of device (`name` and `formFactor`).
 */
import type { ControlManifest, ControlProperty } from '../controls/manifest.ts';
import type { Element } from '../xml/element.ts';
import { childNamed, childrenOf, descendants, textOf } from '../xml/parse.ts';
import type { CatalogTable } from './catalog.ts';

/** The kinds of device, as form XML numbers them. */
const formFactors = ['0', '1', '2'];

export function customControlProblems(
  form: Element,
  table: CatalogTable | undefined,
  controls: readonly ControlManifest[],
): string[] {
  const cells = new Map(descendants(form, 'control').map((cell) => [cell.attributes.uniqueid, cell]));
  return descendants(form, 'controlDescription').flatMap((description) => {
    const { forControl = '' } = description.attributes;
    const cell = cells.get(forControl);
    if (cell === undefined) return [`describes the control ${forControl}, which stands in no cell`];
    const used = childrenOf(description).filter(({ attributes }) => attributes.name !== undefined);
    const missing = formFactors.filter(
      (factor) => !used.some(({ attributes }) => attributes.formFactor === factor),
    );
    const { id = '', datafieldname } = cell.attributes;
    return [
      ...fallbackProblems(description, cell),
      ...(missing.length === 0 ? [] : [`gives ${id} no control for the form factors ${missing.join(', ')}`]),
      ...new Set(used.flatMap((use) => useProblems(use, datafieldname, table, controls))),
    ];
  });
}

function fallbackProblems(description: Element, cell: Element): string[] {
  const fallback = childrenOf(description).find(({ attributes }) => attributes.id !== undefined);
  const { id = '', classid = '' } = cell.attributes;
  if (fallback?.attributes.id?.toLowerCase() === classid.toLowerCase()) return [];
  return [`names for ${id} another default than its class ${classid}`];
}

function useProblems(
  use: Element,
  column: string | undefined,
  table: CatalogTable | undefined,
  controls: readonly ControlManifest[],
): string[] {
  const { name = '' } = use.attributes;
  const control = controls.find((candidate) => candidate.name === name);
  if (control === undefined) return [`uses the control ${name}, which is not in the solution`];
  const given = childrenOf(childNamed(use, 'parameters') ?? use);
  const required = control.properties.filter((property) => property.required);
  const bound = control.properties.filter(({ usage }) => usage === 'bound').map((property) => property.name);
  const takesColumn = given.some((one) => bound.includes(one.name) && textOf(one) === column);
  return [
    ...required
      .filter((property) => !given.some((one) => one.name === property.name))
      .map((property) => `does not give ${name} its ${property.name}`),
    ...(takesColumn ? [] : [`binds ${name} to another column than ${column ?? '(none)'}, where it stands`]),
    ...given.flatMap((one) => {
      const property = control.properties.find((candidate) => candidate.name === one.name);
      if (property === undefined) return [`gives ${name} a ${one.name}, which it does not have`];
      return valueProblems(one, property, table).map((problem) => `${problem} as ${one.name} of ${name}`);
    }),
  ];
}

function valueProblems(given: Element, property: ControlProperty, table: CatalogTable | undefined): string[] {
  const value = textOf(given);
  if (given.attributes.static === 'true') {
    if (property.usage === 'bound') return [`gives the fixed value ${value}`];
    const { type = '(none)' } = given.attributes;
    return property.types.includes(type) ? [] : [`gives a value of type ${type}`];
  }
  const type = table?.columns.get(value);
  if (type === undefined) return [`gives the column ${value}, which does not exist,`];
  const fits = property.types.some((name) => columnTypes[name]?.includes(type) === true);
  return fits ? [] : [`gives the column ${value} of type ${type}`];
}

/** Type of a property → the column types it can be bound to. The id of a row is offered where a line of text is wanted. */
const columnTypes: Readonly<Record<string, readonly string[]>> = {
  'SingleLine.Text': ['nvarchar', 'primarykey'],
  Multiple: ['ntext'],
  'Whole.None': ['int'],
  Decimal: ['decimal'],
  Currency: ['money'],
  TwoOptions: ['bit'],
  OptionSet: ['picklist', 'state', 'status'],
  'DateAndTime.DateOnly': ['datetime'],
  'DateAndTime.DateAndTime': ['datetime'],
  'Lookup.Simple': ['lookup'],
};
