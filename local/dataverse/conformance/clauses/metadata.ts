/** Definitions of tables, columns, keys, relationships and choices. */
import { answers501, clause, dynamics, fetched, type Section } from '../clause.ts';

const definitions = 'conformance/suite/definitions.test.ts';

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
      'Tables, columns, keys, relationships and global choices are made through definitions, and removed.',
      dynamics(definitions, 'of a table are made by the client, and the table can be used at once'),
      fetched(definitions, 'of columns and keys are added, and hold'),
      fetched(definitions, 'of relationships are made, followed both ways, and removed'),
      fetched(definitions, 'that make no sense are refused'),
      fetched('web/assumed.test.ts', 'assumed: the set of %s, which is given no name, is %s'),
      answers501("PUT EntityDefinitions(LogicalName='account')", 'PUT on definitions', { body: {} }),
      answers501('POST CreateCustomerRelationships', "The function or action 'CreateCustomerRelationships'", {
        body: {},
      }),
    ),
    clause(
      '5.5',
      'Definitions hold as soon as they are written: PublishAllXml has nothing left to do.',
      fetched(definitions, 'of a table are made by the client, and the table can be used at once'),
    ),
    clause(
      '5.6',
      'RetrieveEntityRibbon gives a table’s buttons with their commands and rules; here without the platform’s own.',
      fetched('import/ribbons.test.ts', 'stands in its group, with the command and the rules it names'),
      fetched('import/ribbons.test.ts', 'assumed: the words of its label come with it, in every language'),
      answers501(
        "GET RetrieveEntityRibbon(EntityName='account',RibbonLocationFilter=Microsoft.Dynamics.CRM.RibbonLocationFilters'Form')",
        "The RibbonLocationFilter Microsoft.Dynamics.CRM.RibbonLocationFilters'Form'",
      ),
    ),
  ],
};
