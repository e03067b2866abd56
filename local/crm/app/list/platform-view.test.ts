/** @jest-environment jsdom */
import { aColumn, aTable } from '../testing/a-table.ts';
import { platformQuickFind, platformView } from './platform-view.ts';
import { searchedColumns } from './search.ts';
import { readView } from './view.ts';

const names = ['statuscode', 'tst_name', 'telephone1', 'fax'];
const table = aTable(
  'tst_shop',
  names.map((name) => aColumn(name)),
);

describe('a table without views', () => {
  it('is listed by its name and by what people look for first', () => {
    const { columns, linkKey, name, sort } = readView(platformView(table), table, new Map());
    expect(columns.map(({ key }) => key)).toEqual(['tst_name', 'telephone1', 'statuscode']);
    expect([name, linkKey, sort]).toEqual([
      'All shops',
      'tst_name',
      { column: 'tst_name', descending: false },
    ]);
  });

  it('is searched by its name and numbers', () => {
    expect(searchedColumns(platformQuickFind(table) ?? '')).toEqual(['tst_name', 'telephone1']);
  });

  it('and without anything to search is not searched', () => {
    expect(platformQuickFind({ ...table, primaryName: undefined, columns: new Map() })).toBeUndefined();
  });
});
