/** What holds between the files: ids, labels, lookups, the app and its site map, roles, steps. */
import { tables } from '@dunlin/shared/tables/index';
import { roles, type Role } from '@dunlin/shared/tables/roles';
import { steps, type Step } from '@dunlin/shared/tables/steps';
import type { Column, Table } from '@dunlin/shared/tables/table';
import { filesMatching, type Source } from '../package/source.ts';
import { publisher } from '../schema/manifest.ts';
import { byDepth } from '../schema/roles.ts';
import { standardTables } from '../schema/standard-tables.ts';
import type { Element } from '../xml/element.ts';
import { childrenOf, descendants, textOf } from '../xml/parse.ts';
import { bareId, type Catalog, type Problem } from './catalog.ts';
import { repeated } from './forms.ts';
import { missingColumn } from './views.ts';

const ownTables: readonly Table[] = Object.values(tables);

/** Ids that must be unique among all components. */
export function idProblems(source: Source): Problem[] {
  const ids = source.xml.flatMap(({ path, root }) =>
    [
      ...['formid', 'FormId', 'savedqueryid', 'savedqueryvisualizationid'].flatMap((name) =>
        descendants(root, name).map(textOf),
      ),
      ...(root.name === 'Role' ? [root.attributes.id ?? ''] : []),
      ...(root.name === 'SdkMessageProcessingStep' ? [root.attributes.SdkMessageProcessingStepId ?? ''] : []),
    ].map((id) => ({ path, id: bareId(id) })),
  );
  return repeated(ids.map(({ id }) => id)).map((twice) => ({
    file: ids.flatMap(({ path, id }) => (id === twice ? [path] : [])).join(', '),
    message: `share the id ${twice}`,
  }));
}

/** Everything people read has a label. Descriptions may be empty, and so may cells that hold nothing. */
export function labelProblems(source: Source): Problem[] {
  return source.xml.flatMap(({ path, root }) => unlabelled(root).map((message) => ({ file: path, message })));
}

const labelNames = new Set(['label', 'displayname', 'LocalizedName', 'LocalizedCollectionName']);

function unlabelled(node: Element): string[] {
  if (
    node.name === 'cell' &&
    node.attributes.showlabel === 'false' &&
    descendants(node, 'control').length === 0
  ) {
    return [];
  }
  const own =
    (labelNames.has(node.name) && (node.attributes.description ?? '').trim() === '') ||
    (node.name === 'Title' && (node.attributes.Title ?? node.attributes.description ?? '').trim() === '')
      ? [`has an empty <${node.name}>`]
      : [];
  return [...own, ...childrenOf(node).flatMap(unlabelled)];
}

/** The app's components, its roles and what its site map leads to. */
export function appProblems(source: Source, catalog: Catalog): Problem[] {
  const roleIds = new Set<string>(roles.map(({ id }) => id));
  const siteMaps = filesMatching(source, /^AppModuleSiteMaps\//);
  const dashboardIds = idsIn(source, /^Dashboards\//, 'FormId');
  const formIds = new Set([...idsIn(source, /\/FormXml\//, 'formid'), ...dashboardIds]);
  return filesMatching(source, /^AppModules\//).flatMap(({ path, root }) => {
    const components = descendants(root, 'AppModuleComponent').map(({ attributes }) => attributes);
    const inApp = new Set(components.filter(({ type }) => type === '1').map(({ schemaName }) => schemaName));
    const sitemapNames = siteMaps.map((file) => textOf(descendants(file.root, 'SiteMapUniqueName')[0]));
    const isThere: Readonly<Record<string, (component: Element['attributes']) => boolean>> = {
      '1': ({ schemaName = '' }) => catalog.tables.has(schemaName),
      '60': ({ id = '' }) => formIds.has(bareId(id)),
      '62': ({ schemaName = '' }) => sitemapNames.includes(schemaName),
    };
    const missing = components.filter((component) => isThere[component.type ?? '']?.(component) !== true);
    const strangers = descendants(root, 'Role').filter(
      (role) => !roleIds.has(bareId(role.attributes.id ?? '')),
    );
    const leadsAstray = siteMaps.flatMap((file) =>
      descendants(file.root, 'SubArea')
        .map(({ attributes }) => attributes)
        .filter(({ DefaultDashboard: dashboard, Entity: table }) =>
          dashboard === undefined ? !inApp.has(table) : !dashboardIds.includes(bareId(dashboard)),
        )
        .map(({ DefaultDashboard: dashboard, Entity: table }) => ({
          file: file.path,
          message: `leads to ${dashboard ?? table ?? 'no table'}, which is not part of the app`,
        })),
    );
    return [
      ...missing.map(({ schemaName, id = '' }) => ({
        file: path,
        message: `has the component ${schemaName ?? id}, which does not exist`,
      })),
      ...strangers.map((role) => ({
        file: path,
        message: `is for the role ${role.attributes.id ?? ''}, which does not exist`,
      })),
      ...leadsAstray,
    ];
  });
}

function idsIn(source: Source, files: RegExp, name: string): string[] {
  return filesMatching(source, files).flatMap(({ root }) =>
    descendants(root, name).map((id) => bareId(textOf(id))),
  );
}

/** The tables themselves: names, option values, targets, keys. */
export function tableProblems(): Problem[] {
  const names = new Set([...ownTables.map(({ name }) => name), ...Object.keys(standardTables)]);
  return ownTables.flatMap((table) => {
    const messages = [
      ...(table.schemaName.toLowerCase() === table.name
        ? []
        : [`its schema name ${table.schemaName} is not ${table.name}`]),
      ...(table.activity === true || table.primaryName in table.columns
        ? []
        : [`it is named by ${table.primaryName}, no column`]),
      ...Object.entries(table.columns).flatMap(([name, column]) => columnProblems(name, column, names)),
      ...Object.entries(table.keys).flatMap(([key, columns]) =>
        columns
          .filter((name) => !(name in table.columns))
          .map((name) => `its key ${key} names ${name}, no column`),
      ),
      ...Object.entries(table.status ?? {})
        .filter(([, { value }]) => value !== 1 && value !== 2 && !isOurs(value))
        .map(
          ([status, { value }]) =>
            `the status ${status} has the value ${value}, outside the publisher's range`,
        ),
    ];
    return messages.map((message) => ({ file: `shared/src/tables (${table.name})`, message }));
  });
}

const longestName = 50;
const firstValue = publisher.optionValuePrefix * 10_000;

function isOurs(value: number): boolean {
  return value >= firstValue && value < firstValue + 10_000;
}

function columnProblems(name: string, column: Column, tableNames: ReadonlySet<string>): string[] {
  return [
    ...(name.startsWith(`${publisher.prefix}_`) ? [] : [`the column ${name} has not the publisher's prefix`]),
    ...(name.length <= longestName ? [] : [`the column name ${name} is longer than ${longestName}`]),
    ...(column.type === 'lookup' && !tableNames.has(column.target)
      ? [`the column ${name} points at ${column.target}, which does not exist`]
      : []),
    ...(column.type === 'choice'
      ? Object.entries(column.options)
          .filter(([, option]) => !isOurs(option.value))
          .map(
            ([option, { value }]) =>
              `the option ${name}.${option} has the value ${value}, outside the publisher's range`,
          )
      : []),
  ];
}

/** Roles name tables that exist, and no privilege a table has not. */
export function roleProblems(): Problem[] {
  return roles.flatMap((role: Role) =>
    byDepth(role)
      .flatMap(({ level, privileges }) => Object.entries(privileges).map((entry) => ({ level, entry })))
      .flatMap(({ level, entry: [table, letters] }) => {
        const own = ownTables.find(({ name }) => name === table);
        const known = own !== undefined || table === 'activity' || table in standardTables;
        const messages = [
          ...(known ? [] : [`gives rights on ${table}, which does not exist`]),
          ...repeated([...letters]).map((letter) => `gives ${letter} on ${table} twice`),
          ...(own?.ownership === 'organization' && letters.includes('S')
            ? [`gives Assign on ${table}, whose rows have no owner`]
            : []),
          ...(own?.ownership === 'organization' && level !== 'Global'
            ? [`gives rights on some rows of ${table}, whose rows have no owner`]
            : []),
          ...(own?.activity === true ? [`gives rights on ${table}: activities share those of activity`] : []),
        ];
        return messages.map((message) => ({ file: `shared/src/tables/roles.ts (${role.name})`, message }));
      }),
  );
}

/** Steps listen to tables and columns that exist. */
export function stepProblems(catalog: Catalog): Problem[] {
  return Object.values(steps).flatMap((step: Step) =>
    (step.message === 'Update' ? step.columns : [])
      .flatMap((column) => missingColumn(catalog, step.table, column))
      .map((message) => ({ file: `shared/src/tables/steps.ts (${step.name})`, message })),
  );
}
