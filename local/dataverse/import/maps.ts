/** `<EntityMap>` elements: which columns a new row takes over from the row it is made from. */
import { namedId } from '../ids.ts';
import { withSystemColumns } from '../metadata/system-columns.ts';
import type { Schema } from '../metadata/types.ts';
import { child, childrenOf, childText, type Element } from '../xml.ts';
import type { ComponentRow } from './component-row.ts';
import { ImportRefused } from './refusal.ts';

export function mapRows(map: Element, schema: Schema): readonly ComponentRow[] {
  const source = childText(map, 'EntitySource').toLowerCase();
  const target = childText(map, 'EntityTarget').toLowerCase();
  const component = `the map from ${source} to ${target}`;
  const entitymapid = namedId(`entitymap ${source} ${target}`);
  return [
    { table: 'entitymap', values: { entitymapid, sourceentityname: source, targetentityname: target } },
    ...childrenOf(child(map, 'AttributeMaps'), 'AttributeMap').map((pair) => {
      const from = childText(pair, 'AttributeSource').toLowerCase();
      const to = childText(pair, 'AttributeTarget').toLowerCase();
      requireColumn(component, schema, source, from);
      requireColumn(component, schema, target, to);
      return {
        table: 'attributemap',
        values: {
          attributemapid: namedId(`attributemap ${source} ${target}.${to}`),
          entitymapid,
          sourceattributename: from,
          targetattributename: to,
        },
      };
    }),
  ];
}

/** The columns every table has are there, though no definition lists them. */
function requireColumn(component: string, schema: Schema, table: string, column: string): void {
  const found = schema.tables.find(({ logicalName }) => logicalName === table);
  if (found === undefined) throw new ImportRefused(component, `the table '${table}' does not exist`);
  const columns = withSystemColumns(found).columns;
  if (!columns.some(({ logicalName }) => logicalName === column))
    throw new ImportRefused(component, `there is no column ${table}.${column}`);
}
