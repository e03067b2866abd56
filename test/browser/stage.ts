/**
 * The whole stack with days of the sample portfolio behind it, the CRM before it, and a browser: what a collector sees on the
 * evening of 10 March 2026. Started once for all browser tests, and for the pictures.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { chromiumPath } from '../../local/crm/fixtures/browser.ts';
import { Client, tokenOf } from '../../local/dataverse/fixtures/server.ts';
import { addDays } from '../../local/erp/days.ts';
import { samplePortfolio } from '../../local/erp/sample/portfolio.ts';
import { sampleHistory } from '../../local/erp/sample/sample-history.ts';
import { untilQuiet } from '../../local/start/advance.ts';
import { instantOn } from '../../local/start/day.ts';
import { loadPolicy } from '../../local/start/load-policy.ts';
import { morning, runDay } from '../../local/start/run-day.ts';
import { startStack, type Stack } from '../../local/start/stack.ts';

export const collector = 'clara.collector@demo.example';
export const supervisor = 'sam.supervisor@demo.example';

export const startsOn = '2026-03-02';
/** Days from the first: a week after the first notices, on the last of them, the first calls fall due. */
const days = [0, 1, 7, 8];
const patienceMs = 240_000;

export type Stage = {
  readonly stack: Stack;
  /** Address of the CRM. */
  readonly root: string;
  /** The administrator's own way to the rows, past the pages. */
  readonly admin: Client;
  /** A browser window of its own in which this person is signed in. */
  open(user: string, size?: Size): Promise<Page>;
  /** One in which nobody is. */
  openSignedOut(size?: Size): Promise<Page>;
  /** Waits until the app has done all that followed from what was saved. */
  untilQuiet(): Promise<void>;
  stop(): Promise<void>;
};

export type Size = { readonly width: number; readonly height: number };
const desktop: Size = { width: 1280, height: 800 };

/** @param port the first of the ports of the stack */
export async function startStage(port: number): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'dunlin-browser-'));
  const stack = await startStack({
    folder,
    port,
    startAt: instantOn(startsOn, morning),
    limits: false,
    log: (text) => process.stderr.write(`${text}\n`),
  });
  const stop = async (): Promise<void> => {
    await stack.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await runDays(stack);
    await stack.startCrm();
    const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] });
    return {
      ...(await windows(stack, browser)),
      untilQuiet: async () => void (await untilQuiet(stack, patienceMs)),
      stop: async () => {
        await browser.close();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** As `npm start` does it, without the days of the first week on which little happens. */
async function runDays(stack: Stack): Promise<void> {
  await loadPolicy(stack);
  await stack.startHost();
  const history = sampleHistory(samplePortfolio({ startsOn }));
  const admin = await adminOf(stack);
  for (const day of days) {
    await runDay(stack, addDays(startsOn, day), history, {
      patienceMs,
      ...(day === 0 && { afterImport: () => release(admin) }),
    });
  }
}

async function release(admin: Client): Promise<void> {
  for (const { dun_companyid } of (await admin.get('dun_companies?$select=dun_companyid')).rows) {
    await admin.send('PATCH', `dun_companies(${String(dun_companyid)})`, { dun_released: true });
  }
}

/** A token lasts an hour of the local clock: this is for after the days, or within one. */
async function adminOf({ addresses }: Stack): Promise<Client> {
  const port = Number(new URL(addresses.dataverse).port);
  return new Client(port, await tokenOf(port, 'admin@local'));
}

async function windows(
  stack: Stack,
  browser: Browser,
): Promise<Pick<Stage, 'stack' | 'root' | 'admin' | 'open' | 'openSignedOut'>> {
  const root = stack.addresses.crm;
  const newContext = (viewport: Size): Promise<BrowserContext> =>
    browser.newContext({ viewport, locale: 'en-US' });
  const pageOf = async (context: BrowserContext): Promise<Page> => {
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    return page;
  };
  return {
    stack,
    root,
    admin: await adminOf(stack),
    openSignedOut: async (size = desktop) => pageOf(await newContext(size)),
    open: async (user, size = desktop) => {
      const context = await newContext(size);
      const answer = await context.request.post(`${root}/signin`, {
        form: { user },
        headers: { origin: root },
      });
      if (!answer.ok()) throw new Error(`${user} cannot sign in: ${answer.status()} ${await answer.text()}`);
      return pageOf(context);
    },
  };
}
