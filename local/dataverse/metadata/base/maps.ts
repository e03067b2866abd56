/** Which columns a new row takes over from the row it is made from. */
import { entityName, lookup, text } from '../columns.ts';
import type { TableDefinition } from '../types.ts';
import { table } from './table.ts';

export const mapTables: readonly TableDefinition[] = [
  table('entitymap', {
    schemaName: 'EntityMap',
    set: 'entitymaps',
    code: 4600,
    labels: ['Entity Map', 'Entity Maps'],
    states: false,
    columns: [
      entityName('sourceentityname', 'Source Entity Name'),
      entityName('targetentityname', 'Target Entity Name'),
    ],
  }),
  table('attributemap', {
    schemaName: 'AttributeMap',
    set: 'attributemaps',
    code: 4601,
    labels: ['Attribute Map', 'Attribute Maps'],
    privilege: 'EntityMap',
    states: false,
    columns: [
      lookup('entitymapid', 'Entity Map', { required: 'system' }),
      text('sourceattributename', 100, 'Source Attribute Name'),
      text('targetattributename', 100, 'Target Attribute Name'),
    ],
  }),
];
