/** From what people type to what decides: publishing, what it refuses, and the runs that bring debtors over. */
import { isoDate } from '@dunlin/shared/dates/iso-date';
import type { Dataverse } from '../../functions/src/dataverse/client.ts';
import { planDueDebtors } from '../../functions/src/evaluation/plan-due-debtors.ts';
import { publishForgotten, publishVersion } from '../../functions/src/policy/publish-version.ts';
import { rollOut } from '../../functions/src/policy/roll-out.ts';
import { sweep } from '../../functions/src/sweep.ts';
import { tokenOf, type Fields } from '../../local/dataverse/fixtures/server.ts';
import { writeDrop } from '../../local/erp/write-drop.ts';
import { exportPolicy } from '../../solution/load/export-policy.ts';
import { importPolicy } from '../../solution/load/import-policy.ts';
import { webApi } from '../../solution/load/web-api.ts';
import { customersFile, itemsFile, mapping, type Customer } from '../scenarios/stack/ledger.ts';
import { startLocalApp, type LocalApp } from './local-app.ts';

const firm: Customer = {
  number: 'K1',
  name: 'Anvil Ltd',
  kind: 'business',
  language: 'en',
  email: 'anvil@example.com',
};

let app: LocalApp;
/** Refuses to write debtors while it is set, as a service that is down does. */
let down = false;
const failing = (dataverse: Dataverse): Dataverse => ({
  ...dataverse,
  updateMany: (table, updates) =>
    down && table.name === 'dun_debtor'
      ? Promise.reject(new Error('the service is down'))
      : dataverse.updateMany(table, updates),
});
beforeEach(async () => {
  down = false;
  app = await startLocalApp('2026-03-02T03:00:00Z', failing);
});
afterEach(() => app.stop());

/** An invoice that is not due for a while, imported and decided about. */
async function decided(): Promise<void> {
  await writeDrop(app.dropFolder, {
    source: 'books',
    day: '2026-03-02',
    mode: 'full',
    items: itemsFile([
      { customer: 'K1', document: 'INV-1', issuedOn: '2026-02-01', dueOn: '2026-03-02', amount: '100.00' },
    ]),
    customers: customersFile([firm]),
    mapping: Buffer.from(JSON.stringify(mapping)),
  });
  await app.imported();
  await app.evaluated();
}

async function debtor(): Promise<Fields> {
  const { first } = await app.admin.get(
    'dun_debtors?$select=dun_nextevaluationon,dun_nextstepon,dun_policyversion',
  );
  return first;
}

async function changeStep(code: string, values: Fields): Promise<void> {
  const { first } = await app.admin.get(
    `dun_strategysteps?$filter=dun_code eq '${code}' and dun_strategyid/dun_code eq 'business'`,
  );
  const { status } = await app.admin.send(
    'PATCH',
    `dun_strategysteps(${String(first['dun_strategystepid'])})`,
    values,
  );
  expect(status).toBe(204);
}

async function publish(row: Fields): Promise<Fields> {
  const id = await app.admin.create('dun_policyversions', row);
  await publishVersion(app.services, id);
  const { body } = await app.admin.get(`dun_policyversions(${id})`);
  return body;
}

async function companyPath(): Promise<string> {
  const { first } = await app.admin.get('dun_companies?$select=dun_companyid');
  return `dun_companies(${String(first['dun_companyid'])})`;
}

describe('publishing', () => {
  it('makes the starter policy the first version, without a problem', async () => {
    const { rows } = await app.admin.get('dun_policyversions');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      dun_number: 1,
      dun_effectiveon: '2026-03-02',
      dun_problems: null,
      dun_changes: 'It is the first version.',
    });
  });

  it('decides by drafts never, and by another version from its day on', async () => {
    await changeStep('first-notice', { dun_offsetdays: 9 });
    const offsetOn = async (day: string): Promise<number | undefined> => {
      const [company] = await app.services.policies.all();
      const steps = company?.policy(isoDate(day)).strategies.find(({ code }) => code === 'business')?.steps;
      return steps?.find(({ code }) => code === 'first-notice')?.offsetDays;
    };
    expect(await offsetOn('2026-03-02')).toBe(3);
    await publish({ dun_name: 'Later', dun_effectiveon: '2026-03-10' });
    expect([await offsetOn('2026-03-09'), await offsetOn('2026-03-10')]).toEqual([3, 9]);
    const [company] = await app.services.policies.all();
    expect(company?.policy(isoDate('2026-03-09')).nextVersionOn).toBe('2026-03-10');
    expect(company?.policy(isoDate('2026-03-10')).nextVersionOn).toBeUndefined();
  });

  it('replaces a version that is not in force yet', async () => {
    const later = await publish({ dun_name: 'In April', dun_effectiveon: '2026-04-01' });
    await changeStep('first-notice', { dun_offsetdays: 5 });
    const sooner = await publish({ dun_name: 'In March', dun_effectiveon: '2026-03-20' });
    expect(sooner['dun_changes']).toBe(
      'Version 2 (In April), which was to be in force from 2026-04-01, never is: this one replaces it.\n' +
        'Businesses: First notice comes 2 days later (from 3 to 5 days after the due date).',
    );
    const { body } = await app.admin.get(`dun_policyversions(${String(later['dun_policyversionid'])})`);
    expect(body).toMatchObject({ statecode: 1, dun_number: 2 });
  });

  it('twice changes nothing', async () => {
    const version = await publish({ dun_name: 'Once' });
    expect(await publishVersion(app.services, String(version['dun_policyversionid']))).toBe(
      'it was looked at already',
    );
    expect(await publishForgotten(app.services)).toEqual([]);
  });

  it('takes up a version whose event was lost', async () => {
    await app.admin.create('dun_policyversions', { dun_name: 'Forgotten' });
    expect(await sweep(app.services)).toContain('version 2 is published');
  });

  it('is not fooled by a row that was made to look published', async () => {
    const version = await publish({
      dun_name: 'Made up',
      dun_number: 900,
      dun_digest: 'abc',
      dun_effectiveon: '2026-03-02',
      statuscode: 784_000_000,
    });
    expect(version).toMatchObject({ dun_number: 2 });
    const [company] = await app.services.policies.all();
    expect(company?.policy(isoDate('2026-03-02')).version).toMatch(/^2-/);
  });

  it('tells a person when no version is in force, and decides nothing', async () => {
    const { rows } = await app.admin.get('dun_policyversions');
    for (const { dun_policyversionid: id } of rows)
      await app.admin.send('PATCH', `dun_policyversions(${String(id)})`, { statecode: 1, statuscode: 2 });
    await decided();
    const { first } = await app.admin.get('tasks?$select=subject,description');
    expect(first).toEqual(
      expect.objectContaining({
        subject: 'Dunlin Demo Kft.: The policy cannot be used',
        description: 'The policy cannot be used: no policy version is in force on 2026-03-02; make one',
      }),
    );
    expect(await debtor()).toMatchObject({ dun_policyversion: null });
  });
});

describe('what is in force', () => {
  it('has its debtors decided upon anew when the company’s own calendar changes', async () => {
    await decided();
    expect(await debtor()).toMatchObject({
      dun_nextevaluationon: '2026-03-03',
      dun_nextstepon: '2026-03-05',
    });
    app.setNow('2026-03-03T05:00:00Z');
    await planDueDebtors(app.services);
    await app.evaluated();
    expect(await debtor()).toMatchObject({ dun_nextevaluationon: '2026-03-05' });
    const { first: calendar } = await app.admin.get(`dun_calendars?$filter=dun_code eq 'PL'`);
    await app.admin.send('PATCH', await companyPath(), {
      'dun_calendarid@odata.bind': `/dun_calendars(${String(calendar['dun_calendarid'])})`,
    });
    expect(await rollOut(app.services)).toEqual([
      expect.stringMatching(/^DEMO: 1 debtors left to decide upon by 1-/),
    ]);
    expect(await debtor()).toMatchObject({ dun_nextevaluationon: '2026-03-03' });
    await planDueDebtors(app.services);
    await app.evaluated();
    await rollOut(app.services);
    const { rows } = await app.admin.get('dun_policyruns?$filter=dun_startedon eq 2026-03-03');
    expect(rows[0]).toMatchObject({ dun_affected: 1, dun_left: 0, statecode: 1 });
    expect(await rollOut(app.services)).toEqual([]);
  });

  it('leaves debtors alone whom a change of texts does not concern', async () => {
    await decided();
    const before = await debtor();
    const { first } = await app.admin.get(`dun_templates?$filter=dun_code eq 'first-notice'`);
    await app.admin.send('PATCH', `dun_templates(${String(first['dun_templateid'])})`, {
      dun_subject: 'Please pay',
    });
    await publish({ dun_name: 'Other words' });
    expect(await debtor()).toEqual(before);
    const { rows } = await app.admin.get('dun_policyruns?$filter=statecode eq 0');
    expect(rows).toEqual([]);
  });

  it('goes on where a run was cut off', async () => {
    await decided();
    app.setNow('2026-03-03T05:00:00Z');
    await planDueDebtors(app.services);
    await app.evaluated();
    await changeStep('first-notice', { dun_offsetdays: 5 });
    down = true;
    await expect(publish({ dun_name: 'Cut off' })).rejects.toThrow('the service is down');
    down = false;
    expect(await debtor()).toMatchObject({ dun_nextevaluationon: '2026-03-05' });
    await sweep(app.services);
    await app.evaluated();
    expect(await debtor()).toMatchObject({ dun_nextstepon: '2026-03-09' });
    await sweep(app.services);
    const { rows } = await app.admin.get('dun_policyruns?$filter=dun_startedon eq 2026-03-03');
    expect(rows[0]).toMatchObject({ dun_affected: 1, dun_left: 0, statecode: 1 });
  });
});

describe('the policy of an environment', () => {
  it('comes back from a file as it was, and without what the file lacks', async () => {
    const url = app.services.settings.DATAVERSE_URL;
    const api = webApi(url, await tokenOf(Number(new URL(url).port), 'admin@local'));
    const { document, problems } = await exportPolicy(api);
    expect(problems).toEqual([]);
    const rows = Object.values(document).flat().length;
    expect(await importPolicy(api, document)).toEqual({ written: 0, unchanged: rows, deactivated: 0 });
    await changeStep('first-notice', { dun_offsetdays: 9, dun_fallbackchannel: null });
    const others = { ...document, segments: document.segments.filter(({ code }) => code !== 'consumers') };
    expect(await importPolicy(api, others)).toEqual({ written: 1, unchanged: rows - 2, deactivated: 1 });
    expect((await exportPolicy(api)).document).toEqual(others);
    expect(await importPolicy(api, document)).toEqual({ written: 1, unchanged: rows - 1, deactivated: 0 });
    expect((await exportPolicy(api)).document).toEqual(document);
  });
});
