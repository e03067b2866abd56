/** The audit history of a record, in a real browser. */
import type { Page } from 'playwright-core';
import { connect, personWith } from '../dataverse/fixtures/people.ts';
import { hasChromium, startInBrowser, type CrmInBrowser } from './fixtures/browser.ts';

const inBrowser = hasChromium ? describe : describe.skip;
if (!hasChromium) console.warn('There is no Chromium: the audit history is not looked at');

inBrowser('the audit history of a record', () => {
  let crm: CrmInBrowser;
  let debtor: string;

  beforeAll(async () => {
    crm = await startInBrowser();
    const { first } = await crm.admin.get('organizations?$select=organizationid');
    await crm.admin.send('PATCH', `organizations(${String(first['organizationid'])})`, {
      isauditenabled: true,
    });
    debtor = await crm.admin.create('tst_debtors', { tst_name: 'Acme', tst_phone: '1', tst_limit: 1234.5 });
    const changes = { tst_name: 'Acme Ltd', tst_phone: null, tst_kind: 2, tst_since: '2025-03-01' };
    await crm.admin.send('PATCH', `tst_debtors(${debtor})`, changes);
  });
  afterAll(async () => crm.stop());

  const history = async (page: Page): Promise<void> => {
    await page.goto(crm.record('tst_debtor', debtor));
    await page.getByRole('tab', { name: 'Audit history' }).click();
    await page.getByRole('tabpanel', { name: 'Audit history' }).getByRole('listitem').first().waitFor();
  };

  it('says what was and what is, newest first', async () => {
    const page = await crm.open('admin@local');
    await history(page);
    const [changed, made, ...others] = await page.locator('.crm-history-entries > li').all();
    expect(others).toEqual([]);
    expect(await changed?.locator('.crm-history-head').innerText()).toMatch(
      /^Update\b.*Local Administrator$/s,
    );
    expect(await changed?.locator('tbody tr').allInnerTexts()).toEqual([
      'tst_kind\t---\tConsumer',
      'tst_name\tAcme\tAcme Ltd',
      'tst_phone\t1\t---',
      'tst_since\t---\t3/1/2025',
    ]);
    expect(await made?.locator('.crm-history-head').innerText()).toMatch(/^Create\b/);
    expect(await made?.locator('tbody tr').allInnerTexts()).toContain('tst_limit\t---\t€1,234.50');
  });

  it('comes a page at a time', async () => {
    const busy = await crm.admin.create('tst_debtors', { tst_name: 'Busy 0' });
    for (let change = 1; change <= 26; change += 1)
      await crm.admin.send('PATCH', `tst_debtors(${busy})`, { tst_name: `Busy ${change}` });
    const page = await crm.open('admin@local');
    await page.goto(crm.record('tst_debtor', busy));
    await page.getByRole('tab', { name: 'Audit history' }).click();
    const entries = page.locator('.crm-history-entries > li');
    await entries.first().waitFor();
    expect(await entries.count()).toBe(25);
    await page.getByRole('button', { name: 'Show older changes' }).click();
    await page.getByText('Busy 0', { exact: true }).first().waitFor();
    expect(await entries.count()).toBe(27);
  });

  it('is not offered to whoever may not read it', async () => {
    const reader = await personWith(crm.dataverse, 'Reader');
    const { first } = await crm.admin.get("roles?$filter=name eq 'Basic User'");
    const given = `systemusers(${reader.id})/systemuserroles_association`;
    await connect(crm.admin, given, `roles(${String(first['roleid'])})`);
    const { body } = await crm.admin.get(`systemusers(${reader.id})?$select=domainname`);
    const page = await crm.open(String(body['domainname']));
    await page.goto(crm.record('tst_debtor', debtor));
    await page.getByRole('tab', { name: 'Summary' }).waitFor();
    expect(await page.getByRole('tab', { name: 'Audit history' }).count()).toBe(0);
  });
});
