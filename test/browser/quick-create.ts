/** Rows made in a panel beside the page: a promise while the customer is on the phone, and what happens when it is not to be. */
import type { Locator, Page } from 'playwright-core';
import { AxeBuilder } from '@axe-core/playwright';
import * as address from './addresses.ts';
import { diaryOf } from './diary.ts';
import { keyboard, mouse } from './hands.ts';
import { tab, timeline, untilAtRest, untilRead } from './parts.ts';
import { collector, type Stage } from './stage.ts';

export function quickCreate(stage: () => Stage): void {
  let page: Page;
  let debtor: { readonly id: string; readonly overdue: number };
  beforeAll(async () => {
    page = await stage().open(collector);
    const { first } = await stage().admin.get(
      "dun_debtors?$select=dun_debtorid,dun_overdue&$filter=dun_overdue gt 100 and transactioncurrencyid/isocurrencycode eq 'EUR' and dun_customerid_account/accountid ne null&$orderby=dun_oldestdueon desc,dun_name&$top=1",
    );
    debtor = { id: String(first['dun_debtorid']), overdue: Number(first['dun_overdue']) };
  });
  afterAll(() => page.context().close());

  const promisesOf = async (): Promise<readonly Readonly<Record<string, unknown>>[]> =>
    (
      await stage().admin.get(
        `dun_promises?$select=dun_promiseid,dun_amount,dun_dueon,dun_contact,dun_result,statuscode&$filter=_dun_debtorid_value eq ${debtor.id}&$orderby=createdon`,
      )
    ).rows;
  const onAgreements = async (): Promise<void> => {
    await page.goto(address.record(stage().root, 'dun_debtor', debtor.id));
    await tab(page, 'Agreements').click();
    await untilAtRest(newPromise(page));
  };

  it.each([
    ['by mouse', mouse, 'Ms Kovács'],
    ['by keyboard alone', keyboard, 'Mr Weber'],
  ])('registers a promise to pay, %s', async (how, hands, contact) => {
    const step = diaryOf(`promise ${how}`, page);
    await page.goto(address.record(stage().root, 'dun_debtor', debtor.id));
    await step('turns to the agreements', async () => {
      await tab(page, 'Agreements').waitFor();
      await hands.turnTo(page, 'Agreements');
    });
    await step('opens the panel, where debtor, amount and currency are filled in', async () => {
      await untilAtRest(newPromise(page));
      await hands.use(newPromise(page));
      await amount(page).waitFor();
      expect(Number((await amount(page).inputValue()).replaceAll(',', ''))).toBe(debtor.overdue);
      expect(await panel(page).getByRole('link', { name: 'Euro' }).count()).toBe(1);
    });
    await step('writes down what the customer says', async () => {
      await amount(page).fill('50');
      await hands.write(promisedFor(page), '3/13/2026');
      await hands.write(panel(page).getByLabel('Promised by'), contact);
    });
    await step('saves, and finds the promise in the list', async () => {
      await hands.use(panel(page).getByRole('button', { name: 'Save and close' }));
      await panel(page).waitFor({ state: 'detached' });
      await page.getByRole('group', { name: 'Promises to pay' }).getByRole('row').nth(1).waitFor();
    });
    const made = (await promisesOf()).filter((row) => row['dun_contact'] === contact);
    expect(made).toEqual([expect.objectContaining({ dun_amount: 50, dun_dueon: '2026-03-13' })]);
  });

  it('writes a call down from the timeline, about the customer, and shows it there', async () => {
    await page.goto(address.record(stage().root, 'dun_debtor', debtor.id));
    await tab(page, 'Timeline').click();
    await untilRead(page);
    await timeline(page).getByRole('button', { name: 'New', exact: true }).click();
    await timeline(page).getByRole('button', { name: 'Call', exact: true }).click();
    const { first } = await stage().admin.get(
      `dun_debtors?$select=dun_name&$filter=dun_debtorid eq ${debtor.id}&$expand=dun_customerid_account($select=name)`,
    );
    const customer = (first['dun_customerid_account'] as { readonly name: string }).name;
    await panel(page).getByRole('link', { name: customer }).waitFor();
    await panel(page).getByLabel('Subject').fill('Asked about the last invoice');
    await panel(page).getByRole('button', { name: 'Save and close' }).click();
    await timeline(page)
      .getByRole('button', { name: /Asked about the last invoice/ })
      .first()
      .waitFor();
  });

  it('asks on Escape when something was typed, keeps it after “no”, and gives the focus back after “yes”', async () => {
    await onAgreements();
    await newPromise(page).click();
    await panel(page).getByLabel('Promised by').fill('Nobody yet');
    await page.keyboard.press('Escape');
    const question = page.getByRole('alertdialog', { name: 'Leave without saving?' });
    await question.getByRole('button', { name: 'Stay here' }).click();
    expect(await panel(page).getByLabel('Promised by').inputValue()).toBe('Nobody yet');
    await page.keyboard.press('Escape');
    await question.getByRole('button', { name: 'Discard changes' }).click();
    await panel(page).waitFor({ state: 'detached' });
    await expectFocus(newPromise(page));
    expect((await promisesOf()).some((row) => row['dun_contact'] === 'Nobody yet')).toBe(false);
  });

  it('says why no panel opens, and opens it once it can', async () => {
    await onAgreements();
    await page.route(/InitializeFrom/, (route) =>
      route.fulfill({ status: 403, json: { error: { code: '0x80040220', message: 'No read right.' } } }),
    );
    await newPromise(page).click();
    await page.getByRole('alert').getByText('No read right.').waitFor();
    await page.unroute(/InitializeFrom/);
    await page.getByRole('alert').getByRole('button', { name: 'Try again' }).click();
    await amount(page).waitFor();
    await page.keyboard.press('Escape');
    await panel(page).waitFor({ state: 'detached' });
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('closes on Escape without a question when nothing was typed', async () => {
    await onAgreements();
    await newPromise(page).click();
    await amount(page).waitFor();
    await page.keyboard.press('Escape');
    await panel(page).waitFor({ state: 'detached' });
    await expectFocus(newPromise(page));
  });

  it('keeps the focus inside', async () => {
    await onAgreements();
    await newPromise(page).click();
    await amount(page).waitFor();
    for (let presses = 0; presses < 20; presses += 1) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.closest(".ms-Panel") !== null')).toBe(true);
    }
    await page.keyboard.press('Escape');
  });

  it('says beside the field and on top what is missing, and saves nothing', async () => {
    await onAgreements();
    const before = (await promisesOf()).length;
    await newPromise(page).click();
    await amount(page).fill('');
    await panel(page).getByRole('button', { name: 'Save and close' }).click();
    await panel(page).getByText('Fill in: Amount, Promised for').waitFor();
    await panel(page).getByText('Promised for must be filled in.').waitFor();
    await panel(page).getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Discard changes' }).click();
    expect(await promisesOf()).toHaveLength(before);
  });

  it('tells why the service refuses, keeps what was typed, and saves it later', async () => {
    await onAgreements();
    await newPromise(page).click();
    await promisedFor(page).fill('3/12/2026');
    await panel(page).getByLabel('Promised by').fill('Refused once');
    await page.route(/dun_promises$/, (route) =>
      route.fulfill({ status: 403, json: { error: { code: '0x80040220', message: 'No create right.' } } }),
    );
    await panel(page).getByRole('button', { name: 'Save and close' }).click();
    await panel(page).getByRole('alert').getByText('You have no right to do this.').waitFor();
    expect(await panel(page).getByLabel('Promised by').inputValue()).toBe('Refused once');
    expect(await promisedFor(page).inputValue()).toBe('3/12/2026');
    await page.unroute(/dun_promises$/);
    await panel(page).getByRole('button', { name: 'Save and close' }).click();
    await panel(page).waitFor({ state: 'detached' });
    expect((await promisesOf()).map((row) => row['dun_contact'])).toContain('Refused once');
  });

  it('leaves a promise the app refuses as it was written, with the reason', async () => {
    await onAgreements();
    await newPromise(page).click();
    await amount(page).fill('12.34');
    await promisedFor(page).fill('1/5/2026');
    await panel(page).getByRole('button', { name: 'Save', exact: true }).click();
    await panel(page).getByRole('heading', { name: 'New Promise to pay' }).waitFor({ state: 'detached' });
    await panel(page).getByRole('button', { name: 'Close', exact: true }).click();
    await panel(page).waitFor({ state: 'detached' });
    await stage().untilQuiet();
    const refused = (await promisesOf()).find((row) => row['dun_amount'] === 12.34);
    await page.goto(address.record(stage().root, 'dun_promise', String(refused?.['dun_promiseid'])));
    await page.getByLabel('Amount').waitFor();
    expect(await page.getByLabel('Amount').inputValue()).toBe('12.34');
    expect(await page.getByRole('group', { name: 'Status', exact: true }).innerText()).toContain('Not valid');
    expect(String(refused?.['dun_result'])).not.toBe('null');
    await page.getByText(String(refused?.['dun_result'])).first().waitFor();
  });

  it.each([360, 1280])('has nothing a checker of accessibility finds, %d pixels wide', async (width) => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await onAgreements();
    await page.setViewportSize({ width, height: 800 });
    await newPromise(page).click();
    await panel(page).getByRole('button', { name: 'Save and close' }).click();
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
    const box = await panel(page).locator('.ms-Panel-main').boundingBox();
    expect(box?.width).toBe(width === 360 ? 360 : 480);
    await page.keyboard.press('Escape');
    await panel(page).waitFor({ state: 'detached' });
  });
}

function newPromise(page: Page): Locator {
  return page.getByRole('button', { name: 'New Promise to pay' });
}

function panel(page: Page): Locator {
  return page.locator('.crm-quick');
}

function amount(page: Page): Locator {
  return panel(page).getByLabel('Amount');
}

function promisedFor(page: Page): Locator {
  return panel(page).getByRole('textbox', { name: 'Promised for' });
}

async function expectFocus(target: Locator): Promise<void> {
  await target.and(target.page().locator(':focus')).waitFor();
}
