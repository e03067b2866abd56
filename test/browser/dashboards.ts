/** Dashboards: everybody opens with the one of their role, and sees no other's. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { collector, supervisor, type Stage } from './stage.ts';

const salesReader = 'saul.sales@demo.example';

/** Who opens with which dashboard, and what else there is to choose from. */
const people: readonly (readonly [user: string, dashboards: readonly string[]])[] = [
  [collector, ['Collecting', 'Disputes']],
  ['selma.senior@demo.example', ['Collecting', 'Disputes']],
  [supervisor, ['Supervision', 'Collecting', 'Audit', 'Disputes', 'Customers', 'Operation']],
  ['frida.finance@demo.example', ['Disputes']],
  [salesReader, ['Customers']],
  ['audrey.auditor@demo.example', ['Audit', 'Disputes', 'Customers']],
  ['adam.administrator@demo.example', ['Operation']],
];

export function dashboards(stage: () => Stage): void {
  it.each(people)('%s opens with the first of %p, and every part of it can be read', async (user, names) => {
    const page = await stage().open(user);
    await page.goto(`${stage().root}/main.aspx?pagetype=dashboard`);
    const chosen = page.getByRole('button', { name: `Dashboard: ${names[0] ?? ''}` });
    await chosen.waitFor();
    await untilShown(page);
    expect(await page.getByRole('alert').allInnerTexts()).toEqual([]);
    await chosen.click();
    // Before the name of the one that is open stands a sign.
    const offered = await page
      .getByRole('menuitemcheckbox')
      .locator('.ms-ContextualMenu-itemText')
      .allInnerTexts();
    expect(offered).toEqual(names);
    await page.context().close();
  });

  it('shows a collector and a sales reader different things', async () => {
    const partsFor = async (user: string): Promise<readonly string[]> => {
      const page = await stage().open(user);
      await page.goto(`${stage().root}/main.aspx?pagetype=dashboard`);
      await untilShown(page);
      const parts = await page.getByRole('heading', { level: 2 }).allInnerTexts();
      await page.context().close();
      return parts;
    };
    const [ofCollector, ofSales] = [await partsFor(collector), await partsFor(salesReader)];
    expect(ofCollector).toEqual(expect.arrayContaining(['Due today', 'Broken promises']));
    expect(ofSales).toEqual(expect.arrayContaining(['Black list', 'Open cases']));
    expect(ofSales).not.toContain('Broken promises');
  });

  it.each([360, 1280])('have nothing a checker of accessibility finds, %d pixels wide', async (width) => {
    const page = await stage().open(supervisor, { width, height: 800 });
    await page.goto(`${stage().root}/main.aspx?pagetype=dashboard`);
    await untilShown(page);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    await page.context().close();
  });

  it('does not show a collector the dashboard of the supervisor, though its address is known', async () => {
    const page = await stage().open(collector);
    await page.goto(`${stage().root}/main.aspx?pagetype=dashboard&id=cb30de96-683b-56c4-bbb3-b5a4b60a272f`);
    await page.getByText('The dashboard cb30de96-683b-56c4-bbb3-b5a4b60a272f does not exist.').waitFor();
    await page.context().close();
  });
}

/** Every list and chart has what it shows. */
async function untilShown(page: Page): Promise<void> {
  await page.locator('.crm-dashboard').waitFor();
  const loading = page.locator('.crm-dashboard .crm-loading');
  while ((await loading.count()) > 0) await loading.first().waitFor({ state: 'detached' });
}
