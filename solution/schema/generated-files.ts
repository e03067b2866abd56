/** Every generated file of the solution, by its path below solution/src. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extensions, tables } from '@dunlin/shared/tables/index';
import { columnProfiles, roles } from '@dunlin/shared/tables/roles';
import { eventEndpoint, steps } from '@dunlin/shared/tables/steps';
import type { Extension, Table } from '@dunlin/shared/tables/table';
import type { ControlManifest } from '../controls/manifest.ts';
import { filesUnder } from '../paths.ts';
import { element, renderDocument, type Element } from '../xml/element.ts';
import { columnProfilesXml } from './column-profiles.ts';
import { defaultFormXml } from './default-form.ts';
import { defaultViews } from './default-views.ts';
import { entityXml, extensionXml } from './entity.ts';
import { generatedMarker, isGenerated } from './generated-marker.ts';
import { componentTypes, customizationsXml, solutionXml, type RootComponent } from './manifest.ts';
import { relationships, relationshipXml, type Relationship } from './relationships.ts';
import { ribbonXml, tablesWithButtons } from './ribbon.ts';
import { roleXml } from './roles.ts';
import { bracedId } from './stable-id.ts';
import { standardTable } from './standard-tables.ts';
import { serviceEndpointsXml, stepXml } from './steps.ts';
import { webResourceNames, webResourceXml } from './web-resources.ts';

/**
 * @param folder the source folder: a form or view that lies there without the generated line is not generated, and a form that lies there
 *   for a table of the platform makes that table part of the solution.
 * @param controls those packed with the solution.
 */
export function generatedFiles(
  folder: string,
  controls: readonly ControlManifest[],
): ReadonlyMap<string, string> {
  const files = [
    ...schemaFiles(folder, controls),
    ...defaultFiles().filter(([path]) => !isHandWritten(join(folder, path))),
  ];
  return new Map(files.map(([path, root]) => [path, renderDocument(root, generatedMarker)]));
}

type File = readonly [path: string, root: Element];

const ownTables: readonly Table[] = Object.values(tables);

function schemaFiles(folder: string, controls: readonly ControlManifest[]): File[] {
  const forms = addedForms(folder);
  const dashboards = dashboardsOf(folder);
  const webResources = webResourceNames(folder);
  const all = relationships();
  const lent = lentTables(forms);
  return [
    ...ownTables.map((table): File => [`Entities/${table.schemaName}/Entity.xml`, entityXml(table)]),
    ...lent.map((extension): File => [
      `Entities/${standardTable(extension.name).schemaName}/Entity.xml`,
      extensionXml(extension),
    ]),
    ['Other/Relationships.xml', relationshipList(all)],
    ...[...Map.groupBy(all, (relationship) => relationship.to)].map(([table, group]): File => [
      `Other/Relationships/${table}.xml`,
      relationshipFile(group),
    ]),
    ...roles.map((role): File => [`Roles/${role.name}.xml`, roleXml(role)]),
    ...Object.values(steps).map((step): File => [
      `SdkMessageProcessingSteps/{${step.id}}.xml`,
      stepXml(step),
    ]),
    ...tablesWithButtons().map((name): File => [
      `Entities/${schemaNameOf(name)}/RibbonDiff.xml`,
      ribbonXml(name),
    ]),
    ...webResources.map((name): File => [`WebResources/${name}.data.xml`, webResourceXml(name)]),
    ['PluginAssemblies/ServiceEndpoints.xml', serviceEndpointsXml()],
    ['Other/FieldSecurityProfiles.xml', columnProfilesXml()],
    [
      'Other/Solution.xml',
      solutionXml(
        rootComponents({
          lent,
          forms: [...forms.map(({ id }) => id), ...dashboards],
          controls,
          webResources,
        }),
      ),
    ],
    ['Other/Customizations.xml', customizationsXml()],
  ];
}

/** Forms and views that follow from the columns. Any of them can be taken over by hand. */
function defaultFiles(): File[] {
  return ownTables.flatMap((table): File[] => [
    [
      `Entities/${table.schemaName}/FormXml/main/${bracedId(`form/${table.name}/main`)}.xml`,
      defaultFormXml(table),
    ],
    ...defaultViews(table).map(({ id, root }): File => [
      `Entities/${table.schemaName}/SavedQueries/{${id}}.xml`,
      root,
    ]),
  ]);
}

function isHandWritten(file: string): boolean {
  return existsSync(file) && !isGenerated(readFileSync(file, 'utf8'));
}

function relationshipList(all: readonly Relationship[]): Element {
  return element(
    'EntityRelationships',
    { 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance' },
    all.map((relationship) => element('EntityRelationship', { Name: relationship.name })),
  );
}

function relationshipFile(group: readonly Relationship[]): Element {
  return element(
    'EntityRelationships',
    { 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance' },
    group.map(relationshipXml),
  );
}

/** A form for a table of the platform, beside those the environment has. */
type AddedForm = { readonly table: string; readonly id: string };

function addedForms(folder: string): AddedForm[] {
  return filesUnder(folder).flatMap((path) => {
    const [, schemaName = '', id] = /^Entities\/([^/]+)\/FormXml\/.*\{([0-9a-f-]+)\}\.xml$/.exec(path) ?? [];
    const isOwn = ownTables.some((table) => table.schemaName === schemaName);
    return id === undefined || isOwn ? [] : [{ table: schemaName.toLowerCase(), id }];
  });
}

/** Ids of the dashboards, which are forms of no table. */
function dashboardsOf(folder: string): string[] {
  return filesUnder(folder).flatMap((path) => /^Dashboards\/\{([0-9a-f-]+)\}\.xml$/.exec(path)?.[1] ?? []);
}

function schemaNameOf(name: string): string {
  return ownTables.find((table) => table.name === name)?.schemaName ?? standardTable(name).schemaName;
}

/** A table of the platform to which the solution adds columns or forms. */
type LentTable = Pick<Extension, 'name' | 'columns'>;

function lentTables(forms: readonly AddedForm[]): LentTable[] {
  const withForms = [...new Set(forms.map(({ table }) => table))];
  return [
    ...extensions,
    ...withForms
      .filter((name) => !extensions.some((extension) => extension.name === name))
      .map((name) => ({ name, columns: {} })),
  ].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

type Rooted = {
  readonly lent: readonly LentTable[];
  readonly forms: readonly string[];
  readonly controls: readonly ControlManifest[];
  readonly webResources: readonly string[];
};

function rootComponents({ lent, forms, controls, webResources }: Rooted): RootComponent[] {
  return [
    ...ownTables
      .map((table) => table.name)
      .toSorted()
      .map((schemaName): RootComponent => ({ type: componentTypes.table, schemaName, behavior: 0 })),
    ...lent.map(({ name }): RootComponent => ({
      type: componentTypes.table,
      schemaName: name,
      behavior: 2,
    })),
    ...roles.map(({ id }): RootComponent => ({ type: componentTypes.role, id, behavior: 0 })),
    ...columnProfiles.map(({ id }): RootComponent => ({
      type: componentTypes.columnProfile,
      id,
      behavior: 0,
    })),
    ...forms.map((id): RootComponent => ({ type: componentTypes.form, id, behavior: 0 })),
    ...webResources.map((schemaName): RootComponent => ({
      type: componentTypes.webResource,
      schemaName,
      behavior: 0,
    })),
    { type: componentTypes.siteMap, schemaName: 'dun_Dunlin', behavior: 0 },
    ...controls.map(({ name }): RootComponent => ({
      type: componentTypes.control,
      schemaName: name,
      behavior: 0,
    })),
    { type: componentTypes.app, schemaName: 'dun_Dunlin', behavior: 0 },
    ...Object.values(steps).map(({ id }): RootComponent => ({ type: componentTypes.step, id, behavior: 0 })),
    { type: componentTypes.serviceEndpoint, id: eventEndpoint.id, behavior: 0 },
  ];
}
