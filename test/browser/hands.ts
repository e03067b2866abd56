/** How people get at something and do what it is there for: by mouse, or by keyboard alone. */
import type { Locator, Page } from 'playwright-core';
import { tab } from './parts.ts';

export type Hands = {
  use(target: Locator): Promise<void>;
  /** Moves to the tab of a form, whose first tab is shown. */
  turnTo(page: Page, name: string): Promise<void>;
  write(target: Locator, text: string): Promise<void>;
};

export const mouse: Hands = {
  use: (target) => target.click(),
  turnTo: (page, name) => tab(page, name).click(),
  write: (target, text) => target.fill(text),
};

export const keyboard: Hands = {
  async use(target) {
    await tabTo(target);
    await target.page().keyboard.press('Enter');
  },
  async turnTo(page, name) {
    await tabTo(page.getByRole('tab', { selected: true }));
    while ((await tab(page, name).getAttribute('aria-selected')) !== 'true') {
      await page.keyboard.press('ArrowRight');
    }
  },
  async write(target, text) {
    await tabTo(target);
    await target.page().keyboard.press('Control+End');
    await target.page().keyboard.insertText(text);
  },
};

/** Goes forward from where the focus is, as somebody without a mouse does. */
async function tabTo(target: Locator): Promise<void> {
  await target.waitFor();
  const page = target.page();
  for (let presses = 0; presses < 250; presses += 1) {
    if ((await target.and(page.locator(':focus')).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The focus does not get to ${target.toString()} with the Tab key`);
}
