/** What clients put on the wire and expect back, whatever they ask for. */
import { answers501, clause, dynamics, fetched, webapi, type Section } from '../clause.ts';

const protocol = 'conformance/suite/protocol.test.ts';
const client = 'web/client.test.ts';
const webapiSuite = 'conformance/suite/dataverse-webapi.test.ts';
const webapiLocal = 'web/dataverse-webapi.test.ts';

export const clients: Section = {
  title: '1 Clients',
  clauses: [
    clause(
      '1.1',
      'The root is `/api/data/v9.x/`; a bearer token is the only handshake. dataverse-webapi takes one slash out of the address it is given; its build for Node knows no port but 443.',
      fetched(protocol, 'answers at every 9.x root, to whoever brings a token'),
      fetched('security/security.test.ts', 'answers 401 without a token and to a token of another issuer'),
      webapi(webapiSuite, 'is told the code of a refusal'),
      webapi(webapiLocal, 'writes, with any letters, and reads'),
    ),
    clause(
      '1.2',
      'Names of tables are turned into sets by `EntityDefinitions?$select=EntitySetName,LogicalName`.',
      dynamics(client, 'creates, reads, updates and deletes by table name'),
    ),
    clause(
      '1.3',
      'Texts may be escaped as \\uXXXX; addresses of rows may be full, begin with a slash, or with the set, and use alternate keys. dataverse-webapi for Node counts letters instead of bytes, so a body with others than ASCII’s arrives cut.',
      dynamics(protocol, 'takes escaped letters'),
      fetched(protocol, 'takes addresses of rows in every form clients write them'),
      webapi(
        webapiSuite,
        'counts letters instead of bytes, so that a body with letters beyond ASCII is cut and refused',
      ),
      webapi(webapiLocal, 'writes, with any letters, and reads'),
    ),
    clause(
      '1.4',
      'Spellings: `%24select`, `+` for a space, `%27` in keys, `WhoAmI`, `WhoAmI()`, headers in any case, several `Prefer` headers, quoted or not.',
      fetched(protocol, 'takes every spelling clients use'),
    ),
    clause(
      '1.5',
      'A created row’s id is in the parentheses of `OData-EntityId`.',
      dynamics(protocol, 'gives the id of a created row in its header'),
      webapi(
        webapiSuite,
        'creates and updates with the row given back, writes and empties one property, and deletes',
      ),
    ),
    clause(
      '1.6',
      'A next link is absolute and begins with the address the client used. dataverse-webapi writes a slash behind the link, into its last parameter, which is assumed to be overlooked.',
      fetched(protocol, 'begins links with the address the client used'),
      dynamics(client, 'reads pages, counts, and expands'),
      webapi(webapiSuite, 'follows a next link that is handed over as a query'),
      webapi(
        webapiSuite,
        'assumed: follows a next link with a slash behind it, as its own function for it writes one',
      ),
    ),
    clause(
      '1.7',
      'A FetchXML paging cookie is encoded twice and names its page.',
      dynamics(client, 'fetches all pages of a FetchXML query'),
      webapi(webapiSuite, 'pages a FetchXML query by cookie'),
    ),
    clause(
      '1.8',
      'Instants have whole seconds and end in Z.',
      fetched(protocol, 'writes instants with whole seconds and a Z'),
    ),
    clause(
      '1.9',
      'What was preferred and heeded is echoed in `Preference-Applied`.',
      fetched(protocol, 'echoes the preferences it heeded'),
    ),
    clause(
      '1.10',
      'ETags are `W/"<row version>"`.',
      fetched(protocol, 'gives versions as weak decimal ETags that grow'),
    ),
    clause(
      '1.11',
      'An operation in the background answers 202.',
      answers501('POST accounts', 'respond-async', { body: {}, headers: { Prefer: 'respond-async' } }),
    ),
    clause(
      '1.12',
      'Elastic tables take a partition id.',
      answers501('GET accounts?partitionId=a', "The query option 'partitionId'"),
    ),
  ],
};
