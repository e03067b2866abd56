/** Everything a list needs before its first row: definitions, the view read, and what its lookups point at. */
import { tableOf, viewsOf, type TableInfo, type ViewInfo } from '../data/metadata.ts';
import { knownTables } from '../data/tables.ts';
import type { LookupTargets } from './filters.ts';
import { platformQuickFind, platformView } from './platform-view.ts';
import { linkedTables, readView, type View } from './view.ts';

const queryTypes = { public: 0, quickFind: 4 } as const;

export type PreparedList = {
  readonly table: TableInfo;
  /** The public views to choose from. */
  readonly views: readonly ViewInfo[];
  readonly view: View;
  /** The view asked for, when there is no such view. */
  readonly missingView: string | undefined;
  readonly quickFind: string | undefined;
  readonly targets: LookupTargets;
};

/** @throws WebApiError, XmlError */
export async function prepareList(etn: string, viewId: string | undefined): Promise<PreparedList> {
  const [table, all, tables] = await Promise.all([tableOf(etn), viewsOf(etn), knownTables()]);
  const imported = all.filter(({ queryType }) => queryType === queryTypes.public);
  const views = imported.length === 0 ? [platformView(table)] : imported;
  // Whatever its type: subgrids and dashboards name views that the selector does not offer.
  const asked = all.find(({ id, fetchXml }) => id === viewId && fetchXml !== '');
  const info = asked ?? views.find(({ isDefault }) => isDefault) ?? views[0] ?? platformView(table);
  const quickFind = all.find(
    ({ queryType, fetchXml }) => queryType === queryTypes.quickFind && fetchXml !== '',
  );
  const targets = new Map(
    [...tables.values()].flatMap(({ logicalName, primaryId, primaryName, rights }) =>
      primaryName !== undefined && rights.has('Read')
        ? [[logicalName, { primaryId, primaryName }] as const]
        : [],
    ),
  );
  return {
    table,
    views,
    view: readView(info, table, await linkedDefinitions(info)),
    missingView: viewId !== undefined && asked === undefined ? viewId : undefined,
    quickFind: quickFind?.fetchXml ?? platformQuickFind(table),
    targets,
  };
}

async function linkedDefinitions({ fetchXml }: ViewInfo): Promise<ReadonlyMap<string, TableInfo>> {
  const linked = [...linkedTables(fetchXml)];
  const definitions = await Promise.all(linked.map(([, table]) => tableOf(table)));
  return new Map(
    linked.flatMap(([alias], index) => {
      const definition = definitions[index];
      return definition ? [[alias, definition] as const] : [];
    }),
  );
}
