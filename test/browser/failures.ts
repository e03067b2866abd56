/** When the service refuses, is not there or talks nonsense: the page says so, offers a way on, and keeps what was typed. */
import type { Page, Route } from 'playwright-core';
import * as address from './addresses.ts';
import { makeCustomer, makePhoneCall } from './made-customer.ts';
import { rowsOf, tab, timeline, untilRead } from './parts.ts';
import { collector, type Stage } from './stage.ts';

type Trouble = { readonly name: string; readonly answer: (route: Route) => Promise<void> };

const refusal = (name: string, status: number, code: string): Trouble => ({
  name,
  answer: (route) =>
    route.fulfill({
      status,
      headers: { 'Retry-After': '1' },
      json: { error: { code, message: `The service says ${status}.` } },
    }),
});
const troubles = {
  forbidden: refusal('403', 403, '0x80040220'),
  missing: refusal('404', 404, '0x80040217'),
  changed: refusal('412', 412, '0x80060891'),
  busy: refusal('429', 429, '0x80072322'),
  offline: { name: 'nothing (offline)', answer: (route: Route) => route.abort('internetdisconnected') },
  nonsense: {
    name: 'nonsense',
    answer: (route: Route) =>
      route.fulfill({ status: 200, contentType: 'text/html', body: '<p>Welcome!</p>' }),
  },
} as const satisfies Record<string, Trouble>;

/** What the CRM says. */
const inTheCrm: readonly (readonly [Trouble, string])[] = [
  [troubles.forbidden, 'You have no right to do this.'],
  [troubles.missing, 'This does not exist, or not any more.'],
  [troubles.changed, 'Somebody else changed this meanwhile.'],
  [troubles.busy, 'Too many requests. The service asks to wait 1 s.'],
  [troubles.offline, 'The CRM does not answer. Is it still running?'],
  [troubles.nonsense, 'The answer cannot be understood (status 200).'],
];

/** What the timeline says, which knows services by their codes. */
const inTheTimeline: readonly (readonly [Trouble, string])[] = [
  [troubles.forbidden, 'You have no right to read them. Ask an administrator for a Dunlin role.'],
  [troubles.missing, 'The record no longer exists, or you may not see it.'],
  [troubles.busy, 'The service is busy. Wait a minute, then try again.'],
  [troubles.nonsense, 'Something went wrong. Try again;'],
];

export function failures(stage: () => Stage): void {
  let page: Page;
  let accountId: string;
  let callId: string;
  beforeAll(async () => {
    const { admin } = stage();
    const customer = await makeCustomer(admin, 'Trouble Ltd');
    accountId = customer.accountId;
    callId = await makePhoneCall(admin, customer, { subject: 'Call Trouble Ltd', description: '' });
    page = await stage().open(collector);
  });
  afterAll(() => page.context().close());

  const cases = inTheCrm.map(([trouble, says]) => [trouble.name, trouble, says] as const);

  it.each(cases)('a list tells %s, and comes when it is tried again', async (_name, trouble, says) => {
    await page.goto(address.list(stage().root, 'dun_debtor'));
    await rowsOf(page).first().waitFor();
    await inTrouble(page, /dun_debtors\?fetchXml/, trouble, async () => {
      await page.getByRole('button', { name: 'Refresh' }).click();
      await page.getByRole('alert').getByText(says).waitFor();
    });
    await tryAgain(page);
    await rowsOf(page).first().waitFor();
  });

  it.each(cases)('a form tells %s, and comes when it is tried again', async (_name, trouble, says) => {
    await inTrouble(page, new RegExp(`accounts\\(${accountId}\\)\\?`), trouble, async () => {
      await page.goto(address.record(stage().root, 'account', accountId));
      await page.getByRole('alert').getByText(says).waitFor();
    });
    await tryAgain(page);
    await page.getByRole('heading', { level: 1, name: 'Trouble Ltd' }).waitFor();
  });

  it.each(cases)(
    'a form that meets %s when saving keeps what was typed, and saves it later',
    async (name, trouble, says) => {
      const typed = `They pay on Monday. (${name})`;
      await page.goto(address.record(stage().root, 'phonecall', callId));
      const description = page.getByRole('textbox', { name: 'Description' });
      await description.fill(typed);
      await inTrouble(page, new RegExp(`phonecalls\\(${callId}\\)$`), trouble, async () => {
        await page.getByRole('button', { name: 'Save', exact: true }).click();
        await page.getByRole('alert').getByText(says).waitFor();
        await page.getByText('What you typed is kept.').waitFor();
        expect(await description.inputValue()).toBe(typed);
      });
      await tryAgain(page);
      await page.getByRole('status').getByText('Saved', { exact: true }).waitFor();
      expect(await description.inputValue()).toBe(typed);
    },
  );

  it('a form that somebody else saved meanwhile shows both versions', async () => {
    await page.goto(address.record(stage().root, 'phonecall', callId));
    const description = page.getByRole('textbox', { name: 'Description' });
    await description.fill('Mine');
    await stage().admin.send('PATCH', `phonecalls(${callId})`, { description: 'Theirs' });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Somebody else changed this record' });
    await dialog.getByText('Local Administrator saved changes').waitFor();
    await dialog.getByLabel('Yours').check();
    await dialog.getByRole('button', { name: 'Save with these choices' }).click();
    await page.getByRole('status').getByText('Saved', { exact: true }).waitFor();
    const stored = await stage().admin.get(`phonecalls(${callId})?$select=description`);
    expect(stored.body['description']).toBe('Mine');
  });

  const ofTimeline = inTheTimeline.map(([trouble, says]) => [trouble.name, trouble, says] as const);

  it.each(ofTimeline)(
    'the timeline tells %s for its half of the answer, and comes whole later',
    async (_name, trouble, says) => {
      await page.goto(address.record(stage().root, 'account', accountId));
      await inTrouble(page, /activitypointers\?/, trouble, async () => {
        await tab(page, 'Collection').click();
        await timeline(page).getByText(says).waitFor();
      });
      await timeline(page).getByText('Activities could not be loaded.').waitFor();
      await timeline(page).getByRole('button', { name: 'Try again' }).click();
      await untilRead(page);
      await timeline(page).getByRole('button', { name: 'Call Trouble Ltd' }).waitFor();
    },
  );

  it('the timeline tells that the network is gone, and goes on when it is back', async () => {
    await page.goto(address.record(stage().root, 'account', accountId));
    await page.getByRole('heading', { name: 'Summary' }).waitFor();
    await page.waitForLoadState('networkidle');
    await page.context().setOffline(true);
    await tab(page, 'Collection').click();
    await timeline(page)
      .getByText('There is no connection. Try again when you are online.')
      .first()
      .waitFor();
    await page.context().setOffline(false);
    await timeline(page).getByRole('button', { name: 'Try again' }).first().click();
    await timeline(page).getByRole('button', { name: 'Call Trouble Ltd' }).waitFor();
  });

  it('a control that throws takes down its own cell only', async () => {
    const bundle = /cc_Dunlin\.CollectionTimeline\/bundle\.js/;
    await page.route(bundle, (route) =>
      route.fulfill({ contentType: 'text/javascript', body: throwingBundle }),
    );
    await page.goto(address.record(stage().root, 'account', accountId));
    await tab(page, 'Collection').click();
    await page.getByRole('alert').getByText('no timeline today').waitFor();
    await page.getByRole('heading', { name: 'What it owes our companies' }).waitFor();
    await rowsOf(page).first().getByRole('link', { name: 'Trouble Ltd' }).waitFor();
    await tab(page, 'Summary').click();
    expect(await page.getByText('Account name').first().isVisible()).toBe(true);
    await page.unroute(bundle);
  });
}

const throwingBundle = `
  function Timeline() {}
  Timeline.prototype = {
    init() {},
    updateView() { throw new TypeError('no timeline today'); },
    getOutputs() { return {}; },
    destroy() {},
  };
  ComponentFramework.registerControl('Dunlin.CollectionTimeline', Timeline);
`;

/** While the work is done, requests to these addresses meet the trouble. */
async function inTrouble(page: Page, to: RegExp, trouble: Trouble, work: () => Promise<void>): Promise<void> {
  const matches = (url: URL): boolean => to.test(decodeURI(url.href));
  await page.route(matches, trouble.answer);
  try {
    await work();
  } finally {
    await page.unroute(matches);
  }
}

/** Where the service asks to wait, the button waits too. */
async function tryAgain(page: Page): Promise<void> {
  await page.getByRole('alert').getByRole('button', { name: 'Try again', exact: true }).click();
}
