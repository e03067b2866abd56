/**
 * `npm run screenshots [-- --port N]`: takes the README's pictures anew into docs/pictures, of the sample portfolio on the evening of
 * 6 March 2026.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { customerKind } from '@dunlin/shared/tables/policy';
import type { Page } from 'playwright-core';
import { build } from '../../local/start/build.ts';
import * as address from './addresses.ts';
import { tab, timelineOf } from './parts.ts';
import { collector, startStage, type Size, type Stage } from './stage.ts';

const pictures = join(import.meta.dirname, '../../docs/pictures');
const desktop: Size = { width: 1280, height: 1060 };
const phone: Size = { width: 360, height: 740 };

const english = { id: 1033, timeline: 'Collection timeline', collection: 'Collection' };
const hungarian = { id: 1038, timeline: 'Behajtási idővonal', collection: 'Kintlévőség' };

type Look = {
  readonly size: Size;
  readonly language?: typeof english;
  readonly theme?: 'light' | 'dark' | 'contrast';
};

const { values } = parseArgs({ options: { port: { type: 'string', default: '7500' } } });
await build();
const stage = await startStage(Number(values.port));
try {
  mkdirSync(pictures, { recursive: true });
  const accountId = await accountOfOldestDebt(stage);
  await take('list', { size: desktop }, showList);
  await take('list-phone', { size: phone, language: hungarian }, showList);
  await take('account', { size: desktop }, showAccount);
  await take('account-hungarian', { size: desktop, language: hungarian }, showAccount);
  await take('account-contrast', { size: desktop, theme: 'contrast' }, showAccount);
  await take('account-phone', { size: phone }, showAccount);
  await take('outbox', { size: desktop }, showOutbox);
  await take('outbox-phone', { size: phone }, showOutbox);

  async function showList(page: Page): Promise<void> {
    await page.goto(address.list(stage.root, 'dun_debtor'));
    await page.locator('.crm-record-link').first().waitFor();
  }

  async function showAccount(page: Page, { size, language = english }: Look): Promise<void> {
    await page.goto(address.record(stage.root, 'account', accountId));
    await tab(page, language.collection).click();
    const timeline = timelineOf(page, language.timeline);
    const sent = timeline
      .locator('.entry.done')
      .filter({ has: page.locator('.amount') })
      .first();
    await sent.getByRole('button').first().click();
    await sent.getByRole('list').waitFor();
    // Lists above it that come later would push it away again.
    await page.waitForLoadState('networkidle');
    await page.evaluate(scrollTo(size === phone ? `[aria-label="${language.timeline}"]` : 'h1'));
  }

  async function showOutbox(page: Page): Promise<void> {
    await page.goto(`${stage.root}/main.aspx?pagetype=outbox`);
    await page.frameLocator('iframe').getByRole('listitem').first().waitFor();
  }
} finally {
  await stage.stop();
}

async function take(
  name: string,
  look: Look,
  show: (page: Page, look: Look) => Promise<void>,
): Promise<void> {
  const { size, language = english, theme = 'light' } = look;
  await speak(stage, language.id);
  const page = await stage.open(collector, size);
  await page.addInitScript(
    `localStorage.setItem('crm.appearance', JSON.stringify({ theme: '${theme}', rightToLeft: false }))`,
  );
  await show(page, look);
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled' });
  await page.context().close();
}

/** The language is the user's own setting. */
async function speak({ admin }: Stage, languageId: number): Promise<void> {
  const { systemuserid } = (
    await admin.get(`systemusers?$select=fullname&$filter=domainname eq '${collector}'`)
  ).first;
  const { status, text } = await admin.send('PATCH', `usersettingscollection(${String(systemuserid)})`, {
    uilanguageid: languageId,
    localeid: languageId,
  });
  if (status !== 204) throw new Error(`The language cannot be set: ${status} ${text}`);
}

async function accountOfOldestDebt({ admin }: Stage): Promise<string> {
  const query = `dun_debtors?$select=_dun_customerid_value&$filter=dun_overdue gt 0 and dun_kind eq ${customerKind.business.value}&$orderby=dun_oldestdueon,dun_name&$top=1`;
  return String((await admin.get(query)).first['_dun_customerid_value']);
}

/** A script that brings an element to the top, below the header that stays there. */
function scrollTo(selector: string): string {
  return `{
    const element = document.querySelector('${selector}');
    element.style.scrollMarginTop = '130px';
    element.scrollIntoView();
  }`;
}
