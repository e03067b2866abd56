/**
 * The timeline on an account's form, in a browser on a processor four times slower, and the CRM it stands in. What is measured is what a
 * person waits for: from the click until the page has been painted with the answer.
 */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { collectionAction } from '@dunlin/shared/tables/collection';
import { payment, receivable } from '@dunlin/shared/tables/ledger';
import { chromium, type Browser, type Page } from 'playwright-core';
import { chromiumPath } from '../../local/crm/fixtures/browser.ts';
import { Client, tokenOf } from '../../local/dataverse/fixtures/server.ts';
import { addDays } from '../../local/erp/days.ts';
import type { Stack } from '../../local/start/stack.ts';
import * as address from '../browser/addresses.ts';
import {
  aPayment,
  aReceivable,
  anAction,
  createAll,
  makeCustomer,
  makePhoneCall,
  type MadeCustomer,
} from '../browser/made-customer.ts';
import { tab, timeline, untilRead } from '../browser/parts.ts';
import { collector } from '../browser/stage.ts';
import { median, type Bench, type Figure } from './bench.ts';
import { benchStack } from './bench-stack.ts';

const bundle = new URL(
  '../../pcf/CollectionTimeline/out/controls/CollectionTimeline/bundle.js',
  import.meta.url,
);
const rounds = 7;
const slowdown = 4;
/** The working week before has passed when the page is opened. */
const lastDay = '2026-02-28';

export const controls: Bench = {
  name: 'controls',
  measures: `the timeline in a browser ${slowdown} times slower than this machine, and the CRM's first screen`,
  async run(surroundings) {
    const { say } = surroundings;
    const stack = await benchStack(surroundings);
    const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] });
    try {
      await stack.startCrm();
      const admin = await adminOf(stack);
      say('a thousand entries for one customer, ten thousand for another');
      const thousand = await withEntries(admin, 'Thousand Ltd', {
        receivables: 400,
        payments: 300,
        actions: 200,
        calls: 100,
      });
      const tenThousand = await withEntries(admin, 'Ten Thousand Ltd', {
        receivables: 5_000,
        payments: 4_500,
        actions: 400,
        calls: 100,
      });
      const crm = new Crm(browser, stack.addresses.crm);
      say('first screen');
      const firstScreen = await firstScreenMs(crm);
      say('the form with a thousand entries');
      const opening = await openingMs(crm, thousand);
      const { more, filter, entries } = await walkMs(crm, thousand);
      say('the form with ten thousand entries');
      const nodes = await nodesOf(crm, tenThousand);
      const bundleKb = gzipSync(readFileSync(bundle), { level: 9 }).length / 1000;
      const ms = (name: string, values: readonly number[], limit: number): readonly Figure[] => [
        { name, value: median(values), unit: 'ms', limit },
        { name: `  the slowest of ${values.length}`, value: Math.max(...values), unit: 'ms' },
      ];
      return [
        { name: 'entries of the customer with many', value: entries, unit: 'entries' },
        ...ms('timeline: first entries after its tab was opened', opening, 1_000),
        ...ms('timeline: filter by type, everything loaded', filter, 100),
        ...ms('timeline: load more, to the last', more, 200),
        { name: 'entries of the customer with most', value: nodes.entries, unit: 'entries' },
        { name: 'timeline: elements on the page', value: nodes.closed, unit: 'elements', limit: 2_000 },
        { name: '  with every entry opened', value: nodes.open, unit: 'elements' },
        { name: 'timeline: bundle, compressed', value: bundleKb, unit: 'KB', limit: 60 },
        ...ms('CRM: first screen, nothing in the browser’s cache', firstScreen, 2_000),
      ];
    } finally {
      await browser.close();
      await stack.stop();
    }
  },
};

/** Windows of the browser in which the collector is signed in. */
class Crm {
  readonly #browser: Browser;
  readonly root: string;

  constructor(browser: Browser, root: string) {
    this.#browser = browser;
    this.root = root;
  }

  /** A window of its own, with an empty cache. */
  async open(): Promise<Page> {
    const context = await this.#browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale: 'en-US',
    });
    await context.request.post(`${this.root}/signin`, {
      form: { user: collector },
      headers: { origin: this.root },
    });
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    return page;
  }

  /** On the form of the customer; the tab with the timeline has not been opened. */
  async openForm({ accountId }: MadeCustomer): Promise<Page> {
    const page = await this.open();
    await page.goto(address.record(this.root, 'account', accountId));
    await page.getByRole('heading', { name: 'Summary' }).waitFor();
    await page.waitForLoadState('networkidle');
    return page;
  }
}

async function firstScreenMs(crm: Crm): Promise<readonly number[]> {
  const found: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const page = await crm.open();
    const start = performance.now();
    await page.goto(address.list(crm.root, 'account'));
    await page.getByRole('main').getByRole('table').waitFor();
    found.push(performance.now() - start);
    await page.context().close();
  }
  return found;
}

/** The host is ready: its form is shown, the control's files are there. */
async function openingMs(crm: Crm, customer: MadeCustomer): Promise<readonly number[]> {
  const found: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const page = await crm.openForm(customer);
    await slowDown(page);
    found.push(
      await paintedMs(
        page,
        "[...document.querySelectorAll('[role=tab]')].find((tab) => tab.textContent === 'Collection')",
        "document.querySelector('.entry') !== null",
      ),
    );
    await page.context().close();
  }
  return found;
}

/** Loads more until nothing is left, then filters by one type after the other. */
async function walkMs(
  crm: Crm,
  customer: MadeCustomer,
): Promise<{ more: readonly number[]; filter: readonly number[]; entries: number }> {
  const page = await crm.openForm(customer);
  await tab(page, 'Collection').click();
  await untilRead(page);
  await slowDown(page);
  const more: number[] = [];
  const button = timeline(page).getByRole('button', { name: 'Load more' });
  for (; await button.isVisible(); await untilRead(page)) {
    await page.evaluate(`window.before = ${status}`);
    more.push(await paintedMs(page, buttonNamed('Load more'), `${status} !== window.before`));
  }
  const entries = await countOf(page);
  await timeline(page).getByRole('button', { name: 'Filter', exact: true }).click();
  const filter: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const type of ['Receivables', 'Payments', 'Actions', 'Calls']) {
      await page.evaluate(`window.before = ${status}`);
      filter.push(await paintedMs(page, buttonNamed(type), `${status} !== window.before`));
    }
  }
  await page.context().close();
  return { more, filter, entries };
}

async function nodesOf(
  crm: Crm,
  customer: MadeCustomer,
): Promise<{ entries: number; closed: number; open: number }> {
  const page = await crm.openForm(customer);
  await tab(page, 'Collection').click();
  await untilRead(page);
  await timeline(page).getByRole('button', { name: 'Load all' }).click();
  await timeline(page).getByText('All are loaded.').waitFor();
  await untilRead(page);
  // As many as are ever on the page at once.
  for (let step = 0; step < 3; step += 1)
    await timeline(page).getByRole('button', { name: 'Load more' }).click();
  const entries = await countOf(page);
  const closed = await timeline(page).locator('*').count();
  await timeline(page).getByRole('button', { name: 'Expand all' }).click();
  const open = await timeline(page).locator('*').count();
  await page.context().close();
  return { entries, closed, open };
}

const root = 'document.querySelector(\'[role=region][aria-label="Collection timeline"]\')';
const status = `${root}.querySelector('.footer [role=status]').textContent`;

function buttonNamed(name: string): string {
  return `[...${root}.querySelectorAll('button')].find((button) => button.textContent.startsWith('${name}'))`;
}

/** From the click until the page that fulfils the condition has been painted. */
async function paintedMs(page: Page, target: string, condition: string): Promise<number> {
  return page.evaluate<number>(`new Promise((resolve) => {
    const target = ${target};
    const start = performance.now();
    const look = () => {
      if (${condition}) requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
      else requestAnimationFrame(look);
    };
    target.click();
    look();
  })`);
}

/** The whole number of entries, as the timeline says it: “1–25 of 1,000 entries.” */
async function countOf(page: Page): Promise<number> {
  const text = await page.evaluate<string>(status);
  return Number(/of ([\d,]+)/.exec(text)?.[1]?.replaceAll(',', ''));
}

async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
}

/** Entries of all kinds on the days before the last, the same number of each kind every so many days. */
async function withEntries(
  admin: Client,
  name: string,
  counts: Readonly<Record<'receivables' | 'payments' | 'actions' | 'calls', number>>,
): Promise<MadeCustomer> {
  const customer = await makeCustomer(admin, name);
  const daysBack = 730;
  const days = (count: number): readonly string[] =>
    Array.from({ length: count }, (_, index) => addDays(lastDay, -Math.floor((index * daysBack) / count)));
  await createAll(
    admin,
    receivable,
    days(counts.receivables).map((issuedOn, index) =>
      aReceivable(customer, { document: `INV-${index}`, issuedOn, dueOn: addDays(issuedOn, 30) }),
    ),
  );
  await createAll(
    admin,
    payment,
    days(counts.payments).map((paidOn, index) =>
      aPayment(customer, { name: `PAY-${index}`, paidOn, clears: `INV-${index}` }),
    ),
  );
  await createAll(
    admin,
    collectionAction,
    days(counts.actions).map((on, index) =>
      anAction(customer, {
        step: `Notice ${index}`,
        on,
        because: `INV-${index} fell due.`,
        result: 'Accepted.',
      }),
    ),
  );
  for (const day of days(counts.calls)) {
    await makePhoneCall(admin, customer, { subject: `Call of ${day}`, description: 'They promised to pay.' });
  }
  return customer;
}

async function adminOf({ addresses }: Stack): Promise<Client> {
  const port = Number(new URL(addresses.dataverse).port);
  return new Client(port, await tokenOf(port, 'admin@local'));
}
