/** Reading many rows: OData and FetchXML. */
import { answers501, clause, dynamics, fetched, direct, type Section } from '../clause.ts';

const odata = 'query/odata/read.test.ts';
const fetchXml = 'query/fetchxml/read.test.ts';

export const queries: Section = {
  title: '4 Queries',
  clauses: [
    clause(
      '4.1',
      'Annotations come only when asked for, before the value they describe.',
      fetched(
        'web/rows.test.ts',
        'names lookups, choices and amounts for people when annotations are asked for',
      ),
    ),
    clause(
      '4.2',
      'Comparisons, and/or/not, parentheses, contains, startswith, endswith; texts regardless of case.',
      fetched(odata, 'compares a lookup by its value'),
    ),
    clause('4.3', 'Lambdas over collections.', fetched(odata, 'finds debtors by their invoices')),
    clause(
      '4.4',
      'Query functions.',
      direct('query/dates.test.ts', 'knows no others'),
      answers501(
        "GET accounts?$filter=Microsoft.Dynamics.CRM.ContainValues(PropertyName='name',PropertyValues=['1'])",
        "The query function 'ContainValues'",
      ),
    ),
    clause(
      '4.5',
      '$expand of one row.',
      fetched(odata, 'goes from invoice to debtor to its owner'),
      fetched(odata, 'refuses more than fifteen'),
    ),
    clause(
      '4.6',
      '$expand of collections.',
      fetched(odata, 'brings a debtor with its invoices, filtered, ordered and cut'),
    ),
    clause(
      '4.7',
      'Paging by odata.maxpagesize and next links; $top, $count, /$count.',
      fetched(odata, 'follows nextLink to every row once, in order'),
      fetched(odata, 'neither skips nor repeats rows when those already read leave the result'),
      fetched(odata, 'limits with $top, counts with $count and /$count'),
      dynamics('web/client.test.ts', 'reads pages, counts, and expands'),
    ),
    clause(
      '4.8',
      '$apply groups and aggregates.',
      answers501('GET accounts?$apply=aggregate($count as n)', "The query option '$apply'"),
    ),
    clause(
      '4.9',
      '$skip, $search and $format are refused.',
      fetched('web/rows.test.ts', 'refuses unknown sets, properties and query options by name'),
    ),
    clause(
      '4.10',
      'FetchXML: columns, filters, orders, empty values left out.',
      fetched(fetchXml, 'filters, orders and leaves empty values out'),
    ),
    clause(
      '4.11',
      'FetchXML: link-entity inner and outer, with aliases.',
      fetched(fetchXml, 'links to other tables, whose columns come under the alias'),
      fetched(fetchXml, 'keeps rows of the parent when conditions on an outer link fail'),
      fetched(fetchXml, 'finds rows that have none, by a condition on the linked table'),
    ),
    clause(
      '4.12',
      'FetchXML: aggregates, grouping, parts of dates, distinct.',
      fetched(fetchXml, 'sums by debtor and counts by quarter'),
      fetched(fetchXml, 'counts different values once with distinct'),
    ),
    clause(
      '4.13',
      'FetchXML: paging with cookies.',
      fetched(fetchXml, 'pages with the cookie it gives, and says when there is no more'),
      dynamics('web/client.test.ts', 'fetches all pages of a FetchXML query'),
    ),
    clause(
      '4.14',
      'Saved views answer by `savedQuery`, personal ones by `userQuery`.',
      answers501('GET accounts?userQuery=a', "The query option 'userQuery'"),
    ),
    clause(
      '4.15',
      'Change tracking.',
      answers501('GET accounts?$select=name', 'odata.track-changes', {
        headers: { Prefer: 'odata.track-changes' },
      }),
    ),
    clause(
      '4.16',
      'Lookups are ordered by the names they show.',
      fetched('query/order.test.ts', 'in OData'),
      fetched('query/order.test.ts', 'in FetchXML'),
    ),
  ],
};
