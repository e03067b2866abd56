/** Reading many rows: OData and FetchXML. */
import { answers501, clause, dynamics, fetched, direct, webapi, type Section } from '../clause.ts';

const odata = 'query/odata/read.test.ts';
const fetchXml = 'query/fetchxml/read.test.ts';
const suite = 'conformance/suite/queries.test.ts';
const fetchSuite = 'conformance/suite/fetchxml.test.ts';
const webapiSuite = 'conformance/suite/dataverse-webapi.test.ts';

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
      webapi(webapiSuite, 'gets formatted values, which it always asks for'),
    ),
    clause(
      '4.2',
      'Comparisons, and/or/not, parentheses, contains, startswith, endswith; texts regardless of case, with wildcards.',
      fetched(suite, '$filter'),
      fetched(odata, 'compares a lookup by its value'),
      webapi(webapiSuite, 'filters, orders, cuts and expands'),
    ),
    clause(
      '4.3',
      'Lambdas over collections, nested and through lookups.',
      fetched(suite, 'a lambda: %s'),
      fetched(odata, 'finds debtors by their invoices'),
    ),
    clause(
      '4.4',
      'Query functions: values, dates, fiscal time, owners, hierarchies.',
      fetched(suite, 'the query function %s'),
      fetched(suite, 'the hierarchy function %s %s'),
      direct('query/dates.test.ts', 'knows no others'),
      direct('web/assumed.test.ts', 'assumed: fiscal years begin on 1 January and have four periods'),
      fetched('web/assumed.test.ts', 'assumed: the only lookup of a table to itself is its hierarchy'),
      answers501(
        "GET accounts?$filter=Microsoft.Dynamics.CRM.ContainValues(PropertyName='name',PropertyValues=['1'])",
        "The query function 'ContainValues'",
      ),
      answers501("GET accounts?$filter=ownerid/fullname eq 'a'", "Filtering through 'ownerid'"),
    ),
    clause(
      '4.5',
      '$expand through lookups, level by level, no more than fifteen; `/$ref` gives addresses.',
      fetched(suite, 'goes through lookups, level by level, and says so in the context'),
      fetched(suite, 'gives addresses instead of rows'),
      fetched(odata, 'goes from invoice to debtor to its owner'),
      fetched(odata, 'refuses more than fifteen'),
      webapi(webapiSuite, 'filters, orders, cuts and expands'),
    ),
    clause(
      '4.6',
      '$expand of collections: whole, with an address to read them again; page by page where an $expand is nested; no order or top then.',
      fetched(suite, 'brings whole collections, with the address at which they can be read again'),
      fetched(suite, 'brings collections page by page when an $expand is in another'),
      fetched(suite, 'refuses to order or cut where it cannot'),
      fetched(odata, 'brings a debtor with its invoices, filtered, ordered and cut'),
      answers501(
        'GET roles?$expand=systemuserroles_association($expand=createdby)',
        "A nested $expand inside the many-to-many property 'systemuserroles_association'",
      ),
    ),
    clause(
      '4.7',
      'Paging by odata.maxpagesize and next links; $top, $count, /$count.',
      fetched(odata, 'follows nextLink to every row once, in order'),
      fetched(odata, 'neither skips nor repeats rows when those already read leave the result'),
      fetched(odata, 'limits with $top, counts with $count and /$count'),
      dynamics('web/client.test.ts', 'reads pages, counts, and expands'),
      webapi(webapiSuite, 'counts'),
      webapi(webapiSuite, 'follows a next link that is handed over as a query'),
    ),
    clause(
      '4.8',
      '$apply filters, groups and aggregates up to 50,000 rows.',
      fetched(suite, '$apply'),
      fetched(suite, 'groups by values, and leaves the empty one out of its row'),
      fetched(suite, 'cannot be ordered by what was aggregated'),
      answers501(
        'GET accounts?$apply=concat(aggregate($count as n))',
        "The transformation 'concat' of $apply",
      ),
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
      fetched(fetchSuite, 'conditions: %s %s'),
      fetched(fetchSuite, 'conditions on texts: %s %s'),
    ),
    clause(
      '4.11',
      'FetchXML: link-entity inner, outer, exists, in, matchfirstrowusingcrossapply; any, not any, all and not all in filters.',
      fetched(fetchSuite, 'links: %s'),
      fetched(fetchXml, 'links to other tables, whose columns come under the alias'),
      fetched(fetchXml, 'keeps rows of the parent when conditions on an outer link fail'),
      fetched(fetchXml, 'finds rows that have none, by a condition on the linked table'),
    ),
    clause(
      '4.12',
      'FetchXML: aggregates with their limit, grouping, parts of dates and fiscal time, distinct.',
      fetched(fetchSuite, 'groups by parts of dates, fiscal ones too'),
      fetched(fetchSuite, 'gives up an aggregate over more rows than it was allowed'),
      fetched(fetchXml, 'sums by debtor and counts by quarter'),
      fetched(fetchXml, 'counts different values once with distinct'),
      answers501(
        `GET accounts?fetchXml=${encodeURIComponent('<fetch aggregate="true"><entity name="account"><attribute name="accountid" alias="n" rowaggregate="CountChildren"/></entity></fetch>')}`,
        'A rowaggregate',
      ),
    ),
    clause(
      '4.13',
      'FetchXML: paging with cookies.',
      dynamics(fetchSuite, 'pages by cookie through the client'),
      fetched(fetchXml, 'pages with the cookie it gives, and says when there is no more'),
      dynamics('web/client.test.ts', 'fetches all pages of a FetchXML query'),
      webapi(webapiSuite, 'pages a FetchXML query by cookie'),
    ),
    clause(
      '4.14',
      'Views answer by their id: the system’s by `savedQuery`, one’s own by `userQuery`.',
      fetched(fetchSuite, 'answers personal views by their id'),
    ),
    clause(
      '4.15',
      'Change tracking: delta links tell what was written and deleted; no $filter, $orderby, $expand or $top.',
      fetched(
        'conformance/suite/changes.test.ts',
        'tells what was written and deleted since the last answer',
      ),
      fetched('conformance/suite/changes.test.ts', 'refuses what cannot be tracked'),
      fetched('web/assumed.test.ts', 'assumed: a delta token that is too old is refused with 0x80044352'),
    ),
    clause(
      '4.16',
      'Lookups are ordered by the names they show.',
      fetched('query/order.test.ts', 'in OData'),
      fetched('query/order.test.ts', 'in FetchXML'),
    ),
  ],
};
