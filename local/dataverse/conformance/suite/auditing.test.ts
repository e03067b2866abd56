/** Histories of rows. What is audited is an account; the switch of the organization is put back as it was. */
import type { Fields } from '../../fixtures/server.ts';
import { startEnvironment, type Environment } from '../environment.ts';

let environment: Environment;
let organization: string;
let wasOn: boolean;
let account: string;

beforeAll(async () => {
  environment = await startEnvironment();
  const { client, prefix } = environment;
  const { first } = await client.get('organizations?$select=isauditenabled');
  organization = `organizations(${String(first['organizationid'])})`;
  wasOn = first['isauditenabled'] === true;
  if (!wasOn) await client.send('PATCH', organization, { isauditenabled: true });
  account = await environment.make('accounts', { name: `${prefix} before`, telephone1: '1' });
  await client.send('PATCH', `accounts(${account})`, { name: `${prefix} after`, telephone1: null });
});

afterAll(async () => {
  if (!wasOn) await environment.client.send('PATCH', organization, { isauditenabled: false });
  await environment.end();
});

const Target = (): object => ({ '@odata.id': `accounts(${account})` });

/** The service writes histories down a while after the change. */
async function whenWritten(ask: () => Promise<readonly Fields[]>, count: number): Promise<readonly Fields[]> {
  for (let attempt = 1; ; attempt += 1) {
    const found = await ask();
    if (found.length >= count || attempt === 60) return found;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

describe('audited changes', () => {
  it('of a row are read with what was and what is', async () => {
    const { dynamics, prefix } = environment;
    const history = await whenWritten(async () => {
      const answer = await dynamics.callFunction<{ AuditDetailCollection: { AuditDetails: Fields[] } }>({
        name: 'RetrieveRecordChangeHistory',
        parameters: { Target: Target() },
      });
      // What was done to the auditing itself stands among the changes, without a type.
      return answer.AuditDetailCollection.AuditDetails.filter((detail) => '@odata.type' in detail);
    }, 2);
    expect(history).toMatchObject([
      {
        '@odata.type': '#Microsoft.Dynamics.CRM.AttributeAuditDetail',
        OldValue: { name: `${prefix} before`, telephone1: '1' },
        NewValue: { name: `${prefix} after` },
        AuditRecord: { operation: 2, objecttypecode: 'account' },
      },
      { NewValue: { name: `${prefix} before`, telephone1: '1' }, AuditRecord: { operation: 1 } },
    ]);
    expect(history[0]?.['NewValue']).not.toHaveProperty('telephone1');
  }, 90_000);

  it('are rows, each with its details', async () => {
    const { client, prefix } = environment;
    const changes = `audits?$select=operation,createdon,objecttypecode&$filter=_objectid_value eq ${account} and operation eq 2`;
    const [row] = await whenWritten(async () => (await client.get(changes)).rows, 1);
    const details = await client.get(
      `audits(${String(row?.['auditid'])})/Microsoft.Dynamics.CRM.RetrieveAuditDetails`,
    );
    expect(details.body['AuditDetail']).toMatchObject({ NewValue: { name: `${prefix} after` } });
  }, 90_000);

  it('of one column are read by its name, and deleted with the row’s', async () => {
    const { client } = environment;
    const parameters = new URLSearchParams({
      '@t': JSON.stringify(Target()),
      '@a': "'telephone1'",
      '@p': JSON.stringify({ PageNumber: 1, Count: 1, ReturnTotalRecordCount: true }),
    });
    const column = await client.get(
      `RetrieveAttributeChangeHistory(Target=@t,AttributeLogicalName=@a,PagingInfo=@p)?${parameters.toString()}`,
    );
    expect(column.body['AuditDetailCollection']).toMatchObject({
      MoreRecords: true,
      TotalRecordCount: 2,
      AuditDetails: [{ OldValue: { telephone1: '1' } }],
    });
    const target = { '@odata.type': 'Microsoft.Dynamics.CRM.account', accountid: account };
    const deleted = await client.send('POST', 'DeleteRecordChangeHistory', { Target: target });
    expect(deleted.body).toMatchObject({ DeletedEntriesCount: 2 });
  });
});
