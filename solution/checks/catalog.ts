/** What the solution's files may name: tables with their columns, relationships, views. */
import { filesMatching, type Source } from '../package/source.ts';
import { standardRelationships, standardTables } from '../schema/standard-tables.ts';
import { childNamed, childrenOf, descendants, textOf } from '../xml/parse.ts';

export type CatalogTable = {
  readonly primaryKey: string;
  /** Logical name → type, as solution XML names types. */
  readonly columns: ReadonlyMap<string, string>;
  readonly isOwn: boolean;
};

export type CatalogRelationship = { readonly from: string; readonly column: string; readonly to: string };

export type Catalog = {
  /** By logical name. */
  readonly tables: ReadonlyMap<string, CatalogTable>;
  /** By schema name. */
  readonly relationships: ReadonlyMap<string, CatalogRelationship>;
  /** View id without braces → the table it lists. */
  readonly views: ReadonlyMap<string, string>;
};

export type Problem = { readonly file: string; readonly message: string };

export function catalogOf(source: Source): Catalog {
  return { tables: tablesOf(source), relationships: relationshipsOf(source), views: viewsOf(source) };
}

/** The table whose folder a file lies in. */
export function tableOfPath(path: string): string {
  return (path.split('/')[1] ?? '').toLowerCase();
}

export function bareId(id: string): string {
  return id.replace(/[{}]/g, '').toLowerCase();
}

function tablesOf(source: Source): Map<string, CatalogTable> {
  const standard = Object.entries(standardTables).map(
    ([name, table]) =>
      [
        name,
        { primaryKey: table.primaryKey, columns: new Map(Object.entries(table.columns)), isOwn: false },
      ] as const,
  );
  const catalog = new Map<string, CatalogTable>(standard);
  for (const { path, root } of filesMatching(source, /^Entities\/[^/]+\/Entity\.xml$/)) {
    const name = tableOfPath(path);
    const attributes = descendants(root, 'attribute');
    const own = attributes.map(
      (attribute) =>
        [textOf(childNamed(attribute, 'LogicalName')), textOf(childNamed(attribute, 'Type'))] as const,
    );
    const key = attributes.find((attribute) => textOf(childNamed(attribute, 'Type')) === 'primarykey');
    const known = catalog.get(name);
    catalog.set(name, {
      primaryKey: known?.primaryKey ?? textOf(key === undefined ? undefined : childNamed(key, 'LogicalName')),
      columns: new Map([...(known?.columns ?? []), ...own]),
      isOwn: known === undefined,
    });
  }
  return catalog;
}

function relationshipsOf(source: Source): Map<string, CatalogRelationship> {
  return new Map<string, CatalogRelationship>([
    ...Object.entries(standardRelationships),
    ...filesMatching(source, /^Other\/Relationships\//)
      .flatMap((file) => childrenOf(file.root))
      .map((relationship): [string, CatalogRelationship] => [
        relationship.attributes.Name ?? '',
        {
          from: textOf(childNamed(relationship, 'ReferencingEntityName')).toLowerCase(),
          column: textOf(childNamed(relationship, 'ReferencingAttributeName')).toLowerCase(),
          to: textOf(childNamed(relationship, 'ReferencedEntityName')).toLowerCase(),
        },
      ]),
  ]);
}

function viewsOf(source: Source): Map<string, string> {
  return new Map(
    filesMatching(source, /\/SavedQueries\//).flatMap(({ path, root }) =>
      descendants(root, 'savedqueryid').map((id) => [bareId(textOf(id)), tableOfPath(path)] as const),
    ),
  );
}
