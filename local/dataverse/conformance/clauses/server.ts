/** What only the local server has. */
import { clause, fetched, type Section } from '../clause.ts';

export const server: Section = {
  title: '10 The local server itself',
  clauses: [
    clause(
      '10.1',
      'One clock decides when rows are made and tokens end.',
      fetched('start.test.ts', 'decides when rows are created and when tokens end'),
    ),
    clause(
      '10.2',
      'What was answered is kept through kills and restarts.',
      fetched('store/durability.test.ts', 'keeps every answered write through kills under load'),
      fetched('start.test.ts', 'keeps rows, versions, tokens, the identity header and the counters'),
    ),
    clause(
      '10.3',
      'The environment can be put aside, taken back and emptied, and tells its last requests.',
      fetched('web/control.test.ts', 'is put aside and taken back, with its tables and rows'),
      fetched('web/control.test.ts', 'is emptied down to what a new folder begins with'),
      fetched('web/control.test.ts', 'tells its last requests'),
    ),
  ],
};
