/** Rows: written one by one, in bulk, and connected. */
import { answers501, clause, dynamics, fetched, webapi, type Section } from '../clause.ts';

const rows = 'web/rows.test.ts';
const suite = 'conformance/suite/rows.test.ts';
const merging = 'web/merge-action.test.ts';
const handDown = 'records/hand-down.test.ts';
const webapiSuite = 'conformance/suite/dataverse-webapi.test.ts';
const webapiLocal = 'web/dataverse-webapi.test.ts';

export const writing: Section = {
  title: '3 Writing',
  clauses: [
    clause(
      '3.1',
      'A lookup is read as `_x_value` and written through its navigation property, whose name is case-sensitive.',
      fetched(suite, 'writes lookups through navigation properties alone'),
      fetched(rows, 'answers 204 with the address of the row, and the row can be read back'),
      webapi(webapiLocal, 'binds a lookup by an alternate key'),
    ),
    clause(
      '3.2',
      'A lookup of several tables has a navigation property for each; binding one clears the others.',
      fetched(rows, 'says which table a customer lookup points at, and binding one kind clears the other'),
      fetched(suite, 'binds a contact’s company to an account or to a contact'),
    ),
    clause(
      '3.3',
      'POST answers 204, or 201 with the row when `return=representation` is preferred.',
      fetched(rows, 'answers 201 with the row when the representation is preferred'),
      dynamics('web/client.test.ts', 'creates, reads, updates and deletes by table name'),
      webapi(
        webapiSuite,
        'creates and updates with the row given back, writes and empties one property, and deletes',
      ),
    ),
    clause(
      '3.4',
      'Rows can be made together, through collections and through lookups.',
      fetched(suite, 'makes rows together, through a collection and through a lookup'),
    ),
    clause(
      '3.5',
      'PATCH updates or creates, with conditions: If-Match, If-None-Match, versions. dataverse-webapi calls it update and creates what is not there unless it is handed If-Match.',
      fetched(rows, 'creates by alternate key, fills the key column, then updates the same row'),
      fetched(rows, 'updates only the version the caller saw'),
      fetched(rows, 'neither creates with If-Match: * nor updates with If-None-Match: *'),
      dynamics('web/client.test.ts', 'upserts, and keeps to its conditions'),
      webapi(webapiSuite, 'creates by update where no row has the id, unless If-Match forbids it'),
      webapi(webapiLocal, 'updates only the version it saw'),
    ),
    clause(
      '3.6',
      'GET with the version the caller has answers 304.',
      fetched(rows, 'answers 304 when the caller has the version already'),
    ),
    clause(
      '3.7',
      'Alternate keys name rows; a key that is not declared is refused.',
      fetched(rows, 'reads a row by a key of two columns, and refuses a key that is not declared'),
      webapi(webapiLocal, 'reads by alternate keys, of one column and of two'),
    ),
    clause(
      '3.8',
      'A property is read, written and emptied by itself.',
      fetched(rows, 'is read, written and emptied by itself'),
      webapi(
        webapiSuite,
        'creates and updates with the row given back, writes and empties one property, and deletes',
      ),
    ),
    clause(
      '3.9',
      'Rows are connected and disconnected with `$ref`. dataverse-webapi names the other row by its own address, which lacks the slash it took out.',
      dynamics('web/client.test.ts', 'connects rows, calls functions and actions, reads definitions'),
      dynamics(suite, 'connects and disconnects rows from either side'),
      webapi(webapiSuite, 'connects and disconnects rows, once the slash its address lost is given back'),
    ),
    clause(
      '3.10',
      'CreateMultiple, UpdateMultiple and UpsertMultiple are all or nothing; DeleteMultiple is for elastic tables.',
      fetched('web/bulk.test.ts', 'creates many rows and gives their ids in order'),
      fetched('web/bulk.test.ts', 'creates none when one is refused'),
      fetched('web/bulk.test.ts', 'upserts by the key in @odata.id and updates by primary key'),
      webapi(webapiLocal, 'writes rows together by a bulk message'),
    ),
    clause(
      '3.11',
      'Deleting follows the relationship: restrict, cascade, remove the link.',
      fetched(rows, 'refuses to delete a debtor with invoices, and lets go of phone calls'),
    ),
    clause(
      '3.14',
      'Assigning, sharing, unsharing and putting below another follow the relationship: all rows below, active ones, those of the same owner, none.',
      webapi(
        handDown,
        'takes along what is below it: all, what is active, what has the same owner, or nothing',
      ),
      dynamics(handDown, 'takes along its activities, open and completed, and their notes'),
      webapi(handDown, 'assumed: is refused whole when the caller may not assign one of the rows below'),
      webapi(handDown, 'is shared with what is below it, and no longer when it no longer is'),
      webapi(
        handDown,
        'assumed: gives no more below it than was shared, and lists only what was shared itself',
      ),
      webapi(handDown, 'lets in those who share that one, and lets those of the one before go'),
      webapi(
        handDown,
        'assumed: lets in the owner of that one, who may do everything with it, until the owner is another',
      ),
      webapi(handDown, 'lets nobody in any more when what was above it is deleted'),
    ),
    clause(
      '3.12',
      'Files are written in one piece and downloaded.',
      dynamics('web/client.test.ts', 'uploads and downloads a file'),
    ),
    clause(
      '3.13',
      'Accounts and contacts are merged: what pointed at one points at the other, and the one is inactive.',
      dynamics('conformance/suite/merging.test.ts', 'takes along what belonged to the one that is given up'),
      fetched(
        merging,
        'assumed: leaves the master with what belonged to both, and the other inactive, naming its master',
      ),
      fetched(merging, 'needs the privilege, and rights on both'),
      fetched(merging, 'refuses one row, another table, inactive ones, and half a request'),
    ),
    clause(
      '3.15',
      'Opportunities and cases are closed by actions.',
      answers501('POST CloseIncident', "The function or action 'CloseIncident'", { body: {} }),
    ),
  ],
};
