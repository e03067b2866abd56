import { strToU8, zipSync } from 'fflate';
import { ledger } from '../fixtures/ledger.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import {
  choice,
  lookup,
  packSolution,
  text,
  type FixtureSolution,
  type FixtureTable,
} from '../fixtures/solution.ts';

const note: FixtureTable = { name: 'tst_Note', set: 'tst_notes', columns: [text('tst_name', 50)] };

async function refusalOf(zip: Uint8Array): Promise<string> {
  try {
    const server = await startTestServer({ zip });
    await server.stop();
    return 'imported';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('a package that is not right', () => {
  const broken: readonly [string, FixtureSolution, string][] = [
    [
      'an unknown type',
      { tables: [{ ...note, columns: [{ name: 'tst_x', type: 'quaternion' }] }] },
      "column tst_note.tst_x: the type 'quaternion' is not supported",
    ],
    [
      'a lookup to nowhere',
      { tables: [{ ...note, columns: [lookup('tst_x')] }] },
      'column tst_note.tst_x: the lookup has no relationship',
    ],
    [
      'a relationship to an unknown table',
      {
        tables: [{ ...note, columns: [lookup('tst_x')] }],
        relationships: [{ name: 'r1', from: 'tst_Note', column: 'tst_x', to: 'tst_Nowhere' }],
      },
      "relationship r1: the table 'tst_nowhere' does not exist",
    ],
    [
      'a key on an unknown column',
      { tables: [{ ...note, keys: { k1: ['tst_y'] } }] },
      "key tst_note.k1: the column 'tst_y' does not exist",
    ],
    [
      'a column declared twice',
      { tables: [{ ...note, columns: [text('tst_name', 5), text('tst_name', 6)] }] },
      "table tst_note: the column 'tst_name' is declared twice",
    ],
    [
      'a shared choice that is not in the package',
      {
        tables: [
          {
            ...note,
            columns: [{ name: 'tst_x', type: 'picklist', xml: '<OptionSetName>tst_gone</OptionSetName>' }],
          },
        ],
      },
      "column tst_note.tst_x: the option set 'tst_gone' is not in the package",
    ],
    [
      'a privilege on an unknown table',
      { roles: { R: { prvReadtst_Gone: 'Global' } } },
      "role 'R': the privilege prvReadtst_Gone does not exist",
    ],
    [
      'a view of another table',
      {
        tables: [
          {
            ...note,
            xml: '<SavedQueries><savedqueries><savedquery><savedqueryid>{00000000-0000-4000-8000-000000000001}</savedqueryid><fetchxml><fetch><entity name="account" /></fetch></fetchxml><LocalizedNames><LocalizedName description="All" languagecode="1033" /></LocalizedNames></savedquery></savedqueries></SavedQueries>',
          },
        ],
      },
      "view 'All' of tst_note: its fetchxml reads 'account'",
    ],
  ];

  it.each(broken)('is refused whole for %s, which is named', async (_, solution, message) => {
    expect(await refusalOf(packSolution(solution))).toContain(message);
  });

  it('is refused when it is no zip, misses a file, or is not XML', async () => {
    expect(await refusalOf(new Uint8Array([1, 2, 3]))).toContain('the zip');
    expect(
      await refusalOf(
        zipSync({ 'solution.xml': strToU8('<ImportExportXml><SolutionManifest/></ImportExportXml>') }),
      ),
    ).toContain('customizations.xml: the file is missing');
    expect(await refusalOf(zipSync({ 'solution.xml': strToU8('<ImportExportXml>') }))).toContain(
      'solution.xml',
    );
  });

  it('leaves nothing behind', async () => {
    const good = await startTestServer();
    await good.running.stop();
    const solution: FixtureSolution = { tables: [note], roles: { R: { prvReadtst_Gone: 'Global' } } };
    const folder = good.folder;
    await expect(startTestServer({ zip: packSolution(solution), folder })).rejects.toThrow("role 'R'");
    const again = await startTestServer({ folder });
    const admin = await again.as('admin@local');
    expect((await admin.get('tst_notes')).status).toBe(404);
    await again.stop();
  });
});

describe('a new version of a solution', () => {
  let server: TestServer;

  it('adds tables, columns, keys and options, and keeps the rows', async () => {
    server = await startTestServer({ zip: packSolution(ledger) });
    const { folder } = server;
    const before = await server.as('admin@local');
    const id = await before.create('tst_invoices', { tst_name: 'kept', tst_kind: 1 });
    await server.running.stop();

    const [debtor, invoice, ...others] = ledger.tables ?? [];
    const next: FixtureSolution = {
      ...ledger,
      version: '1.0.0.1',
      tables: [
        debtor as FixtureTable,
        {
          ...(invoice as FixtureTable),
          keys: { ...invoice?.keys, tst_invoice_name: ['tst_name'] },
          columns: [
            ...(invoice?.columns ?? []).filter((column) => column.name !== 'tst_kind'),
            choice('tst_kind', { 1: 'Invoice', 2: 'Credit note', 3: 'Debit note' }),
            text('tst_extra', 10),
          ],
        },
        ...others,
        note,
      ],
    };
    server = await startTestServer({ zip: packSolution(next), folder });
    const after = await server.as('admin@local');
    expect((await after.get("tst_invoices(tst_name='kept')?$select=tst_kind,tst_extra")).body).toMatchObject({
      tst_invoiceid: id,
      tst_kind: 1,
      tst_extra: null,
    });
    expect((await after.send('PATCH', `tst_invoices(${id})`, { tst_kind: 3, tst_extra: 'new' })).status).toBe(
      204,
    );
    expect((await after.get('tst_notes')).status).toBe(200);
    expect(
      (await after.get("solutions?$filter=uniquename eq 'Fixture'&$select=version")).first['version'],
    ).toBe('1.0.0.1');
    await server.stop();
  });

  it('is refused when a column would become something else', async () => {
    const first = await startTestServer({ zip: packSolution({ tables: [note] }) });
    await first.running.stop();
    const changed = { ...note, columns: [{ name: 'tst_name', type: 'int' }] };
    await expect(
      startTestServer({ zip: packSolution({ version: '2.0.0.0', tables: [changed] }), folder: first.folder }),
    ).rejects.toThrow('column tst_note.tst_name: its type cannot change from string to integer');
  });
});

describe('what a package brings', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(async () => server.stop());

  it('can be read as definitions', async () => {
    const admin = await server.as('admin@local');
    const { body } = await admin.get(
      "EntityDefinitions(LogicalName='tst_invoice')?$select=EntitySetName,PrimaryNameAttribute,OwnershipType&$expand=Keys($select=LogicalName,KeyAttributes,EntityKeyIndexStatus)",
    );
    expect(body).toMatchObject({
      EntitySetName: 'tst_invoices',
      PrimaryNameAttribute: 'tst_name',
      OwnershipType: 'UserOwned',
      Keys: [
        { LogicalName: 'tst_invoice_key', KeyAttributes: ['tst_key'], EntityKeyIndexStatus: 'Active' },
        {
          LogicalName: 'tst_invoice_line',
          KeyAttributes: ['tst_document', 'tst_line'],
          EntityKeyIndexStatus: 'Active',
        },
      ],
    });
    const choices = await admin.get(
      "EntityDefinitions(LogicalName='tst_invoice')/Attributes(LogicalName='tst_kind')/Microsoft.Dynamics.CRM.PicklistAttributeMetadata?$select=LogicalName&$expand=OptionSet",
    );
    expect(choices.body['OptionSet']).toMatchObject({ Options: [{ Value: 1 }, { Value: 2 }] });
    const sets = await admin.get(
      "EntityDefinitions?$select=EntitySetName&$filter=LogicalName eq 'tst_debtor'",
    );
    expect(sets.list('EntitySetName')).toEqual(['tst_debtors']);
    const navigation = await admin.get(
      "EntityDefinitions(LogicalName='tst_invoice')/ManyToOneRelationships?$filter=ReferencingAttribute eq 'tst_debtorid'",
    );
    expect(navigation.first).toMatchObject({
      ReferencedEntity: 'tst_debtor',
      ReferencingEntityNavigationPropertyName: 'tst_debtorid',
    });
  });

  it('can be read as rows: roles with their privileges, steps, endpoints', async () => {
    const admin = await server.as('admin@local');
    const roles = await admin.get(
      "roles?$filter=name eq 'Own Invoices'&$expand=roleprivileges_association($select=name;$orderby=name)",
    );
    expect(roles.first['roleprivileges_association']).toMatchObject([
      { name: 'prvCreatetst_Invoice' },
      { name: 'prvReadtst_Debtor' },
      { name: 'prvReadtst_Invoice' },
      { name: 'prvWritetst_Invoice' },
    ]);
    const steps = await admin.get(
      'sdkmessageprocessingsteps?$select=name&$expand=eventhandler_serviceendpoint($select=path),sdkmessageid($select=name)',
    );
    expect(steps.first).toMatchObject({
      name: 'Invoice paid',
      eventhandler_serviceendpoint: { path: 'events' },
      sdkmessageid: { name: 'Update' },
    });
  });
});
