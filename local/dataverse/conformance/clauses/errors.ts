/** Refusals: status, code and words. */
import { clause, fetched, webapi, type Section } from '../clause.ts';

const suite = 'conformance/suite/errors.test.ts';
const webapiSuite = 'conformance/suite/dataverse-webapi.test.ts';
const webapiLocal = 'web/dataverse-webapi.test.ts';

export const errors: Section = {
  title: '7 Refusals and limits',
  clauses: [
    clause(
      '7.1',
      'A refusal is JSON with a code and a message.',
      fetched(suite, 'are JSON with a code and a message'),
      webapi(webapiSuite, 'is told the code of a refusal'),
    ),
    clause(
      '7.2',
      'A row that is not there: 404 0x80040217 by id, 0x80060891 by key.',
      fetched(suite, 'name the row that is not there'),
      webapi(webapiSuite, 'is told the code of a refusal'),
      webapi(webapiLocal, 'reads by alternate keys, of one column and of two'),
    ),
    clause(
      '7.3',
      'A taken key: 412 0x80060892; a taken id: 412 0x80040237.',
      fetched('web/rows.test.ts', 'refuses a key that is taken, naming its columns'),
      fetched('web/rows.test.ts', 'refuses an id that is taken'),
      fetched(suite, 'name a taken id'),
    ),
    clause(
      '7.4',
      'Another version: 412 0x80060882.',
      fetched(suite, 'name another version'),
      webapi(webapiLocal, 'updates only the version it saw'),
    ),
    clause(
      '7.5',
      'Too long a text, a choice out of range, a wrong type, an unknown property.',
      fetched(suite, 'name the column that does not take the value'),
    ),
    clause(
      '7.6',
      'A status of another state: 400 0x80048408.',
      fetched(suite, 'name the state a status does not belong to'),
      fetched('web/rows.test.ts', 'refuses a status of another state unless the state is named too'),
    ),
    clause(
      '7.7',
      'An unknown set or property: 0x80060888.',
      fetched(suite, 'name the set, the property and the query option nobody knows'),
    ),
    clause(
      '7.8',
      'Service protection: 6000 requests, 1200 seconds, 52 at once; 429 with Retry-After.',
      fetched(
        'limits/limits.test.ts',
        'refuses the 6001st request within 300 seconds, until the first have left the window',
      ),
      fetched('limits/limits.test.ts', 'refuses after 1200 seconds of execution'),
      fetched('limits/limits.test.ts', 'refuses the 53rd request at once'),
    ),
    clause(
      '7.9',
      'Whatever is sent is answered in time and by type, never with a fault.',
      fetched('fuzz/malformed.test.ts', 'are refused by type and in time, never answered with a fault'),
    ),
  ],
};
