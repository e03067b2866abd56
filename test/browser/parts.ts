/** What is on the CRM's pages, by the roles and names people and their screen readers know. */
import type { Locator, Page } from 'playwright-core';

export function rowsOf(page: Page): Locator {
  return page.getByRole('main').getByRole('table').locator('tbody tr');
}

export function navigationTo(page: Page, name: string): Locator {
  return page.getByRole('navigation').getByRole('link', { name, exact: true });
}

export function tab(page: Page, name: string): Locator {
  return page.getByRole('tab', { name, exact: true });
}

export function timeline(page: Page): Locator {
  return timelineOf(page, 'Collection timeline');
}

/** In another language it has another name. */
export function timelineOf(page: Page, name: string): Locator {
  return page.getByRole('region', { name });
}

/** Waits until the timeline has read what it opens with. */
export async function untilRead(page: Page): Promise<void> {
  await page.locator('[role=region][aria-label="Collection timeline"][aria-busy=false]').waitFor();
}

/** Waits until it stays where it is: lists above it that are still being filled would push it away from under a click. */
export async function untilAtRest(part: Locator): Promise<void> {
  let before = '';
  for (;;) {
    const now = JSON.stringify(await part.boundingBox());
    if (now === before) return;
    before = now;
    await part.page().waitForTimeout(300);
  }
}
