/** @jest-environment jsdom */
import type { ViewInfo } from '../data/metadata.ts';
import { aColumn, aTable } from '../testing/a-table.ts';
import { linkedTables, readView } from './view.ts';

const invoice = aTable('tst_invoice', [
  aColumn('tst_name', { label: 'Number' }),
  aColumn('tst_amount', { type: 'money', label: 'Amount' }),
  aColumn('tst_debtorid', { type: 'lookup', label: 'Debtor', targets: ['tst_debtor'] }),
]);
const debtor = aTable('tst_debtor', [aColumn('tst_city', { label: 'City' })]);

const fetchXml =
  '<fetch><entity name="tst_invoice"><attribute name="tst_name"/><order attribute="tst_amount" descending="true"/>' +
  '<link-entity name="tst_debtor" from="tst_debtorid" to="tst_debtorid" alias="d"><attribute name="tst_city"/></link-entity>' +
  '</entity></fetch>';

function aView(cells: string, grid = 'jump="tst_name"'): ViewInfo {
  return {
    id: 'v1',
    name: 'Open invoices',
    fetchXml,
    layoutXml: `<grid ${grid}><row name="result" id="tst_invoiceid">${cells}</row></grid>`,
    isDefault: true,
    queryType: 0,
  };
}

const read = (info: ViewInfo): ReturnType<typeof readView> =>
  readView(info, invoice, new Map([['d', debtor]]));

describe('a view', () => {
  it('shows its columns in the order of the layout, with their widths', () => {
    const { columns } = read(
      aView(
        '<cell name="tst_amount" width="90"/><cell name="tst_debtorid"/><cell name="tst_name" width="200"/>',
      ),
    );
    expect(columns.map(({ key, label, width }) => [key, label, width])).toEqual([
      ['tst_amount', 'Amount', 90],
      ['_tst_debtorid_value', 'Debtor', 150],
      ['tst_name', 'Number', 200],
    ]);
  });

  it('names columns of linked tables after their table', () => {
    const [column] = read(aView('<cell name="d.tst_city" width="120"/>')).columns;
    expect([column?.key, column?.alias, column?.label]).toEqual(['d.tst_city', 'd', 'City (debtor)']);
  });

  it('has the order its query has', () => {
    expect(read(aView('<cell name="tst_name"/>')).sort).toEqual({ column: 'tst_amount', descending: true });
  });

  it('links the column it jumps by, else its first one', () => {
    const cells = '<cell name="tst_amount"/><cell name="tst_name"/>';
    expect(read(aView(cells)).linkKey).toBe('tst_name');
    expect(read(aView(cells, 'jump="tst_other"')).linkKey).toBe('tst_amount');
  });

  it('leaves out hidden cells, and keeps the menu from ordering where the layout forbids it', () => {
    const { columns } = read(
      aView('<cell name="tst_amount" ishidden="1"/><cell name="tst_name" disableSorting="1"/>'),
    );
    expect(columns.map(({ key, sortable }) => [key, sortable])).toEqual([['tst_name', false]]);
  });

  it('names what is not shown: unknown columns, icons by web resource, grid controls', () => {
    const { columns, notShown } = read(
      aView(
        '<cell name="tst_gone"/><cell name="tst_name" imageproviderwebresource="tst_/icons.js"/>' +
          '<controlDescriptions><controlDescription><customControl name="tst_Kanban"/></controlDescription></controlDescriptions>',
      ),
    );
    expect(columns.map(({ key }) => key)).toEqual(['tst_name']);
    expect(notShown).toEqual(['tst_gone', 'tst_name: tst_/icons.js', 'tst_Kanban']);
  });

  it('says which tables must be known to read it', () => {
    expect([...linkedTables(fetchXml)]).toEqual([['d', 'tst_debtor']]);
  });

  it('that is not well formed is refused', () => {
    expect(() => read({ ...aView(''), layoutXml: '<grid><row>' })).toThrow();
  });
});
