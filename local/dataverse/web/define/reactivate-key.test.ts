import { ledger } from '../../fixtures/ledger.ts';
import { startTestServer } from '../../fixtures/server.ts';
import { packSolution, type FixtureTable } from '../../fixtures/solution.ts';

it('tries the index of a key again that rows stood against', async () => {
  const [debtor, ...others] = ledger.tables ?? [];
  const first = await startTestServer({
    zip: packSolution({ ...ledger, tables: [{ ...(debtor as FixtureTable), keys: {} }, ...others] }),
  });
  const before = await first.as('admin@local');
  const ids = [
    await before.create('tst_debtors', { tst_name: 'one', tst_number: 'D1' }),
    await before.create('tst_debtors', { tst_name: 'two', tst_number: 'd1' }),
  ];
  await first.stop();

  const server = await startTestServer({ zip: packSolution(ledger), folder: first.folder });
  const admin = await server.as('admin@local');
  const status = async (): Promise<unknown> =>
    (await admin.get("EntityDefinitions(LogicalName='tst_debtor')/Keys?$select=EntityKeyIndexStatus")).list(
      'EntityKeyIndexStatus',
    );
  const key = { EntityLogicalName: 'tst_debtor', EntityKeyLogicalName: 'tst_debtor_number' };
  expect(await status()).toEqual(['Failed']);
  expect((await admin.send('POST', 'ReactivateEntityKey', key)).status).toBe(204);
  expect(await status()).toEqual(['Failed']);
  await admin.send('PATCH', `tst_debtors(${ids[1]})`, { tst_number: 'D2' });
  await admin.send('POST', 'ReactivateEntityKey', key);
  expect(await status()).toEqual(['Active']);
  expect((await admin.send('POST', 'tst_debtors', { tst_number: 'D2' })).status).toBe(412);
  expect(
    (await admin.send('POST', 'ReactivateEntityKey', { ...key, EntityKeyLogicalName: 'tst_none' })).status,
  ).toBe(404);
  await server.stop();
});
