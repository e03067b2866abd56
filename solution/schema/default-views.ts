/** The views every table needs to be imported and used: its list, and those for searching, for lookups and below related rows. */
import type { Column, Table } from '@dunlin/shared/tables/table';
import { element, flag, text, type Element } from '../xml/element.ts';
import { introducedVersion } from './attribute.ts';
import { localizedNames } from './labels.ts';
import { stableId } from './stable-id.ts';

export type View = { readonly id: string; readonly root: Element };

export function defaultViews(table: Table): View[] {
  return kinds.map((kind) => {
    const id = stableId(`view/${table.name}/${kind.name}`);
    return { id, root: viewXml(table, kind, id) };
  });
}

type Kind = {
  readonly name: 'list' | 'advancedFind' | 'associated' | 'quickFind' | 'lookup';
  readonly queryType: number;
  readonly title: (table: Table) => string;
};

const kinds: readonly Kind[] = [
  { name: 'list', queryType: 0, title: (table) => `All ${table.plural.toLowerCase()}` },
  { name: 'advancedFind', queryType: 1, title: (table) => `${table.label} Advanced Find View` },
  { name: 'associated', queryType: 2, title: (table) => `${table.label} Associated View` },
  { name: 'quickFind', queryType: 4, title: (table) => `Quick Find ${table.plural}` },
  { name: 'lookup', queryType: 64, title: (table) => `${table.label} Lookup View` },
];

function viewXml(table: Table, kind: Kind, id: string): Element {
  const key = table.activity === true ? 'activityid' : `${table.name}id`;
  const columns = columnsOf(table, kind);
  return element('savedqueries', { 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance' }, [
    element('savedquery', {}, [
      flag('IsCustomizable', true),
      flag('CanBeDeleted', false),
      flag('isquickfindquery', kind.name === 'quickFind'),
      flag('isprivate', false),
      flag('isdefault', true),
      text('savedqueryid', `{${id}}`),
      element('layoutxml', {}, [
        element(
          'grid',
          { name: 'resultset', jump: table.primaryName, select: '1', icon: '1', preview: '1' },
          [
            element(
              'row',
              { name: 'result', id: key },
              columns.map((column) =>
                element('cell', { name: column, width: column === table.primaryName ? '300' : '125' }),
              ),
            ),
          ],
        ),
      ]),
      text('querytype', kind.queryType),
      element('fetchxml', {}, [
        element('fetch', { version: '1.0', 'output-format': 'xml-platform', mapping: 'logical' }, [
          element('entity', { name: table.name }, [
            ...[key, ...columns].map((name) => element('attribute', { name })),
            element('order', { attribute: table.primaryName, descending: 'false' }),
            ...filters(table, kind),
          ]),
        ]),
      ]),
      text('IntroducedVersion', introducedVersion),
      localizedNames(kind.title(table)),
    ]),
  ]);
}

const mostColumns = 7;

/** The name, then what fits a list, then the status. Digests, long texts and files are nothing to read in a list. */
function columnsOf(table: Table, kind: Kind): string[] {
  const readable = Object.entries(table.columns)
    .filter(([name, column]) => name !== table.primaryName && isReadable(name, column))
    .map(([name]) => name);
  const room = kind.name === 'lookup' ? 2 : mostColumns;
  return [table.primaryName, ...readable.slice(0, room), 'statuscode'];
}

function isReadable(name: string, column: Column): boolean {
  return column.type !== 'memo' && column.type !== 'file' && name !== 'dun_key' && !name.endsWith('hash');
}

function filters(table: Table, kind: Kind): Element[] {
  if (kind.name !== 'quickFind') return [];
  const searched = [table.primaryName, ...['dun_code', 'dun_number'].filter((name) => name in table.columns)];
  return [
    element(
      'filter',
      { type: 'or', isquickfindfields: '1' },
      searched.map((attribute) => element('condition', { attribute, operator: 'like', value: '{0}' })),
    ),
  ];
}
