/** Record forms and hosted controls, in a real browser. */
import type { Page } from 'playwright-core';
import { hasChromium, startInBrowser, type CrmInBrowser } from './fixtures/browser.ts';

const inBrowser = hasChromium ? describe : describe.skip;
if (!hasChromium) console.warn('There is no Chromium: the record form is not looked at');

// Each test opens pages in a browser, on machines that may be busy.
inBrowser('a record form', () => {
  let crm: CrmInBrowser;
  let page: Page;
  let debtor: string;

  beforeAll(async () => {
    crm = await startInBrowser();
    page = await crm.open('admin@local');
  });
  afterAll(async () => crm.stop());

  beforeEach(async () => {
    debtor = await crm.admin.create('tst_debtors', { tst_name: 'Acme', tst_phone: '1', tst_limit: 1234.5 });
  });

  const open = async (id?: string): Promise<void> => {
    await page.goto(crm.record('tst_debtor', id));
    await page.getByRole('tab', { name: 'Summary' }).waitFor();
  };
  const stored = async (): Promise<Readonly<Record<string, unknown>>> =>
    (await crm.admin.get(`tst_debtors(${debtor})`)).body;
  const status = async (text: string): Promise<void> =>
    page.locator('.crm-status-line [role=status]').getByText(text, { exact: true }).waitFor();
  const save = async (): Promise<void> => page.getByRole('button', { name: 'Save', exact: true }).click();

  it('shows values in the language of the user, and saves what was changed', async () => {
    await open(debtor);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Acme');
    expect(await page.getByLabel('tst_limit').inputValue()).toBe('1,234.50');
    await page.getByLabel('tst_limit').fill('2,000.25');
    await page.getByLabel('tst_since', { exact: true }).fill('3/1/2025');
    await page.getByLabel('tst_kind').selectOption('Consumer');
    await status('Unsaved changes');
    await save();
    await status('Saved');
    expect(await stored()).toMatchObject({
      tst_limit: 2000.25,
      tst_since: '2025-03-01',
      tst_kind: 2,
      tst_phone: '1',
    });
  });

  it('finds what a lookup points at by its name, with the keyboard alone', async () => {
    await crm.admin.create('contacts', { lastname: 'Kovács' });
    await open(debtor);
    await page.getByLabel('tst_customerid: Look in').selectOption('Contact');
    await page.getByRole('combobox', { name: 'tst_customerid', exact: true }).focus();
    await page.keyboard.type('kov');
    await page.getByRole('option', { name: 'Kovács' }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+s');
    await status('Saved');
    expect((await stored())['_tst_customerid_value']).toMatch(/^[0-9a-f-]{36}$/);
    expect(await page.getByRole('link', { name: 'Kovács' }).getAttribute('href')).toContain('etn=contact');
  });

  it('keeps what cannot be read, says why, and does not save it', async () => {
    await open(debtor);
    await page.getByLabel('tst_limit').fill('12,5');
    await save();
    expect(await page.getByLabel('tst_limit').inputValue()).toBe('12,5');
    await page.getByText('“12,5” is not a number.').waitFor();
    await page.getByText('Correct first: tst_limit').waitFor();
    expect((await stored())['tst_limit']).toBe(1234.5);
  });

  it('makes a new row once what is required is there', async () => {
    await open();
    await save();
    await page.getByText('Fill in: tst_name').waitFor();
    await page.getByLabel('tst_name').fill('New one');
    await save();
    await page.waitForURL(/[?&]id=[0-9a-f-]{36}/);
    await page.getByRole('heading', { level: 1, name: 'New one' }).waitFor();
  });

  it('makes one row even when the answer to the first try is lost', async () => {
    await open();
    await page.getByLabel('tst_name').fill('Once');
    let isFirst = true;
    await page.route('**/tst_debtors', async (route) => {
      if (!isFirst) return route.fallback();
      isFirst = false;
      await route.fetch();
      return route.abort('connectionreset');
    });
    await save();
    await page.getByText('What you typed is kept.').waitFor();
    await page.getByLabel('tst_name').fill('Once only');
    await save();
    await page.waitForURL(/[?&]id=[0-9a-f-]{36}/);
    await page.unroute('**/tst_debtors');
    const made = await crm.admin.get("tst_debtors?$filter=startswith(tst_name,'Once')");
    expect(made.list('tst_name')).toEqual(['Once only']);
  });

  it('shows who changed what in between, and saves what is chosen', async () => {
    await open(debtor);
    await page.getByLabel('tst_name').fill('Mine');
    await page.getByLabel('tst_limit').fill('5');
    await crm.admin.send('PATCH', `tst_debtors(${debtor})`, { tst_name: 'Theirs', tst_notes: 'Called' });
    await save();
    const dialog = page.getByRole('alertdialog', { name: 'Somebody else changed this record' });
    await dialog.getByText('Local Administrator saved changes').waitFor();
    await dialog.getByText('tst_notes: ').waitFor();
    await dialog.getByRole('group', { name: 'tst_name' }).getByLabel('Theirs').check();
    await dialog.getByRole('button', { name: 'Save with these choices' }).click();
    await status('Saved');
    expect(await stored()).toMatchObject({ tst_name: 'Theirs', tst_limit: 5, tst_notes: 'Called' });
  });

  it.each([
    [403, '0x80040220', 'missing prvWrite', 'missing prvWrite'],
    [429, '0x80072322', 'Number of requests exceeded', 'Try again in'],
    [502, '', '<html>a proxy</html>', 'cannot be understood'],
  ])('keeps what was typed when the service answers %d', async (answer, code, message, shown) => {
    await open(debtor);
    const changes = `**/tst_debtors(${debtor})`;
    await page.route(changes, async (route) =>
      route.request().method() === 'PATCH'
        ? route.fulfill({
            status: answer,
            headers: { 'Retry-After': '30' },
            body: code === '' ? message : JSON.stringify({ error: { code, message } }),
          })
        : route.fallback(),
    );
    await page.getByLabel('tst_phone').first().fill('777');
    await save();
    await page.getByRole('alert').getByText(shown).waitFor();
    await page.getByText('What you typed is kept.').waitFor();
    expect(await page.getByLabel('tst_phone').first().inputValue()).toBe('777');
    await page.unroute(changes);
    await save();
    await status('Saved');
    expect((await stored())['tst_phone']).toBe('777');
  });

  it('says that nothing answers, and goes on when something does', async () => {
    await open(debtor);
    await page.getByLabel('tst_phone').first().fill('888');
    await page.context().setOffline(true);
    await save();
    await page.getByText('What you typed is kept.').waitFor();
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Try again' }).click();
    await status('Saved');
    expect((await stored())['tst_phone']).toBe('888');
  });

  it('asks before changes are lost', async () => {
    await open(debtor);
    await page.getByLabel('tst_phone').first().fill('9');
    await page.getByRole('link', { name: 'Local CRM' }).click();
    await page.getByRole('button', { name: 'Stay here' }).click();
    expect(await page.getByLabel('tst_phone').first().inputValue()).toBe('9');
  });

  it('can be deactivated, is read-only then, and can be deleted', async () => {
    await open(debtor);
    await page.getByRole('button', { name: 'Deactivate' }).click();
    await status('Read-only: the record is Inactive.');
    expect(await page.getByRole('textbox').count()).toBe(0);
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await page.waitForURL(/pagetype=entitylist/);
    expect((await crm.admin.get(`tst_debtors(${debtor})`)).status).toBe(404);
  });

  it('names what it does not run', async () => {
    await open(debtor);
    await page.getByText('Embedded page, not loaded by the local CRM: https://maps.example').waitFor();
    await page.getByText('Not run by the local CRM').click();
    await page.getByText('Form event onsave: Tst.saved()').waitFor();
    await page.getByText('Not shown on command bars by the local CRM: tst.Fly: <FlyoutAnchor>').waitFor();
  });

  it('runs its scripts when it loads and when a value changes', async () => {
    await open(debtor);
    await page.getByText('Hello, Acme').waitFor();
    await page.getByLabel('tst_phone').fill('2');
    await page.getByLabel('tst_phone').blur();
    await page.getByText('Now 2').waitFor();
  });

  it('has the buttons of its solution, and names what a script does not find', async () => {
    await open(debtor);
    const commands = page.getByRole('toolbar', { name: 'Commands' });
    await commands.getByRole('button', { name: 'Call' }).click();
    await page.getByText('Calling tst_debtor').waitFor();
    await page.getByRole('alertdialog').getByRole('button', { name: 'OK' }).click();
    await commands.getByRole('button', { name: 'Reach' }).click();
    await page
      .getByText('The script Reach failed: formContext.ui.tabs is not offered by the local CRM.')
      .waitFor();
    await open();
    await commands.getByRole('button', { name: 'Save', exact: true }).waitFor();
    expect(await commands.getByRole('button', { name: 'Call' }).count()).toBe(0);
  });

  it('lists related rows page by page, and begins a new one that points back', async () => {
    for (const name of ['A', 'B', 'C']) {
      await crm.admin.create('tst_invoices', {
        tst_name: name,
        'tst_debtorid@odata.bind': `/tst_debtors(${debtor})`,
      });
    }
    await open(debtor);
    await page.getByRole('tab', { name: 'Invoices' }).click();
    const rows = page.getByRole('tabpanel', { name: 'Invoices' });
    await rows.getByText('1–2 of 3').waitFor();
    await rows.getByRole('button', { name: 'Next page' }).click();
    await rows.getByRole('link', { name: 'C', exact: true }).waitFor();
    await rows.getByRole('button', { name: 'New tst_Invoice' }).click();
    await page.getByRole('link', { name: 'Acme' }).waitFor();
  });
});

inBrowser('a hosted control', () => {
  let crm: CrmInBrowser;
  let page: Page;
  let debtor: string;

  beforeAll(async () => {
    crm = await startInBrowser();
    page = await crm.open('admin@local');
    debtor = await crm.admin.create('tst_debtors', { tst_name: 'Acme', tst_phone: '1' });
  });
  afterAll(async () => crm.stop());

  const open = async (): Promise<void> => {
    await page.goto(crm.record('tst_debtor', debtor));
    await page.getByRole('tab', { name: 'Controls' }).click();
    await page.getByLabel('Echo', { exact: true }).last().waitFor();
  };
  const facts = async (): Promise<Readonly<Record<string, unknown>>> =>
    JSON.parse((await page.locator('[data-facts]').textContent()) ?? '') as Readonly<Record<string, unknown>>;
  const input = (): ReturnType<Page['getByRole']> => page.getByRole('textbox', { name: 'Echo' });

  it('is given its parameters, texts and size', async () => {
    await open();
    expect(await facts()).toMatchObject({
      greeting: 'Hello',
      language: 1033,
      record: debtor,
      size: 7,
      disabled: false,
      width: true,
    });
  });

  it('gives its outputs to the form, sees changes made there, and is left alone otherwise', async () => {
    await open();
    await input().fill('42');
    await page.locator('.crm-status-line', { hasText: 'Unsaved changes' }).waitFor();
    await page.getByRole('tab', { name: 'Summary' }).click();
    expect(await page.getByLabel('tst_phone').first().inputValue()).toBe('42');
    const { updates } = await facts();
    await page.getByLabel('tst_name').fill('Acme Ltd');
    expect((await facts())['updates']).toBe(updates);
    await page.getByLabel('tst_phone').first().fill('43');
    expect((await facts())['updated']).toEqual(['parameters', 'value']);
    await page.getByRole('tab', { name: 'Controls' }).click();
    expect(await input().inputValue()).toBe('43');
    await page.getByText('Plain: 43').waitFor();
  });

  it('that reaches for undocumented members, or throws, takes down its own cell only', async () => {
    await page.addInitScript('window.plainFails = true');
    await open();
    await page.getByText('context.page is not a documented member').waitFor();
    await page.getByText('In init: the probe fails').waitFor();
    expect(await input().inputValue()).toBe('1');
    await page.evaluate('window.plainFails = false');
    await page.getByRole('group', { name: 'Plain' }).getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Plain: 1').waitFor();
  });

  it('is refused with code and message, and asks through the page', async () => {
    await open();
    await page.getByRole('button', { name: 'Ask' }).click();
    await page
      .getByRole('alertdialog')
      .getByText(`${0x8004_0217}: tst_policy With Id = 00000000-0000-4000-8000-00000000000f Does Not Exist`)
      .waitFor();
    await page.getByRole('button', { name: 'OK' }).click();
  });

  it('keeps its state for the session, and is destroyed when the form is left', async () => {
    await open();
    await page.getByRole('link', { name: 'Local CRM' }).click();
    await page.waitForURL(/main\.aspx$/);
    await page.waitForFunction('window.echoesDestroyed === 1');
    await page.goBack();
    await page.getByRole('tab', { name: 'Controls' }).click();
    await input().waitFor();
    expect((await facts())['seen']).toBe(1);
  });

  it('is disabled where the user may not write', async () => {
    const id = await crm.admin.create('systemusers', {
      domainname: 'reader@local',
      lastname: 'Reader',
      azureactivedirectoryobjectid: 'a0000000-0000-4000-8000-000000000009',
    });
    for (const role of ['Reader', 'Basic User']) {
      const { first } = await crm.admin.get(`roles?$filter=name eq '${role}'`);
      await crm.admin.send('POST', `systemusers(${id})/systemuserroles_association/$ref`, {
        '@odata.id': `${crm.admin.base}roles(${String(first['roleid'])})`,
      });
    }
    const reader = await crm.open('reader@local');
    await reader.goto(crm.record('tst_debtor', debtor));
    await reader.getByText('Read-only: your roles do not allow changing this record.').waitFor();
    await reader.getByRole('tab', { name: 'Controls' }).click();
    await reader.getByRole('textbox', { name: 'Echo' }).waitFor();
    expect(await reader.getByRole('textbox', { name: 'Echo' }).isDisabled()).toBe(true);
    expect(await reader.getByRole('button', { name: 'Save', exact: true }).count()).toBe(0);
  });
});
