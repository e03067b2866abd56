/** The packed solution in a local Dataverse, the CRM before it and a browser: commands need rows and people, and no days behind them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { chromiumPath } from '../../../local/crm/fixtures/browser.ts';
import { startCrm } from '../../../local/crm/start.ts';
import type { Client } from '../../../local/dataverse/fixtures/server.ts';
import { holderOf, startPacked } from '../../security/packed-environment.ts';
import type { Size } from '../stage.ts';

export type SmallStage = {
  /** Address of the CRM. */
  readonly root: string;
  readonly admin: Client;
  /** A browser window of its own in which somebody with this role is signed in. */
  open(role: string, size?: Size): Promise<Page>;
  stop(): Promise<void>;
};

export async function startSmallStage(): Promise<SmallStage> {
  const dataverse = await startPacked();
  const admin = await dataverse.as('admin@local');
  const people = new Map<string, string>();
  for (const role of ['Dunlin Collector', 'Dunlin Supervisor', 'Dunlin Sales Reader']) {
    const { id } = await holderOf(dataverse, role);
    const { body } = await admin.get(`systemusers(${id})?$select=domainname`);
    people.set(role, String(body['domainname']));
  }
  const folder = mkdtempSync(join(tmpdir(), 'dunlin-commands-'));
  const crm = await startCrm({ port: 0, data: folder, dataverse: `http://127.0.0.1:${dataverse.port}` });
  const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] });
  const root = `http://127.0.0.1:${crm.port}`;
  return {
    root,
    admin,
    open: async (role, viewport = { width: 1280, height: 800 }) => {
      const context = await browser.newContext({ viewport, locale: 'en-US' });
      await context.request.post(`${root}/signin`, {
        form: { user: people.get(role) ?? '' },
        headers: { origin: root },
      });
      const page = await context.newPage();
      page.setDefaultTimeout(30_000);
      return page;
    },
    stop: async () => {
      await browser.close();
      await crm.stop();
      await dataverse.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
