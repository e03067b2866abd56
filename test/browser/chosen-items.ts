/** A promise for items chosen in a list, with the app running: it covers these, and not the oldest ones. */
import * as address from './addresses.ts';
import { tab, untilAtRest } from './parts.ts';
import { collector, type Stage } from './stage.ts';

export function chosenItems(stage: () => Stage): void {
  it('stands, for the items that were chosen', async () => {
    const { admin, root } = stage();
    const debtor = await debtorWithItems(stage());
    const page = await stage().open(collector);
    await page.goto(address.record(root, 'dun_debtor', debtor.id));
    await tab(page, 'Items').click();
    const documents = debtor.newest.map(({ document }) => document);
    for (const document of documents)
      await page
        .getByRole('checkbox', { name: `Select ${document}`, exact: true })
        .first()
        .check();
    const panel = page.locator('.crm-quick');
    const list = page
      .getByRole('group')
      .filter({ has: page.getByRole('checkbox', { name: `Select ${documents[0] ?? ''}`, exact: true }) });
    const register = list.last().getByRole('button', { name: 'Register promise' });
    await untilAtRest(register);
    await register.click();
    await panel.getByRole('textbox', { name: 'Promised for' }).fill('3/13/2026');
    await panel.getByRole('button', { name: 'Save and close' }).click();
    await panel.waitFor({ state: 'detached' });
    await stage().untilQuiet();
    const { first: made } = await admin.get(
      `dun_promises?$select=dun_amount,dun_result,statuscode&$filter=_dun_debtorid_value eq ${debtor.id}&$orderby=createdon desc&$top=1`,
    );
    expect(made).toMatchObject({
      dun_amount: debtor.newest.reduce((sum, { open }) => sum + open, 0),
      dun_result: expect.stringMatching(/^0\.00\s\w+ of .*\spaid\.$/) as unknown,
      statuscode: 1,
    });
    const items = await admin.get(
      `dun_promiseitems?$select=dun_name,dun_amount&$filter=_dun_promiseid_value eq ${String(made['dun_promiseid'])}`,
    );
    expect(items.list('dun_name').toSorted()).toEqual(documents.toSorted());
    await page.context().close();
  });
}

type Item = { readonly document: string; readonly open: number };

/** A debtor with three open invoices at least and no promise, and the two latest of them. */
async function debtorWithItems({ admin }: Stage): Promise<{ id: string; newest: readonly Item[] }> {
  const open = await admin.get(
    'dun_receivables?$select=dun_name,dun_open,_dun_debtorid_value,_transactioncurrencyid_value&$filter=statuscode eq 1 and dun_open gt 0 and dun_kind eq 784000000&$orderby=dun_dueon desc',
  );
  const promised = new Set(
    (await admin.get('dun_promises?$select=_dun_debtorid_value')).list('_dun_debtorid_value'),
  );
  for (const [id, rows] of Map.groupBy(open.rows, (row) => String(row['_dun_debtorid_value']))) {
    const isOfOneCurrency = new Set(rows.map((row) => row['_transactioncurrencyid_value'])).size === 1;
    if (rows.length < 3 || rows.length > 8 || promised.has(id) || !isOfOneCurrency) continue;
    const newest = rows
      .slice(0, 2)
      .map((row) => ({ document: String(row['dun_name']), open: Number(row['dun_open']) }));
    return { id, newest };
  }
  throw new Error('The sample portfolio has no debtor with three open invoices');
}
