/** A promise, a dispute or a hold was written, changed or settled: it is checked, and its debtor is decided upon anew. */
import { dateIn } from '@dunlin/shared/dates/instant';
import {
  agreementColumns,
  type DisputeRow,
  type HoldRow,
  type PromiseRow,
} from '@dunlin/shared/records/agreement-rows';
import { dispute, hold, promise } from '@dunlin/shared/tables/agreements';
import { debtor } from '@dunlin/shared/tables/ledger';
import type { Row } from './dataverse/client.ts';
import {
  checkedDispute,
  checkedHold,
  checkedPromise,
  withoutDebtor,
  type CheckedAgreement,
} from './evaluation/check-agreement.ts';
import { debtorQueries, loadedDebtors, withPromises } from './evaluation/load-debtors.ts';
import { handOver } from './evaluation/plan-due-debtors.ts';
import type { Services } from './services.ts';

const tables = { dun_promise: promise, dun_dispute: dispute, dun_hold: hold } as const;

export type AgreementTable = keyof typeof tables;

export async function onAgreement(services: Services, name: AgreementTable, id: string): Promise<string> {
  const { dataverse, policies, now } = services;
  const table = tables[name];
  const row = await dataverse.get<PromiseRow | DisputeRow | HoldRow>({
    collection: table.set,
    key: id,
    select: agreementColumns(table),
  });
  if (!row) return 'it is gone';
  if (row._dun_debtorid_value === null) return refuseWithoutDebtor(services, table, row);
  const queries = debtorQueries([row._dun_debtorid_value]);
  const [loaded] = await withPromises(
    dataverse,
    loadedDebtors(await dataverse.readTogether<readonly Row[]>(queries)),
  );
  if (!loaded) return 'its debtor is gone';
  const company = await policies.ofCompany(loaded.row._dun_companyid_value);
  const today = dateIn(company.company.dun_timezone, now());
  const { problems, changes } = check(row, { loaded, company, today });
  const outcome = await dataverse.changeSet([
    ...changes,
    {
      kind: 'update',
      collection: debtor.set,
      key: loaded.row.dun_debtorid,
      row: { dun_nextevaluationon: today },
    },
  ]);
  if (outcome.kind === 'refused')
    throw new Error(`It changed meanwhile and is looked at again: ${outcome.message}`);
  await handOver(services, [loaded.row.dun_debtorid]);
  return problems.length > 0 ? 'it cannot stand, and says why' : 'it stands; its debtor is evaluated';
}

/** Nobody can be looked at, so all there is to do is to say so. */
async function refuseWithoutDebtor(
  { dataverse }: Services,
  table: (typeof tables)[AgreementTable],
  row: PromiseRow | DisputeRow | HoldRow,
): Promise<string> {
  const outcome = await dataverse.changeSet([withoutDebtor(row, table)]);
  if (outcome.kind === 'refused')
    throw new Error(`It changed meanwhile and is looked at again: ${outcome.message}`);
  return 'it names no debtor, and says so';
}

function check(
  row: PromiseRow | DisputeRow | HoldRow,
  question: Parameters<typeof checkedPromise>[1],
): CheckedAgreement {
  if ('dun_promiseid' in row) return checkedPromise(row, question);
  return 'dun_disputeid' in row ? checkedDispute(row, question) : checkedHold(row, question);
}
