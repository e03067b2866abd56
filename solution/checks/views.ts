/** Views: their queries and layouts name what exists, and every table has the views it needs. */
import { filesMatching, type Source, type SourceFile } from '../package/source.ts';
import type { Element } from '../xml/element.ts';
import { childNamed, childrenOf, descendants, textOf } from '../xml/parse.ts';
import { bareId, tableOfPath, type Catalog, type Problem } from './catalog.ts';

export function viewProblems(source: Source, catalog: Catalog): Problem[] {
  const files = filesMatching(source, /\/SavedQueries\//);
  return [
    ...files.flatMap((file) => oneView(file, catalog).map((message) => ({ file: file.path, message }))),
    ...neededViews(files, catalog),
  ];
}

function oneView({ path, root }: SourceFile, catalog: Catalog): string[] {
  const table = tableOfPath(path);
  const id = bareId(textOf(descendants(root, 'savedqueryid')[0]));
  const [query] = descendants(root, 'entity');
  if (query === undefined) return ['has no <entity> in its FetchXML'];
  const problems: string[] = [];
  if (!path.includes(`{${id}}`)) problems.push(`holds the view ${id}: the file must be named after its id`);
  if (query.attributes.name !== table) {
    problems.push(`lists ${query.attributes.name ?? 'nothing'} but lies in the folder of ${table}`);
  }
  return [
    ...problems,
    ...queryProblems(query, catalog, aliasesOf(query)),
    ...layoutProblems(root, query, table, catalog),
  ];
}

/** Alias of a joined table → its logical name. */
function aliasesOf(query: Element): ReadonlyMap<string, string> {
  return new Map(
    descendants(query, 'link-entity').map((link) => [
      link.attributes.alias ?? '',
      link.attributes.name ?? '',
    ]),
  );
}

function queryProblems(node: Element, catalog: Catalog, aliases: ReadonlyMap<string, string>): string[] {
  const table = node.attributes.name ?? '';
  const known = catalog.tables.get(table);
  if (known === undefined) return [`names the table ${table}, which does not exist`];
  return childrenOf(node).flatMap((child) => {
    switch (child.name) {
      case 'attribute':
        return missingColumn(catalog, table, child.attributes.name);
      case 'order':
        return missingColumn(catalog, table, child.attributes.attribute);
      case 'filter':
        return descendants(child, 'condition').flatMap((condition) => {
          const { entityname, attribute } = condition.attributes;
          if (entityname === undefined) return missingColumn(catalog, table, attribute);
          const joined = aliases.get(entityname);
          return joined === undefined
            ? [`has a condition on ${entityname}, which is no alias of a joined table`]
            : missingColumn(catalog, joined, attribute);
        });
      case 'link-entity':
        return [
          ...missingColumn(catalog, table, child.attributes.to),
          ...missingColumn(catalog, child.attributes.name ?? '', child.attributes.from),
          ...queryProblems(child, catalog, aliases),
        ];
      default:
        return [`has <${child.name}> in its query, which nobody checks`];
    }
  });
}

function layoutProblems(root: Element, query: Element, table: string, catalog: Catalog): string[] {
  const [grid] = descendants(root, 'grid');
  if (grid === undefined) return ['has no <grid> in its layout'];
  const key = catalog.tables.get(table)?.primaryKey;
  const [row] = descendants(grid, 'row');
  const fetched = new Set([
    ...attributesOf(query),
    ...descendants(query, 'link-entity').flatMap((link) =>
      attributesOf(link).map((name) => `${link.attributes.alias ?? ''}.${name}`),
    ),
  ]);
  return [
    ...(row?.attributes.id === key
      ? []
      : [`has rows by ${row?.attributes.id ?? 'nothing'}, the key is ${key ?? 'unknown'}`]),
    ...missingColumn(catalog, table, grid.attributes.jump),
    ...descendants(grid, 'cell')
      .map((cell) => cell.attributes.name ?? '')
      .filter((name) => !fetched.has(name))
      .map((name) => `shows the column ${name}, which its query does not fetch`),
  ];
}

function attributesOf(node: Element): string[] {
  return childrenOf(node).flatMap((child) =>
    child.name === 'attribute' ? [child.attributes.name ?? ''] : [],
  );
}

export function missingColumn(catalog: Catalog, table: string, column: string | undefined): string[] {
  const known = catalog.tables.get(table);
  if (known === undefined) return [`names the table ${table}, which does not exist`];
  if (column !== undefined && known.columns.has(column)) return [];
  return [`names the column ${table}.${column ?? '(none)'}, which does not exist`];
}

const neededTypes = {
  0: 'list',
  1: 'advanced find',
  2: 'associated',
  4: 'quick find',
  64: 'lookup',
} as const;

/** Without exactly one default of each kind Dataverse picks one, and not the same one everywhere. */
function neededViews(files: readonly SourceFile[], catalog: Catalog): Problem[] {
  return [...catalog.tables]
    .filter(([, { isOwn }]) => isOwn)
    .flatMap(([table]) =>
      Object.entries(neededTypes).flatMap(([type, name]) => {
        const defaults = files.filter(
          (file) =>
            tableOfPath(file.path) === table &&
            textOf(descendants(file.root, 'querytype')[0]) === type &&
            textOf(childNamed(childrenOf(file.root)[0] ?? file.root, 'isdefault')) === '1',
        );
        if (defaults.length === 1) return [];
        const found = defaults.length === 0 ? 'none' : defaults.map((file) => file.path).join(', ');
        return [{ file: `Entities/${table}`, message: `needs one default ${name} view, found ${found}` }];
      }),
    );
}
