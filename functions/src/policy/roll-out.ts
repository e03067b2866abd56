/**
 * Brings a company's debtors over to what decides now: another version of the policy that is in force from today, or other rules or another
 * calendar of the company itself. Every debtor with open invoices that was decided by something else becomes due. The rows say how far it
 * has come – by what each debtor was decided – so a run that is cut off goes on where it was, and twice changes nothing.
 */
import { uuidOf } from '@dunlin/shared/actions/keys';
import { dateIn } from '@dunlin/shared/dates/instant';
import type { IsoDate } from '@dunlin/shared/dates/iso-date';
import { decisionsOf } from '@dunlin/shared/publishing/policy-of-version';
import { PolicyError, type CompanyRow } from '@dunlin/shared/records/policy-rows';
import { company as companyTable } from '@dunlin/shared/tables/company';
import { debtor } from '@dunlin/shared/tables/ledger';
import { policyRun } from '@dunlin/shared/tables/publishing';
import type { RowOf } from '@dunlin/shared/tables/table';
import { bindTo, selectOf, statusOf } from '@dunlin/shared/tables/wire';
import { raiseAlarm } from '../alarm.ts';
import { allWritten } from '../dataverse/refusals.ts';
import { namesOf } from '../dataverse/tables.ts';
import type { Services } from '../services.ts';
import type { CompanyPolicy } from './policy-store.ts';

type RunRow = RowOf<typeof policyRun>;

/** @returns what was done, in words; nothing when every debtor is decided by what is in force */
export async function rollOut(services: Services): Promise<readonly string[]> {
  const runs = await services.dataverse.list<RunRow>({
    collection: policyRun.set,
    select: selectOf(policyRun),
    filter: 'statecode eq 0',
  });
  const done: string[] = [];
  for (const company of await services.policies.all()) {
    const today = dateIn(company.company.dun_timezone, services.now());
    const version = await versionInForce(services, company, today);
    if (version === undefined) continue;
    const { dun_companyid, dun_policyversion } = company.company;
    const open = runs.filter((run) => run._dun_companyid_value === dun_companyid);
    if (dun_policyversion === version && open.length === 0) continue;
    const run = await runTo(services, company.company, { version, today, open });
    done.push(
      run
        ? await goOn(services, company.company, run, today)
        : `${company.company.dun_code} changed meanwhile`,
    );
  }
  return done;
}

async function versionInForce(
  services: Services,
  of: CompanyPolicy,
  today: IsoDate,
): Promise<string | undefined> {
  try {
    return of.policy(today).version;
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    await raiseAlarm(services, of.company, {
      day: today,
      subject: 'The policy cannot be used',
      text: error.message,
    });
    return undefined;
  }
}

type Run = { readonly id: string; readonly version: string; readonly affected: number | null };

/** The run under way, or a new one. Undefined when somebody else began one just now. */
async function runTo(
  services: Services,
  kept: CompanyRow,
  {
    version,
    today,
    open,
  }: { readonly version: string; readonly today: IsoDate; readonly open: readonly RunRow[] },
): Promise<Run | undefined> {
  // What was kept may be a minute old.
  const company = await services.dataverse.get<CompanyRow>({
    collection: companyTable.set,
    key: kept.dun_companyid,
    select: ['dun_companyid', 'dun_policyversion', 'dun_name'],
  });
  const run = open.find((one) => one.dun_policyversion === version);
  if (run && company?.dun_policyversion === version)
    return { id: run.dun_policyrunid, version, affected: run.dun_affected };
  return company && begin(services, company, { version, today, overtaken: open });
}

/** One change set, so that what the company's row says is always what a run brings its debtors to. */
async function begin(
  { dataverse }: Services,
  company: CompanyRow,
  {
    version,
    today,
    overtaken,
  }: { readonly version: string; readonly today: IsoDate; readonly overtaken: readonly RunRow[] },
): Promise<Run | undefined> {
  // Named after the version of the company's row that it follows: one run each time something else comes into force.
  const id = uuidOf('policy run', company.dun_companyid, company['@odata.etag']);
  const outcome = await dataverse.changeSet([
    {
      kind: 'create',
      collection: policyRun.set,
      row: {
        dun_policyrunid: id,
        dun_name: `${company.dun_name}, ${today}, version ${version}`.slice(0, 200),
        'dun_companyid@odata.bind': bindTo(companyTable.set, company.dun_companyid),
        dun_policyversion: version,
        dun_startedon: today,
      },
    },
    {
      kind: 'update',
      collection: companyTable.set,
      key: company.dun_companyid,
      ifMatch: company['@odata.etag'],
      row: { dun_policyversion: version },
    },
    ...overtaken.map(
      (run) =>
        ({
          kind: 'update',
          collection: policyRun.set,
          key: run.dun_policyrunid,
          row: statusOf(policyRun.status.overtaken),
        }) as const,
    ),
  ]);
  return outcome.kind === 'done' ? { id, version, affected: null } : undefined;
}

/** Marks who is left as due, page by page; with nobody left the run is complete. */
async function goOn(
  { dataverse, now }: Services,
  company: CompanyRow,
  run: Run,
  today: IsoDate,
): Promise<string> {
  let left = 0;
  const pages = dataverse.pages<{ dun_debtorid: string; dun_nextevaluationon: string | null }>({
    collection: debtor.set,
    select: ['dun_debtorid', 'dun_nextevaluationon'],
    // By the digest alone: a version that only changes texts, or what concerns other companies, decides the same.
    filter:
      `_dun_companyid_value eq ${company.dun_companyid} and dun_oldestdueon ne null` +
      ` and not endswith(dun_policyversion,'-${decisionsOf(run.version)}')`,
    orderBy: ['dun_key'],
  });
  for await (const page of pages) {
    left += page.length;
    const notDue = page.filter(({ dun_nextevaluationon: on }) => on === null || on > today);
    const table = namesOf(debtor);
    const marked = await dataverse.updateMany(
      table,
      notDue.map(({ dun_debtorid: id }) => ({ id, row: { dun_nextevaluationon: today } })),
    );
    allWritten(table, marked);
  }
  await dataverse.changeSet([
    {
      kind: 'update',
      collection: policyRun.set,
      key: run.id,
      row: {
        dun_left: left,
        ...(run.affected === null && { dun_affected: left }),
        ...(left === 0 && { dun_completedon: now(), ...statusOf(policyRun.status.complete) }),
      },
    },
  ]);
  return `${company.dun_code}: ${left} debtors left to decide upon by ${run.version}`;
}
