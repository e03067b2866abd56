/** A phone that is turned: what was chosen stays chosen, and in sight. */
import type { Locator } from 'playwright-core';
import * as address from './addresses.ts';
import { tab } from './parts.ts';
import { collector, type Stage } from './stage.ts';

const upright = { width: 360, height: 740 };
const lying = { width: 740, height: 360 };

export function turnedPhone(stage: () => Stage): void {
  it('keeps the chosen tab, and shows all of it', async () => {
    const page = await stage().open(collector, lying);
    const { first } = await stage().admin.get('dun_debtors?$select=dun_debtorid&$orderby=dun_name&$top=1');
    await page.goto(address.record(stage().root, 'dun_debtor', String(first['dun_debtorid'])));
    const decision = tab(page, 'Decision');
    await decision.click();
    for (const size of [upright, lying, upright]) {
      await page.setViewportSize(size);
      await untilInSight(decision, size.width);
      expect(await decision.getAttribute('aria-selected')).toBe('true');
    }
    await page.context().close();
  });
}

/** The browser tells of a new size after it has drawn. */
async function untilInSight(target: Locator, width: number): Promise<void> {
  for (let looks = 0; looks < 50; looks += 1) {
    const box = await target.boundingBox();
    if (box !== null && box.x >= 0 && box.x + box.width <= width) return;
    await target.page().waitForTimeout(100);
  }
  throw new Error(`${target.toString()} is not in sight, ${width} pixels wide`);
}
