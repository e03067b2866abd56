/** The language is chosen in the menu of the user, and everything on the pages follows: the app's own words and the platform's. */
import type { Page } from 'playwright-core';
import * as address from './addresses.ts';
import { navigationTo, rowsOf, tab } from './parts.ts';
import { supervisor, type Stage } from './stage.ts';

export function languages(stage: () => Stage): void {
  it('are switched in the user’s menu: navigation, views, columns, choices, forms', async () => {
    const page = await stage().open(supervisor);
    await page.goto(address.list(stage().root, 'dun_debtor'));
    await page.getByRole('button', { name: 'Debtors to collect' }).waitFor();
    await speak(page, { menu: /^User menu/, item: 'Language', language: 'Magyar' });

    await page.getByRole('button', { name: 'Behajtandó adósok' }).waitFor();
    for (const name of ['Ügyfélszám', 'Legrégebbi esedékesség', 'Szakasz']) {
      await page.getByRole('columnheader', { name }).waitFor();
    }
    await navigationTo(page, 'Partnerek').waitFor();
    await rowsOf(page).first().getByRole('link').first().click();
    await tab(page, 'Összefoglaló').waitFor();
    await page.getByRole('main').getByText('Vállalkozás', { exact: true }).waitFor();
    await navigationTo(page, 'Hívások').click();
    await page.getByRole('columnheader', { name: 'Tárgy' }).waitFor();

    await speak(page, { menu: /Sam Supervisor/, item: 'Nyelv', language: 'English' });
    await navigationTo(page, 'Calls').waitFor();
    await page.context().close();
  });
}

type Choice = { readonly menu: RegExp; readonly item: string; readonly language: string };

/** Chooses a language in the user's menu, by the words of the language spoken before. */
export async function speak(page: Page, { menu, item, language }: Choice): Promise<void> {
  await page.getByRole('button', { name: menu }).click();
  await page.getByRole('menuitem', { name: item }).click();
  await page.getByRole('menuitemcheckbox', { name: language }).click();
}
