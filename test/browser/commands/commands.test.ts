/** Buttons of the solution on the CRM's command bars, in a real browser: who sees which, what they open, ask and refuse. */
import { AxeBuilder } from '@axe-core/playwright';
import { creditHold, tradingStatus } from '@dunlin/shared/tables/trading';
import type { Locator, Page } from 'playwright-core';
import { chromiumPath, hasChromium } from '../../../local/crm/fixtures/browser.ts';
import * as address from '../addresses.ts';
import { keyboard, mouse } from '../hands.ts';
import { speak } from '../languages.ts';
import { aReceivable, makeCustomer, type MadeCustomer } from '../made-customer.ts';
import { tab, untilAtRest } from '../parts.ts';
import { startSmallStage, type SmallStage } from './small-stage.ts';

const collector = 'Dunlin Collector';
const supervisor = 'Dunlin Supervisor';
const sales = 'Dunlin Sales Reader';

if (hasChromium) {
  describe('commands', stories);
} else {
  describe.skip(`commands in a browser: there is no ${chromiumPath}; install chromium or name one in CHROMIUM`, () => {
    it('are used', () => undefined);
  });
}

function stories(): void {
  let stage: SmallStage;
  let acme: MadeCustomer;
  let items: readonly string[];
  beforeAll(async () => {
    stage = await startSmallStage();
    const { admin } = stage;
    await admin.create('dun_companies', { dun_name: 'Demo Zrt.', dun_code: 'DEMO' });
    await admin.create('dun_sendcontrols', { dun_name: 'All sending', dun_code: 'ALL' });
    acme = await makeCustomer(admin, 'Acme Kft.');
    const [first, second] = ['INV-1', 'INV-2'].map((document, at) =>
      aReceivable(acme, { document, issuedOn: `2026-01-0${at + 1}`, dueOn: `2026-02-0${at + 1}` }),
    );
    items = [
      await admin.create('dun_receivables', { ...first }),
      await admin.create('dun_receivables', { ...second }),
    ];
  });
  afterAll(async () => stage.stop());

  const openAccount = async (role: string): Promise<Page> => {
    const page = await stage.open(role);
    await page.goto(address.record(stage.root, 'account', acme.accountId));
    await page.getByRole('heading', { level: 1, name: 'Acme Kft.' }).waitFor();
    return page;
  };
  const openItems = async (role: string): Promise<Page> => {
    const page = await stage.open(role);
    await page.goto(address.list(stage.root, 'dun_receivable'));
    await page.getByRole('link', { name: 'INV-1' }).waitFor();
    return page;
  };
  const rowsOf = async (table: string, columns: string) =>
    (await stage.admin.get(`${table}?$select=${columns}&$orderby=createdon`)).rows;

  it.each([
    ['by mouse', mouse, 700],
    ['by keyboard alone', keyboard, 800],
  ])('register a promise on the customer’s form, %s', async (_how, hands, promised) => {
    const page = await openAccount(collector);
    await hands.use(command(page, 'Register promise'));
    await panel(page).getByRole('link', { name: 'Acme Kft.' }).waitFor();
    await panel(page).getByLabel('Amount').fill(String(promised));
    await panel(page).getByRole('textbox', { name: 'Promised for' }).fill('3/13/2026');
    await hands.use(panel(page).getByRole('button', { name: 'Save and close' }));
    await panel(page).waitFor({ state: 'detached' });
    const made = (await rowsOf('dun_promises', 'dun_amount,dun_dueon,_dun_debtorid_value')).at(-1);
    expect(made).toMatchObject({
      dun_amount: promised,
      dun_dueon: '2026-03-13',
      _dun_debtorid_value: acme.debtorId,
    });
    await page.context().close();
  });

  it('are there for whoever may write down an agreement, and about rows once rows are chosen', async () => {
    const form = await openAccount(collector);
    await command(form, 'Register promise').waitFor();
    expect(await commandsOf(form)).toEqual(['Register promise', 'Open dispute', 'Put on hold', 'Refresh']);
    const list = await openItems(collector);
    expect(await commandsOf(list)).toEqual(['Refresh']);
    await choose(list, 'INV-1');
    await command(list, 'Register promise').waitFor();
    expect(await commandsOf(list)).toEqual(['Register promise', 'Open dispute', 'Put on hold', 'Refresh']);
    await list.getByRole('checkbox', { name: 'Select INV-1' }).uncheck();
    await command(list, 'Register promise').waitFor({ state: 'detached' });
    for (const page of [form, list]) await page.context().close();
  });

  it('open a dispute about the one item that is chosen, and refuse two with a sentence', async () => {
    const page = await openItems(collector);
    await choose(page, 'INV-1', 'INV-2');
    await command(page, 'Open dispute').click();
    await page
      .getByRole('alertdialog')
      .getByText('It is about one open item, and 2 are selected. Select one of them, then the next.')
      .waitFor();
    await page.getByRole('alertdialog').getByRole('button', { name: 'OK' }).click();
    await page.getByRole('checkbox', { name: 'Select INV-1' }).uncheck();
    await command(page, 'Open dispute').click();
    await panel(page).getByRole('link', { name: 'INV-2' }).waitFor();
    await panel(page).getByLabel('Reason').selectOption('Price');
    await panel(page).getByRole('button', { name: 'Save and close' }).click();
    await panel(page).waitFor({ state: 'detached' });
    expect(await rowsOf('dun_disputes', '_dun_receivableid_value,_dun_debtorid_value')).toMatchObject([
      { _dun_receivableid_value: items[1], _dun_debtorid_value: acme.debtorId },
    ]);
    await page.context().close();
  });

  it('register one promise for two items, which it names by their documents', async () => {
    const page = await openItems(collector);
    await page.getByRole('checkbox', { name: 'Select all rows of this page' }).check();
    await command(page, 'Register promise').click();
    await panel(page).getByLabel('Amount').waitFor();
    expect(await panel(page).getByLabel('Amount').inputValue()).toBe('2,400.00');
    expect(await panel(page).getByLabel('Documents').inputValue()).toBe('INV-1\nINV-2');
    await panel(page).getByLabel('Amount').fill('1500');
    await panel(page).getByRole('textbox', { name: 'Promised for' }).fill('3/13/2026');
    await panel(page).getByRole('button', { name: 'Save and close' }).click();
    await panel(page).waitFor({ state: 'detached' });
    // The list was read again, and nothing is chosen any more.
    await command(page, 'Register promise').waitFor({ state: 'detached' });
    const made = (await rowsOf('dun_promises', 'dun_amount,dun_documents')).at(-1);
    expect(made).toMatchObject({ dun_amount: 1500, dun_documents: 'INV-1\nINV-2' });
    await page.context().close();
  });

  it('are on the list inside a debtor’s form too', async () => {
    const page = await stage.open(collector);
    await page.goto(address.record(stage.root, 'dun_debtor', acme.debtorId));
    await tab(page, 'Items').click();
    const subgrid = page
      .getByRole('group')
      .filter({ has: page.getByRole('checkbox', { name: 'Select INV-1' }) });
    await page.getByRole('checkbox', { name: 'Select INV-1' }).first().check();
    const putOnHold = subgrid.last().getByRole('button', { name: 'Put on hold' });
    await untilAtRest(putOnHold);
    await putOnHold.click();
    await panel(page).getByRole('link', { name: 'INV-1' }).waitFor();
    await panel(page).getByLabel('Reason').selectOption('Insolvency');
    await panel(page).getByRole('button', { name: 'Save and close' }).click();
    await panel(page).waitFor({ state: 'detached' });
    expect(await rowsOf('dun_holds', '_dun_receivableid_value')).toMatchObject([
      { _dun_receivableid_value: items[0] },
    ]);
    await page.context().close();
  });

  it('ask which debtor is meant of a customer who is one of two companies', async () => {
    const { admin } = stage;
    const both = await makeCustomer(admin, 'Both Kft.');
    const second = await admin.create('dun_companies', { dun_name: 'Second Zrt.', dun_code: 'SECOND' });
    const other = await admin.create('dun_debtors', {
      dun_name: 'Both Kft.',
      dun_key: 'both-second',
      dun_number: 'B-2',
      'dun_companyid@odata.bind': `/dun_companies(${second})`,
      'dun_customerid_account@odata.bind': `/accounts(${both.accountId})`,
    });
    const page = await stage.open(collector);
    await page.goto(address.record(stage.root, 'account', both.accountId));
    await command(page, 'Put on hold').click();
    const question = page.getByRole('alertdialog', { name: 'Debtor' });
    await question.getByRole('radio', { name: /Second Zrt\.|B-2/ }).check({ force: true });
    await question.getByRole('button', { name: 'OK' }).click();
    await panel(page).getByRole('link', { name: 'Both Kft.' }).waitFor();
    const chosen = await panel(page).getByRole('link', { name: 'Both Kft.' }).getAttribute('href');
    expect(chosen).toContain(other);
    await page.context().close();
  });

  it('are not there for a sales reader, who is told that the customer is blocked, and why', async () => {
    await block(stage, acme);
    const page = await openAccount(sales);
    await page
      .getByText('Demo Zrt.: sell nothing to this customer. Reason: late. Amounts: HUF 2400.00.')
      .waitFor();
    expect(await commandsOf(page)).toEqual(['Refresh']);
    await page.context().close();
  });

  it('of a collector say that the customer is blocked: the reasons are for few', async () => {
    const page = await openAccount(collector);
    await page.getByText('Demo Zrt.: sell nothing to this customer.', { exact: true }).waitFor();
    await page.context().close();
  });

  it('stop sending only after a yes, and allow it again the same way', async () => {
    const page = await stage.open(supervisor);
    await page.goto(address.list(stage.root, 'dun_sendcontrol'));
    await command(page, 'Stop sending').click();
    const question = page.getByRole('alertdialog');
    await question.getByText('From now on nothing is sent, of any company').waitFor();
    await question.getByText('Cancel', { exact: true }).click();
    expect(await rowsOf('dun_sendcontrols', 'dun_stopped')).toMatchObject([{ dun_stopped: false }]);
    await command(page, 'Stop sending').click();
    await question.getByRole('button', { name: 'Stop sending' }).click();
    await command(page, 'Allow sending').waitFor();
    expect(await commandsOf(page)).not.toContain('Stop sending');
    expect(await rowsOf('dun_sendcontrols', 'dun_stopped')).toMatchObject([{ dun_stopped: true }]);
    await command(page, 'Allow sending').click();
    await question.getByRole('button', { name: 'Allow sending' }).click();
    await command(page, 'Stop sending').waitFor();
    expect(await rowsOf('dun_sendcontrols', 'dun_stopped')).toMatchObject([{ dun_stopped: false }]);
    await page.context().close();
  });

  it('that do not fit are under “more commands”, and the keyboard gets there', async () => {
    const page = await stage.open(collector, { width: 360, height: 740 });
    await page.goto(address.record(stage.root, 'account', acme.accountId));
    await command(page, 'Register promise').waitFor();
    await keyboard.use(command(page, 'More commands'));
    await page.getByRole('menuitem', { name: 'Put on hold' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    await page.context().close();
  });

  it('are named in the user’s language', async () => {
    const page = await openAccount(collector);
    await speak(page, { menu: /^User menu/, item: 'Language', language: 'Magyar' });
    await command(page, 'Ígéret rögzítése').waitFor();
    await page.getByText('Demo Zrt.: ennek az ügyfélnek nem adunk el semmit.').waitFor();
    await speak(page, { menu: /Someone/, item: 'Nyelv', language: 'English' });
    await command(page, 'Register promise').waitFor();
    await page.context().close();
  });

  it.each([360, 1280])('have nothing a checker of accessibility finds, %d pixels wide', async (width) => {
    const page = await openAccount(collector);
    await page.setViewportSize({ width, height: 800 });
    await page.getByText('Demo Zrt.: sell nothing to this customer.').waitFor();
    expect(await foundOn(page)).toEqual([]);
    await page.goto(address.list(stage.root, 'dun_receivable'));
    await choose(page, 'INV-1', 'INV-2');
    await command(page, 'Register promise').waitFor();
    expect(await foundOn(page)).toEqual([]);
    await page.context().close();
  });
}

function toolbar(page: Page): Locator {
  return page.getByRole('toolbar').first();
}

function command(page: Page, name: string): Locator {
  return toolbar(page).getByRole('button', { name, exact: true });
}

async function commandsOf(page: Page): Promise<readonly string[]> {
  return (await toolbar(page).locator('.ms-Button-label').allInnerTexts()).map((text) => text.trim());
}

function panel(page: Page): Locator {
  return page.locator('.crm-quick');
}

async function choose(page: Page, ...documents: readonly string[]): Promise<void> {
  for (const name of documents) await page.getByRole('checkbox', { name: `Select ${name}` }).check();
}

async function block({ admin }: SmallStage, { debtorId }: MadeCustomer): Promise<void> {
  await admin.send('PATCH', `dun_debtors(${debtorId})`, { dun_tradingstatus: tradingStatus.blocked.value });
  await admin.create('dun_creditholds', {
    dun_name: 'Acme Kft., late',
    'dun_debtorid@odata.bind': `/dun_debtors(${debtorId})`,
    dun_tradingstatus: creditHold.columns.dun_tradingstatus.options.blocked.value,
    dun_rule: 'late',
    dun_amounts: 'HUF 2400.00',
    dun_placedon: '2026-03-01',
  });
}

async function foundOn(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}
