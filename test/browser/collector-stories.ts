/** A collector's way through the app, told twice: by mouse, and by keyboard alone. */
import type { Locator, Page } from 'playwright-core';
import type { Fields } from '../../local/dataverse/fixtures/server.ts';
import { diaryOf } from './diary.ts';
import { keyboard, mouse } from './hands.ts';
import { navigationTo, rowsOf, timeline, untilRead } from './parts.ts';
import type { Stage } from './stage.ts';

export function collectorStories(stage: () => Stage): void {
  it.each([
    ['by mouse', mouse],
    ['by keyboard alone', keyboard],
  ])(
    'finds the oldest debt, reads why the last message was sent, and logs a call, %s',
    async (how, hands) => {
      const page = await stage().openSignedOut();
      const step = diaryOf(how, page);
      const oldest = await oldestDebtIn(stage());
      await step('signs in, and the list of debtors is there', async () => {
        await page.goto(stage().root);
        await hands.use(page.getByRole('button', { name: /Clara Collector/ }));
        await hands.use(navigationTo(page, 'Debtors'));
        await expectText(rowsOf(page).first().getByRole('link').first(), oldest.name);
      });
      await step('opens the debtor with the oldest debt', async () => {
        await hands.use(rowsOf(page).first().getByRole('link').first());
        await expectText(page.getByRole('heading', { level: 1 }), oldest.name);
      });
      await step('turns to the timeline', async () => {
        await hands.turnTo(page, 'Timeline');
        await untilRead(page);
      });
      await step('reads why the last message was sent', async () => {
        const message = entry(page, oldest.lastMessage.step);
        await hands.use(message.getByRole('button', { name: oldest.lastMessage.step }));
        const reasons = await message
          .getByRole('list', { name: 'Why' })
          .getByRole('listitem')
          .allInnerTexts();
        expect(reasons.join('\n')).toBe(oldest.lastMessage.because);
      });
      await step('opens the first call to be made', async () => {
        await hands.use(navigationTo(page, 'Calls'));
        await hands.use(rowsOf(page).first().getByRole('link').first());
        await page.getByRole('button', { name: 'Mark complete' }).waitFor();
      });
      const call = await openCall(page, stage());
      await step('logs the call', async () => {
        await hands.write(page.getByRole('textbox', { name: 'Description' }), spoken);
        await hands.use(page.getByRole('button', { name: 'Mark complete' }));
        await hands.use(page.getByRole('alertdialog').getByRole('button', { name: 'OK' }));
        await page.getByText('Read-only: the record is Completed.').waitFor();
      });

      await stage().untilQuiet();
      const after = (await stage().admin.get(`phonecalls(${call.id})?$select=statecode,description`)).body;
      expect(after['statecode']).toBe(1);
      expect(after['description']).toContain(spoken);
      expect(await actionState(stage(), call.actionId)).toBe('Done by a person');
      await page.context().close();
    },
  );
}

const spoken = 'Spoke with the bookkeeper: pays on Monday.';

type Debt = {
  readonly name: string;
  readonly lastMessage: { readonly step: string; readonly because: string };
};

/** From the rows themselves: who has owed longest, and what was last sent there. */
async function oldestDebtIn({ admin }: Stage): Promise<Debt> {
  const [debtor] = (
    await admin.get(
      'dun_debtors?$select=dun_name&$filter=dun_overdue gt 0&$orderby=dun_oldestdueon,dun_name&$top=1',
    )
  ).rows;
  const [action] = (
    await admin.get(
      `dun_collectionactions?$select=dun_stepname,dun_because&$filter=_dun_debtorid_value eq ${text(debtor, 'dun_debtorid')} and statuscode eq 2&$orderby=dun_executedon desc&$top=1`,
    )
  ).rows;
  return {
    name: text(debtor, 'dun_name'),
    lastMessage: { step: text(action, 'dun_stepname'), because: text(action, 'dun_because') },
  };
}

async function openCall(page: Page, { admin }: Stage): Promise<{ id: string; actionId: string }> {
  const id = new URL(page.url()).searchParams.get('id') ?? '';
  const call = (await admin.get(`phonecalls(${id})?$select=_dun_actionid_value,statecode`)).body;
  expect(call['statecode']).toBe(0);
  return { id, actionId: text(call, '_dun_actionid_value') };
}

async function actionState({ admin }: Stage, id: string): Promise<string> {
  const annotated = { Prefer: 'odata.include-annotations="*"' };
  const { body } = await admin.get(`dun_collectionactions(${id})?$select=statuscode`, annotated);
  return text(body, 'statuscode@OData.Community.Display.V1.FormattedValue');
}

/** The entry of an action: its stage change bears the step's name too, after another word. */
function entry(page: Page, step: string): Locator {
  return timeline(page)
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: step, exact: true }) })
    .first();
}

async function expectText(target: Locator, expected: string): Promise<void> {
  await target.getByText(expected, { exact: true }).waitFor();
}

function text(row: Fields | undefined, column: string): string {
  const value = row?.[column];
  if (typeof value !== 'string') throw new TypeError(`${column} is no text: ${JSON.stringify(value)}`);
  return value;
}
