/** What the timeline asks of the Web API: two questions when it is opened, and none for being shown again. */
import type { Page } from 'playwright-core';
import * as address from './addresses.ts';
import { rowsOf, tab, timeline, untilRead } from './parts.ts';
import { collector, type Stage } from './stage.ts';

export function webApiCalls(stage: () => Stage): void {
  it('asks twice when an account’s form shows it, and not again for another size, theme, filter or tab', async () => {
    const page = await stage().open(collector);
    await page.goto(address.list(stage().root, 'account'));
    await rowsOf(page).first().getByRole('link').first().click();
    await page.getByRole('heading', { name: 'Summary' }).waitFor();
    // A new document, for a page tells only once that it has come to rest.
    await page.reload();
    await page.getByRole('heading', { name: 'Summary' }).waitFor();
    await page.waitForLoadState('networkidle');

    const calls = callsOf(page);
    await tab(page, 'Collection').click();
    await untilRead(page);
    expect(calls.splice(0)).toEqual(['dun_debtors', 'activitypointers']);

    await page.setViewportSize({ width: 1000, height: 700 });
    await page.getByRole('button', { name: /^User menu/ }).click();
    await page.getByRole('menuitem', { name: 'Theme' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Dark' }).click();
    await timeline(page).getByRole('button', { name: 'Filter' }).click();
    await timeline(page)
      .getByRole('button', { name: /^Receivables/ })
      .click();
    await timeline(page).getByRole('button', { name: 'Expand all' }).click();
    await tab(page, 'Summary').click();
    await tab(page, 'Collection').click();
    await page.waitForTimeout(300);
    expect(calls).toEqual([]);
    await page.context().close();
  });

  it('stays open as it is, and asks nothing, when a phone is turned', async () => {
    const upright = { width: 360, height: 740 };
    const page = await stage().open(collector, upright);
    await page.goto(address.list(stage().root, 'account'));
    await page.getByRole('main').getByRole('listitem').first().getByRole('link').first().click();
    await tab(page, 'Collection').click();
    await untilRead(page);
    await timeline(page).getByRole('button', { name: 'Filter' }).click();
    await page.waitForLoadState('networkidle');

    const calls = callsOf(page);
    for (const size of [{ width: upright.height, height: upright.width }, upright]) {
      await page.setViewportSize(size);
      await page.waitForTimeout(300);
      expect(await tab(page, 'Collection').getAttribute('aria-selected')).toBe('true');
      expect(await timeline(page).getByRole('group', { name: 'Type' }).isVisible()).toBe(true);
    }
    expect(calls).toEqual([]);
    await page.context().close();
  });
}

/** Tables asked for from now on, without what the form asks: the views of its lists, their rows with FetchXML, and whether the customer is blocked. */
function callsOf(page: Page): string[] {
  const calls: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    const set = /^\/api\/data\/v9\.2\/([a-z_]+)/.exec(url.pathname)?.[1];
    if (set === undefined || set === 'savedqueries' || url.searchParams.has('fetchXml')) return;
    if (url.search.includes('dun_tradingstatus')) return;
    calls.push(set);
  });
  return calls;
}
