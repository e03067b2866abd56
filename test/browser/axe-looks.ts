/** What a checker of accessibility finds on list, form and control: in every theme, both directions of writing, from phone to desktop. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { noteLooks } from './diary.ts';
import * as address from './addresses.ts';
import { rowsOf, tab, timeline, untilRead } from './parts.ts';
import { collector, type Stage } from './stage.ts';

/** In CSS pixels; at 320 a list is one of cards. */
const widths = [320, 768, 1280] as const;
const isPhone = (width: number): boolean => width <= 600;
const themes = ['Light', 'Dark', 'High contrast'] as const;

export function axeLooks(stage: () => Stage): void {
  let page: Page;
  let debtorId: string;
  beforeAll(async () => {
    page = await stage().open(collector);
    const query =
      'dun_debtors?$select=dun_debtorid&$filter=dun_overdue gt 0&$orderby=dun_oldestdueon,dun_name&$top=1';
    debtorId = String((await stage().admin.get(query)).first['dun_debtorid']);
  });
  afterAll(() => page.context().close());

  it('finds what is wrong', async () => {
    await page.goto(address.list(stage().root, 'dun_debtor'));
    await rowsOf(page).first().waitFor();
    await page.evaluate(
      `document.querySelector('main').insertAdjacentHTML('beforeend', '<img src="data:,">')`,
    );
    expect(await foundOn(page)).toEqual(['image-alt in <img src="data:,">']);
  });

  it.each(widths)('finds nothing on a list, %d pixels wide', async (width) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(address.list(stage().root, 'dun_debtor'));
    // A row is as good as the next, and fewer are looked at faster.
    await page.getByRole('searchbox').fill('S');
    await page.keyboard.press('Enter');
    // Rows from before the search are pale until the answer comes.
    await page.locator('.crm-rows-busy').waitFor({ state: 'detached' });
    await page.getByRole('searchbox').blur();
    await (
      isPhone(width) ? page.getByRole('button', { name: 'Sort and filter' }) : rowsOf(page).first()
    ).waitFor();
    expect(await foundInAllLooks(page, `a list, ${width} px`)).toEqual(none);
  });

  it.each(widths)('finds nothing on a form, %d pixels wide', async (width) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(address.record(stage().root, 'dun_debtor', debtorId));
    await page.getByRole('heading', { name: 'Summary' }).waitFor();
    expect(await foundInAllLooks(page, `a form, ${width} px`)).toEqual(none);
  });

  it.each(widths)('finds nothing on the timeline with all it can show, %d pixels wide', async (width) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(address.record(stage().root, 'dun_debtor', debtorId));
    await tab(page, 'Timeline').click();
    await untilRead(page);
    await timeline(page).getByRole('button', { name: 'Filter' }).click();
    await timeline(page).getByRole('button', { name: 'Expand all' }).click();
    expect(await foundInAllLooks(page, `the timeline with all it can show, ${width} px`)).toEqual(none);
    expect(await timeline(page).getByRole('button', { name: 'Collapse all' }).isVisible()).toBe(true);
  });
}

const none = { looks: themes.length * 2, found: [] };

/** The present page in every theme and direction, without loading it anew. */
async function foundInAllLooks(
  page: Page,
  what: string,
): Promise<{ looks: number; found: readonly string[] }> {
  const found: string[] = [];
  let looks = 0;
  for (const theme of themes) {
    await choose(page, 'Theme', theme);
    for (let turn = 0; turn < 2; turn += 1) {
      await choose(page, 'Right to left');
      looks += 1;
      const look = `${theme}, ${await directionOf(page)}`;
      found.push(...(await foundOn(page)).map((one) => `${look}: ${one}`));
    }
  }
  noteLooks(what, { looks, found });
  return { looks, found };
}

async function foundOn(page: Page): Promise<readonly string[]> {
  // Without frames to look into, the older way is the faster one; and what is in order need not be described.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  const { violations } = await axe.analyze();
  const inWords = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${id} in ${html.slice(0, 200)}`),
  );
  const tooWide = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  return tooWide > 0 ? [...inWords, `the page is ${tooWide} pixels too wide`] : inWords;
}

async function directionOf(page: Page): Promise<string> {
  return page.evaluate<string>('document.documentElement.dir');
}

/** Out of the user's menu. */
async function choose(page: Page, ...items: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: /^User menu/ }).click();
  for (const name of items) {
    await page.getByRole('menuitem', { name }).or(page.getByRole('menuitemcheckbox', { name })).click();
  }
}
