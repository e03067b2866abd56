/** Definitions of tables, columns, keys, relationships and choices. */
import { answers501, clause, dynamics, fetched, type Section } from '../clause.ts';

const change = 'web/define/change.test.ts';
const initialize = 'web/initialize-from.test.ts';
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
      answers501('POST InsertOptionValue', "The function or action 'InsertOptionValue'", { body: {} }),
    ),
    clause(
      '5.6',
      'A definition is changed with PUT, as a whole; MSCRM.MergeLabels keeps labels in other languages.',
      dynamics(definitions, 'are changed as a whole, labels of other languages kept or not'),
      fetched(definitions, 'of a column are changed, and hold'),
      fetched(change, 'is changed as a whole'),
      fetched(change, 'is not changed with PATCH'),
      fetched(change, 'of a relationship takes another cascade'),
      fetched(
        change,
        'of the platform changes in nothing but auditing, which holds when the server starts again',
      ),
    ),
    clause(
      '5.7',
      'A lookup to several tables is made with its relationships, one to customers by a message of its own.',
      fetched(definitions, 'of a customer lookup are made in one step'),
      fetched(change, 'is made with its relationships'),
    ),
    clause(
      '5.5',
      'Definitions hold as soon as they are written: PublishAllXml has nothing left to do.',
      fetched(definitions, 'of a table are made by the client, and the table can be used at once'),
    ),
    clause(
      '5.8',
      'RetrieveEntityRibbon gives a table’s buttons with their commands and rules; here without the platform’s own.',
      fetched('import/ribbons.test.ts', 'stands in its group, with the command and the rules it names'),
      fetched('import/ribbons.test.ts', 'assumed: the words of its label come with it, in every language'),
      answers501(
        "GET RetrieveEntityRibbon(EntityName='account',RibbonLocationFilter=Microsoft.Dynamics.CRM.RibbonLocationFilters'Form')",
        "The RibbonLocationFilter Microsoft.Dynamics.CRM.RibbonLocationFilters'Form'",
      ),
    ),
    clause(
      '5.9',
      'InitializeFrom gives what a new row takes over from another one, as the maps between their tables say.',
      fetched(initialize, 'takes over what the map names, and points back at the row'),
      fetched(initialize, 'takes over lookups as references, and leaves out what is empty'),
    ),
  ],
};
