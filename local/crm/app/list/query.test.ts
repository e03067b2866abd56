/** @jest-environment jsdom */
import { parseXml } from '../data/xml.ts';
import { aColumn, aTable } from '../testing/a-table.ts';
import { isComplete, operatorsFor, type ColumnFilter } from './filters.ts';
import { pageQuery, type PageQuery } from './query.ts';
import { searchedColumns } from './search.ts';
import type { ViewColumn } from './view.ts';

const debtorId = aColumn('tst_debtorid', { type: 'lookup', targets: ['tst_debtor'] });
const customerId = aColumn('tst_customerid', { type: 'customer', targets: ['account', 'contact'] });
const kind = aColumn('tst_kind', {
  type: 'choice',
  options: [
    { value: 1, label: 'Invoice' },
    { value: 2, label: 'Credit note' },
  ],
});
const columns = [
  aColumn('tst_name'),
  aColumn('tst_amount', { type: 'money' }),
  aColumn('tst_dueon', { type: 'datetime', dateOnly: true }),
  kind,
  debtorId,
  customerId,
];
const table = aTable('tst_invoice', columns);
const shown: readonly ViewColumn[] = columns.map((column) => ({
  key: column.property,
  column,
  label: column.label,
  width: 100,
  sortable: true,
}));
const targets = new Map([
  ['tst_debtor', { primaryId: 'tst_debtorid', primaryName: 'tst_name' }],
  ['account', { primaryId: 'accountid', primaryName: 'name' }],
]);

const quickFind =
  '<fetch><entity name="tst_invoice"><filter type="or" isquickfindfields="1">' +
  '<condition attribute="tst_name" operator="like" value="{0}"/>' +
  '<condition attribute="tst_amount" operator="eq" value="{0}"/>' +
  '<condition attribute="tst_debtorid" operator="like" value="{0}"/>' +
  '</filter><filter><condition attribute="statecode" operator="eq" value="0"/></filter></entity></fetch>';

function queryOf(more: Partial<PageQuery> = {}, entity = ''): string {
  return pageQuery({
    view: {
      fetchXml: `<fetch version="1.0"><entity name="tst_invoice"><attribute name="tst_name"/><order attribute="tst_dueon"/>${entity}</entity></fetch>`,
      columns: shown.slice(0, 1),
    },
    table,
    filters: [],
    search: '',
    targets,
    page: 1,
    pageSize: 50,
    countAll: true,
    ...more,
  });
}

/** With all columns in the layout, filtered by one of them. */
function filteredBy(filter: ColumnFilter): string {
  const fetchXml = '<fetch><entity name="tst_invoice"><all-attributes/></entity></fetch>';
  return queryOf({ view: { fetchXml, columns: shown }, filters: [filter] });
}

describe('a page of a view', () => {
  it('is the view’s own query with the page, its size and the wish for a total', () => {
    expect(queryOf()).toBe(
      '<fetch version="1.0" page="1" count="50" returntotalrecordcount="true"><entity name="tst_invoice">' +
        '<attribute name="tst_invoiceid"/><attribute name="tst_name"/><order attribute="tst_dueon"/></entity></fetch>',
    );
  });

  it('goes on from the service’s cookie', () => {
    const cookie = '<cookie page="1"><tst_dueon last="2025-01-31" /></cookie>';
    const fetch = parseXml(queryOf({ page: 2, cookie }));
    expect([fetch.getAttribute('page'), fetch.getAttribute('paging-cookie')]).toEqual(['2', cookie]);
  });

  it('has no pages when the view shows the first few only', () => {
    const fetchXml =
      '<fetch top="5"><entity name="tst_invoice"><attribute name="tst_name"/></entity></fetch>';
    const fetch = parseXml(queryOf({ view: { fetchXml, columns: [] } }));
    expect([fetch.getAttribute('top'), fetch.getAttribute('page')]).toEqual(['5', null]);
  });

  it('asks for a column of the layout that the view’s author forgot', () => {
    expect(
      queryOf({
        view: { fetchXml: '<fetch><entity name="tst_invoice"/></fetch>', columns: shown.slice(1, 2) },
      }),
    ).toContain('<attribute name="tst_amount"/>');
  });

  it('is ordered as the user wants instead of as the view has it', () => {
    const xml = queryOf({ sort: { column: 'tst_amount', descending: true } });
    expect(xml).toContain('<order attribute="tst_amount" descending="true"/>');
    expect(xml).not.toContain('tst_dueon');
  });

  it('orders by a linked table’s column through its alias', () => {
    const link = '<link-entity name="tst_debtor" alias="d"><order attribute="tst_city"/></link-entity>';
    const xml = queryOf({ sort: { column: 'tst_city', alias: 'd', descending: false } }, link);
    expect(xml).toContain('<order attribute="tst_city" entityname="d" descending="false"/>');
    expect(xml.match(/<order/g)).toHaveLength(1);
  });
});

describe('a filter', () => {
  it('means what was typed: wildcards of the service are letters, the asterisk is any text', () => {
    expect(filteredBy({ key: 'tst_name', operator: 'contains', values: ['50%_[a]*x'] })).toContain(
      'operator="like" value="%50[%][_][[]a]%x%"',
    );
  });

  it('on a choice takes several values', () => {
    expect(filteredBy({ key: 'tst_kind', operator: 'in', values: ['1', '2'] })).toContain(
      '<condition attribute="tst_kind" operator="in"><value>1</value><value>2</value></condition>',
    );
  });

  it('on a day needs no value where the operator says it all', () => {
    expect(filteredBy({ key: 'tst_dueon', operator: 'last-seven-days', values: [] })).toContain(
      '<condition attribute="tst_dueon" operator="last-seven-days"/>',
    );
  });

  it('on a lookup looks at the names of what it points at', () => {
    const xml = filteredBy({ key: '_tst_debtorid_value', operator: 'contains', values: ['kovács'] });
    expect(xml).toContain(
      '<link-entity name="tst_debtor" from="tst_debtorid" to="tst_debtorid" link-type="outer" alias="name_tst_debtorid_tst_debtor"/>' +
        '<filter type="or"><condition entityname="name_tst_debtorid_tst_debtor" attribute="tst_name" operator="like" value="%kovács%"/></filter>',
    );
  });

  it('on a customer looks in the tables the user may read', () => {
    const xml = filteredBy({ key: '_tst_customerid_value', operator: 'contains', values: ['a'] });
    expect(xml).toContain('alias="name_tst_customerid_account"');
    expect(xml).not.toContain('contact');
  });

  it('cannot break out of its condition', () => {
    const typed = '"/><condition attribute="x" operator="null"/>';
    const entity = parseXml(filteredBy({ key: 'tst_name', operator: 'eq', values: [typed] }));
    expect(entity.getElementsByTagName('condition')).toHaveLength(1);
    expect(entity.getElementsByTagName('condition')[0]?.getAttribute('value')).toBe(typed);
  });

  it('is complete with the values it needs, and with numbers where numbers are meant', () => {
    expect(isComplete({ operator: 'contains', values: [' '] }, 'text')).toBe(false);
    expect(isComplete({ operator: 'null', values: [] }, 'text')).toBe(true);
    expect(isComplete({ operator: 'ge', values: ['1,5'] }, 'money')).toBe(false);
    expect(isComplete({ operator: 'ge', values: ['1.5'] }, 'money')).toBe(true);
  });

  it('is not offered for columns it would say nothing about', () => {
    expect(operatorsFor('partylist')).toEqual([]);
  });
});

describe('a search', () => {
  it('looks in the columns of the quick find view', () => {
    expect(searchedColumns(quickFind)).toEqual(['tst_name', 'tst_amount', 'tst_debtorid']);
  });

  it('finds what begins with the text, by name in lookups; an amount only by a number', () => {
    const xml = queryOf({ search: ' Kov ', quickFind });
    expect(xml).toContain(
      '<filter type="or"><condition attribute="tst_name" operator="like" value="Kov%"/>' +
        '<filter type="or"><condition entityname="name_tst_debtorid_tst_debtor" attribute="tst_name" operator="like" value="Kov%"/></filter></filter>',
    );
    expect(xml).not.toContain('tst_amount');
    expect(queryOf({ search: '12.5', quickFind })).toContain(
      '<condition attribute="tst_amount" operator="eq" value="12.5"/>',
    );
  });

  it('finds nothing, not everything, where no column can be like the text', () => {
    const numbersOnly = quickFind.replace(/<condition attribute="tst_(name|debtorid)"[^>]*>/g, '');
    expect(queryOf({ search: 'abc', quickFind: numbersOnly })).toContain(
      '<condition attribute="tst_invoiceid" operator="null"/>',
    );
  });
});
