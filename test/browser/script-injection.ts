/** Texts come from the ERP, from customers and from colleagues. Whatever they hold is shown as it is, and none of it runs. */
import { collectionAction } from '@dunlin/shared/tables/collection';
import { payment, receivable } from '@dunlin/shared/tables/ledger';
import type { Page } from 'playwright-core';
import * as address from './addresses.ts';
import {
  aPayment,
  aReceivable,
  anAction,
  createAll,
  makeCustomer,
  makePhoneCall,
  type MadeCustomer,
} from './made-customer.ts';
import { rowsOf, tab, timeline, untilRead } from './parts.ts';
import { payloads } from './payloads.ts';
import { supervisor, type Stage } from './stage.ts';

export function scriptInjection(stage: () => Stage): void {
  let page: Page;
  let customer: MadeCustomer;
  let callId = '';
  /** What ran, what a content security policy had to stop, and what was asked for: nothing, if text stays text. */
  const sprung: string[] = [];

  beforeAll(async () => {
    const { admin } = stage();
    customer = await makeCustomer(admin, 'Trap & Sons');
    await createAll(
      admin,
      receivable,
      payloads.map((document) => aReceivable(customer, { document, ...dates })),
    );
    await createAll(
      admin,
      payment,
      payloads.map((text) => aPayment(customer, { name: text, clears: text, paidOn: dates.dueOn })),
    );
    await createAll(
      admin,
      collectionAction,
      payloads.map((text) =>
        anAction(customer, { step: text, because: text, result: text, on: dates.dueOn }),
      ),
    );
    for (const text of payloads) {
      callId = await makePhoneCall(admin, customer, { subject: text, description: text });
      await admin.create('accounts', { name: text });
    }
    page = await stage().open(supervisor);
    await setTraps(page, sprung);
  });
  afterAll(() => page.context().close());
  afterEach(() => expect(sprung).toEqual([]));

  it('has traps that spring', async () => {
    await page.goto(address.list(stage().root, 'account'));
    await rowsOf(page).first().waitFor();
    await page.evaluate(
      `document.body.insertAdjacentHTML('beforeend', '<img src="/trapped"><img src="x" onerror="trap(2)">')`,
    );
    for (let looks = 0; sprung.length < 2 && looks < 300; looks += 1) await page.waitForTimeout(100);
    expect(sprung.splice(0).sort()).toEqual(['asked for /trapped', 'stopped script-src-attr']);
    await page.evaluate('trap(1)');
    expect(sprung.splice(0)).toEqual(['ran 1']);
  });

  it('shows documents, payments, steps, reasons, results and subjects on the timeline as text', async () => {
    await page.goto(address.record(stage().root, 'account', customer.accountId));
    await tab(page, 'Collection').click();
    await untilRead(page);
    await timeline(page).getByRole('button', { name: 'Expand all' }).click();
    const shown = timeline(page);
    const seen = {
      titles: new Set<string>(),
      reasons: new Set<string>(),
      facts: new Set<string>(),
      texts: new Set<string>(),
      remarks: '',
    };
    const unread = shown.getByRole('button', { name: 'Show the text' }).first();
    for (;;) {
      while (await unread.isVisible()) await unread.click();
      await shown.locator('.ms-Spinner').first().waitFor({ state: 'detached' });
      for (const text of await shown.locator('.details .text').allInnerTexts()) seen.texts.add(text);
      for (const text of await shown.locator('button[data-entry]').allInnerTexts()) seen.titles.add(text);
      for (const text of await shown.getByRole('list', { name: 'Why' }).getByRole('listitem').allInnerTexts())
        seen.reasons.add(text);
      for (const text of await shown.getByRole('definition').allInnerTexts()) seen.facts.add(text);
      seen.remarks += await shown.innerText();
      const more = shown.getByRole('button', { name: 'Load more' });
      if (!(await more.isVisible())) break;
      await more.click();
      await untilRead(page);
    }
    const missing = (isThere: (payload: string) => boolean): readonly string[] =>
      payloads.filter((payload) => !isThere(payload));
    expect(missing((text) => seen.titles.has(`Invoice ${text}`))).toEqual([]);
    expect(missing((text) => seen.titles.has(`Payment ${text}`))).toEqual([]);
    // Steps and subjects of calls.
    expect(missing((text) => seen.titles.has(text))).toEqual([]);
    expect(missing((text) => seen.reasons.has(text))).toEqual([]);
    expect(missing((text) => seen.facts.has(text))).toEqual([]);
    expect(missing((text) => seen.texts.has(text))).toEqual([]);
    expect(missing((text) => seen.remarks.includes(`for ${text}`))).toEqual([]);
  });

  it('shows them in lists and search as text', async () => {
    await tab(page, 'Calls').click();
    const subjects = page.getByRole('tabpanel', { name: 'Calls' }).getByRole('table');
    await subjects.getByRole('link').first().waitFor();
    const shown = await subjects.locator('td:first-child').allInnerTexts();
    expect(shown.length).toBeGreaterThan(10);
    expect(shown.filter((subject) => !payloads.includes(subject))).toEqual([]);
    await page.goto(address.list(stage().root, 'account'));
    await page.getByRole('searchbox').fill('*trap(');
    await page.keyboard.press('Enter');
    await page.getByText(`1–${named('trap(').length} of ${named('trap(').length}`).waitFor();
    const names = await rowsOf(page).locator('td:first-child').allInnerTexts();
    expect(names.sort()).toEqual(named('trap(').sort());
  });

  it('shows the text of a call, and what a form is called, as text', async () => {
    await page.goto(address.record(stage().root, 'phonecall', callId));
    const heading = page.getByRole('heading', { level: 1 });
    const description = page.getByRole('textbox', { name: 'Description' });
    for (const text of payloads) {
      await stage().admin.send('PATCH', `phonecalls(${callId})`, { subject: text, description: text });
      await page.getByRole('button', { name: 'Refresh' }).click();
      await heading.getByText(text, { exact: true }).waitFor();
      expect(await description.inputValue()).toBe(text);
      await page.waitForFunction(`document.title.includes(${JSON.stringify(text)})`);
    }
  });
}

const dates = { issuedOn: '2026-02-02', dueOn: '2026-03-04' } as const;

function named(part: string): string[] {
  return payloads.filter((payload) => payload.includes(part));
}

async function setTraps(page: Page, sprung: string[]): Promise<void> {
  await page.exposeFunction('sprung', (what: string) => void sprung.push(what));
  await page.addInitScript(`
    for (const name of ['trap', 'alert', 'confirm', 'prompt']) window[name] = (given) => window.sprung('ran ' + given);
    document.addEventListener('securitypolicyviolation', (event) => window.sprung('stopped ' + event.effectiveDirective));
  `);
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/trapped')) sprung.push(`asked for ${pathname}`);
  });
}
