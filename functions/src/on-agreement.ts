/** Something was agreed, changed, approved or settled: it is checked, and its debtor is decided upon anew. */
import { dateIn } from '@dunlin/shared/dates/instant';
import { agreementColumns } from '@dunlin/shared/records/agreement-rows';
import { PolicyError } from '@dunlin/shared/records/policy-rows';
import type { ApprovalRow } from '@dunlin/shared/records/proposal-rows';
import { dispute, hold, promise, promiseItem } from '@dunlin/shared/tables/agreements';
import { approval, dueDateChange } from '@dunlin/shared/tables/approvals';
import { debtor } from '@dunlin/shared/tables/ledger';
import { tradingOrder } from '@dunlin/shared/tables/trading';
import { idOf } from '@dunlin/shared/tables/wire';
import { raiseAlarm } from './alarm.ts';
import type { Change, Row } from './dataverse/client.ts';
import { inFilters } from './dataverse/tables.ts';
import {
  withoutDebtor,
  type AgreementRow,
  type AgreementTable,
  type CheckedAgreement,
  type Question,
} from './evaluation/agreement-marks.ts';
import { checkedAgreement } from './evaluation/check-agreement.ts';
import { debtorQueries, loadedDebtors, withAgreements } from './evaluation/load-debtors.ts';
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
    await written(services, lookedAt(row, table, withoutDebtor(row, table)));
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
  const question = { loaded, company, today, approvals };
  const checked = await checkedByPolicy(services, row, question);
  if (!checked) return 'the policy cannot be used: the sweep comes back to it';
  await written(services, [
    ...lookedAt(row, table, checked.changes),
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
  return dataverse.list<ApprovalRow>({
    collection: approval.set,
    select: agreementColumns(approval),
    filter: `${lookup} eq ${id}`,
    orderBy: ['createdon', 'dun_approvalid'],
  });
}

/** A policy that cannot be used is no fault of the row: somebody has to hear of it, and repeating the message helps nobody. */
async function checkedByPolicy(
  services: Services,
  row: AgreementRow,
  question: Question,
): Promise<CheckedAgreement | undefined> {
  const roles = await rolesOf(services, question.approvals);
  try {
    return checkedAgreement(row, question, roles);
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    await raiseAlarm(services, question.company.company, {
      day: question.today,
      subject: 'The policy cannot be used',
      text: `${error.message}. What was agreed with customers is not checked meanwhile.`,
    });
    return undefined;
  }
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

/** The app is the last to write a row in force that it has looked at, also when nothing is to be said: otherwise the sweep takes it for lost. */
function lookedAt(row: AgreementRow, table: AgreementTable, changes: readonly Change[]): readonly Change[] {
  const key = (row as unknown as Row)[idOf(table)];
  const isWritten = changes.some(
    (change) => change.kind === 'update' && change.collection === table.set && change.key === key,
  );
  if (isWritten || row.statecode !== 0) return changes;
  const same: Row = { dun_result: row.dun_result };
  const ifMatch = row['@odata.etag'];
  return [...changes, { kind: 'update', collection: table.set, key: String(key), ifMatch, row: same }];
}

/** All of it or nothing; what changed meanwhile brings the message back. */
async function written({ dataverse }: Services, changes: readonly Change[]): Promise<void> {
  const outcome = await dataverse.changeSet(changes);
  if (outcome.kind === 'refused')
    throw new Error(`It changed meanwhile and is looked at again: ${outcome.message}`);
}
