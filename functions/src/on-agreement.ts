/** Something was agreed, changed, approved or settled: it is checked, and its debtor is decided upon anew. */
import { dateIn, minutesAfter } from '@dunlin/shared/dates/instant';
import { queues, type DataverseEvents } from '@dunlin/shared/messages/messages';
import { agreementColumns } from '@dunlin/shared/records/agreement-rows';
import { PolicyError } from '@dunlin/shared/records/policy-rows';
import type { ApprovalRow } from '@dunlin/shared/records/proposal-rows';
import { dispute, hold, promise, promiseItem } from '@dunlin/shared/tables/agreements';
import { approval, dueDateChange } from '@dunlin/shared/tables/approvals';
import { debtor } from '@dunlin/shared/tables/ledger';
import { tradingOrder } from '@dunlin/shared/tables/trading';
import { raiseAlarm } from './alarm.ts';
import type { Change, Row } from './dataverse/client.ts';
import { inFilters } from './dataverse/tables.ts';
import {
  withoutDebtor,
  type AgreementRow,
  type CheckedAgreement,
  type Question,
} from './evaluation/agreement-marks.ts';
import { asFound } from './evaluation/approvals.ts';
import { checkedAgreement } from './evaluation/check-agreement.ts';
import {
  debtorQueries,
  loadedDebtors,
  withAgreements,
  type LoadedDebtor,
} from './evaluation/load-debtors.ts';
import { handOver } from './evaluation/plan-due-debtors.ts';
import type { Services } from './services.ts';

const tables = {
  dun_promise: promise,
  dun_dispute: dispute,
  dun_hold: hold,
  dun_duedatechange: dueDateChange,
  dun_tradingorder: tradingOrder,
} as const;

export type AgreementName = keyof typeof tables;

export async function onAgreement(services: Services, name: AgreementName, id: string): Promise<string> {
  const { dataverse, policies, now } = services;
  const table = tables[name];
  const row = await dataverse.get<AgreementRow>({
    collection: table.set,
    key: id,
    select: agreementColumns(table),
  });
  if (!row) return 'it is gone';
  if (row._dun_debtorid_value === null) {
    await written(services, withoutDebtor(row, table));
    return 'it names no debtor, and says so';
  }
  const queries = debtorQueries([row._dun_debtorid_value]);
  const [loaded] = await withAgreements(
    dataverse,
    loadedDebtors(await dataverse.readTogether<readonly Row[]>(queries)),
  );
  if (!loaded) return 'its debtor is gone';
  const company = await policies.ofCompany(loaded.row._dun_companyid_value);
  const today = dateIn(company.company.dun_timezone, now());
  const approvals = await approvalsFor(services, name, id);
  const question = { loaded, company, today, app: await dataverse.ownUserId(), approvals };
  const checked = await checkedIfPossible(services, row, question);
  if (!checked) return lookAgainLater(services, name, id);
  await written(services, [
    ...checked.changes,
    {
      kind: 'update',
      collection: debtor.set,
      key: loaded.row.dun_debtorid,
      row: { dun_nextevaluationon: today },
    },
  ]);
  await handOver(services, [loaded.row.dun_debtorid]);
  return checked.problems.length > 0 ? 'it cannot stand, and says why' : 'it stands; its debtor is evaluated';
}

/** An item was added to a promise, or changed: the promise is looked at anew. */
export async function onPromiseItem(services: Services, id: string): Promise<string> {
  const item = await services.dataverse.get<{ readonly _dun_promiseid_value: string | null }>({
    collection: promiseItem.set,
    key: id,
    select: ['_dun_promiseid_value'],
  });
  const promiseId = item?._dun_promiseid_value ?? null;
  if (promiseId === null) return 'it is gone, or names no promise';
  return onAgreement(services, 'dun_promise', promiseId);
}

const approvable = {
  dun_promise: '_dun_promiseid_value',
  dun_dispute: '_dun_disputeid_value',
  dun_duedatechange: '_dun_duedatechangeid_value',
} as const;

/** Somebody approved or declined: what it is about is looked at anew. */
export async function onApproval(services: Services, id: string): Promise<string> {
  const row = await services.dataverse.get<ApprovalRow>({
    collection: approval.set,
    key: id,
    select: agreementColumns(approval),
  });
  for (const [name, lookup] of Object.entries(approvable)) {
    const about = row?.[lookup] ?? null;
    if (about !== null) return onAgreement(services, name as keyof typeof approvable, about);
  }
  return 'it is gone, or about nothing';
}

async function approvalsFor(
  { dataverse }: Services,
  name: AgreementName,
  id: string,
): Promise<readonly ApprovalRow[]> {
  if (!(name in approvable)) return [];
  const lookup = approvable[name as keyof typeof approvable];
  const rows = await dataverse.list<ApprovalRow>({
    collection: approval.set,
    select: agreementColumns(approval),
    filter: `${lookup} eq ${id}`,
    orderBy: ['createdon', 'dun_approvalid'],
  });
  return asFound(rows);
}

/** A policy or a debtor that cannot be reckoned with is no fault of the row: somebody has to hear of it, and repeating the message at once helps nobody. */
async function checkedIfPossible(
  services: Services,
  row: AgreementRow,
  question: Question,
): Promise<CheckedAgreement | undefined> {
  const roles = await rolesOf(services, question.approvals);
  try {
    return checkedAgreement(row, question, roles);
  } catch (error) {
    const alarm = alarmOf(error, question.loaded);
    if (!alarm) throw error;
    await raiseAlarm(services, question.company.company, {
      day: question.today,
      subject: alarm.subject,
      text: `${alarm.text}. What was agreed with customers is not checked meanwhile.`,
    });
    return undefined;
  }
}

function alarmOf(
  error: unknown,
  { row }: LoadedDebtor,
): { readonly subject: string; readonly text: string } | undefined {
  if (error instanceof PolicyError) return { subject: 'The policy cannot be used', text: error.message };
  if (!(error instanceof RangeError || error instanceof SyntaxError)) return undefined;
  return {
    subject: `What was agreed with ${row.dun_name} (${row.dun_number}) cannot be checked`,
    text: `One of the debtor’s rows cannot be reckoned with: ${error.message}`,
  };
}

/** Often enough for somebody who mended it to see it the same day. */
const hoursToNextLook = 6;

/** Its event comes again: nobody may touch the row any more. */
async function lookAgainLater({ bus, now }: Services, name: AgreementName, id: string): Promise<string> {
  const notBefore = minutesAfter(now(), hoursToNextLook * 60);
  const event: DataverseEvents = { PrimaryEntityName: name, PrimaryEntityId: id };
  await bus.send(queues.dataverseEvents, [{ body: event, notBefore }]);
  return `it cannot be checked now: it is looked at again at ${notBefore}`;
}

/** The security roles people were given themselves, by name. */
async function rolesOf(
  { dataverse }: Services,
  approvals: readonly ApprovalRow[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const people = [...new Set(approvals.map(({ _createdby_value }) => _createdby_value))];
  const roles = new Map<string, readonly string[]>();
  for (const filter of inFilters('systemuserid', people)) {
    const users = await dataverse.list<{
      readonly systemuserid: string;
      readonly systemuserroles_association: readonly { readonly name: string }[];
    }>({
      collection: 'systemusers',
      select: ['systemuserid'],
      filter,
      expand: 'systemuserroles_association($select=name)',
    });
    for (const user of users)
      roles.set(
        user.systemuserid,
        user.systemuserroles_association.map(({ name }) => name),
      );
  }
  return roles;
}

/** All of it or nothing; what changed meanwhile brings the message back. */
async function written({ dataverse }: Services, changes: readonly Change[]): Promise<void> {
  const outcome = await dataverse.changeSet(changes);
  if (outcome.kind === 'refused')
    throw new Error(`It changed meanwhile and is looked at again: ${outcome.message}`);
}
