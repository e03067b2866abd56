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
  ],
};
