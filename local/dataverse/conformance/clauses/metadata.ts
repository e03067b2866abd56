/** Definitions of tables, columns, keys, relationships and choices. */
import { answers501, clause, dynamics, fetched, type Section } from '../clause.ts';

export const metadata: Section = {
  title: '5 Metadata',
  clauses: [
    clause(
      '5.1',
      'The service document lists the sets.',
      fetched('conformance/suite/metadata.test.ts', 'lists the sets in the service document'),
    ),
    clause(
      '5.2',
      '$metadata describes the model; here without functions and actions.',
      fetched('conformance/suite/metadata.test.ts', 'describes the model in $metadata'),
    ),
    clause(
      '5.3',
      'EntityDefinitions with attributes, keys, relationships and choices can be read.',
      fetched('import/import-solution.test.ts', 'can be read as definitions'),
      dynamics('web/client.test.ts', 'connects rows, calls functions and actions, reads definitions'),
    ),
    clause(
      '5.4',
      'Definitions can be written.',
      answers501('POST EntityDefinitions', 'POST on definitions', { body: {} }),
    ),
  ],
};
