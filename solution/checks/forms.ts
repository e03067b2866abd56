/** Forms: fields are columns of the table, subgrids follow real relationships to real views, controls are in the solution. */
import { roles } from '@dunlin/shared/tables/roles';
import type { ControlManifest } from '../controls/manifest.ts';
import { filesMatching, type Source, type SourceFile } from '../package/source.ts';
import type { Element } from '../xml/element.ts';
import { childNamed, descendants, textOf } from '../xml/parse.ts';
import { bareId, tableOfPath, type Catalog, type Problem } from './catalog.ts';
import { customControlProblems } from './custom-controls.ts';
import { missingColumn } from './views.ts';

export function formProblems(
  source: Source,
  catalog: Catalog,
  controls: readonly ControlManifest[],
): Problem[] {
  const files = filesMatching(source, /\/FormXml\//);
  const withMainForm = new Set(
    files.filter(({ path }) => path.includes('/main/')).map(({ path }) => tableOfPath(path)),
  );
  return [
    ...files.flatMap((file) =>
      oneForm(file, catalog, controls).map((message) => ({ file: file.path, message })),
    ),
    ...[...catalog.tables]
      .filter(([table, { isOwn }]) => isOwn && !withMainForm.has(table))
      .map(([table]) => ({ file: `Entities/${table}`, message: 'needs a main form' })),
  ];
}

const roleIds = new Set<string>(roles.map(({ id }) => id));

function oneForm(
  { path, root }: SourceFile,
  catalog: Catalog,
  controls: readonly ControlManifest[],
): string[] {
  const table = tableOfPath(path);
  const id = bareId(textOf(descendants(root, 'formid')[0]));
  const parts = ['tab', 'section', 'cell', 'header'].flatMap((name) => descendants(root, name));
  return [
    ...(path.includes(`{${id}}`) ? [] : [`holds the form ${id}: the file must be named after its id`]),
    ...descendants(root, 'control').flatMap((control) => controlProblems(control, table, catalog)),
    ...descendants(root, 'Role')
      .map((role) => bareId(role.attributes.Id ?? ''))
      .filter((role) => !roleIds.has(role))
      .map((role) => `is shown to the role ${role}, which does not exist`),
    ...customControlProblems(root, catalog.tables.get(table), controls),
    ...repeated(parts.map((part) => bareId(part.attributes.id ?? ''))).map(
      (twice) => `uses the id ${twice} twice`,
    ),
    ...repeated(descendants(root, 'control').map((control) => control.attributes.id ?? '')).map(
      (twice) => `has two controls called ${twice}`,
    ),
  ];
}

function controlProblems(control: Element, table: string, catalog: Catalog): string[] {
  if (control.attributes.indicationOfSubgrid === 'true') return subgridProblems(control, table, catalog);
  return missingColumn(catalog, table, control.attributes.datafieldname);
}

function subgridProblems(control: Element, table: string, catalog: Catalog): string[] {
  const parameters = childNamed(control, 'parameters');
  const parameter = (name: string) =>
    textOf(parameters === undefined ? undefined : childNamed(parameters, name));
  const target = parameter('TargetEntityType');
  const relationship = catalog.relationships.get(parameter('RelationshipName'));
  const listed = catalog.views.get(bareId(parameter('ViewId')));
  const grid = `the subgrid ${control.attributes.id ?? ''}`;
  return [
    ...(relationship === undefined
      ? [`${grid} follows ${parameter('RelationshipName')}, which does not exist`]
      : []),
    ...(relationship !== undefined && (relationship.from !== target || relationship.to !== table)
      ? [
          `${grid} follows a relationship from ${relationship.from} to ${relationship.to}, not from ${target} to ${table}`,
        ]
      : []),
    ...(listed === target ? [] : [`${grid} shows a view of ${listed ?? 'nothing'}, not of ${target}`]),
  ];
}

export function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
