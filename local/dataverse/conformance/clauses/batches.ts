/** Many requests in one. */
import { clause, dynamics, fetched, webapi, type Section } from '../clause.ts';

const batch = 'web/batch.test.ts';
const suite = 'conformance/suite/batch.test.ts';
const webapiSuite = 'conformance/suite/dataverse-webapi.test.ts';

export const batches: Section = {
  title: '2 Batches',
  clauses: [
    clause(
      '2.1',
      'Lines end in CR LF or LF, boundaries may be quoted, addresses full, server-relative or plain.',
      fetched(batch, 'answers each request in order, with full, server-relative and plain addresses'),
      fetched(batch, 'reads lines that end in LF alone'),
      dynamics('web/client.test.ts', 'sends a batch with a change set'),
      webapi(webapiSuite, 'a change set and reads in one batch'),
    ),
    clause(
      '2.2',
      'No more than 1000 requests, no batch in a batch, no reads in a change set.',
      fetched(suite, 'refuses the 1001st request'),
      fetched(batch, 'cannot be in a batch, and must have its boundary'),
      fetched(batch, 'refuses reads and references it does not know'),
    ),
    clause(
      '2.3',
      '`$1` stands for a row made earlier in the same change set, in addresses, bindings and references.',
      fetched(batch, 'lets later requests point at rows made by earlier ones'),
      fetched(suite, 'lets a reference name a row of the same change set'),
    ),
    clause(
      '2.4',
      'The answer is multipart, begins with its boundary at byte 0, and each part is a whole HTTP response.',
      fetched(suite, 'answers with parts that are whole responses'),
    ),
    clause(
      '2.5',
      'A failure ends the batch with 400, unless `odata.continue-on-error` is preferred.',
      fetched(batch, 'stops at the first refusal and answers 400 with what was done'),
      fetched(batch, 'goes on after a refusal when asked to'),
    ),
    clause(
      '2.6',
      'A change set that fails is undone whole and answered by one part.',
      fetched(batch, 'is undone whole by one refusal, which answers for it alone'),
    ),
    clause('2.7', 'A refused part carries a REQ_ID.', fetched(suite, 'gives a refused part its REQ_ID')),
  ],
};
