/**
 * Writes one chunk of a drop: what is new or changed of its debtors, items and payments, and nothing else. Debtors are marked due
 * before their rows are written, so that a crash in between can only lead to an evaluation too many.
 */
import type { RejectedRow } from '@dunlin/shared/messages/ledger';
import type { Currencies } from '@dunlin/shared/records/currencies';
import {
  debtorColumns,
  debtorIdOf,
  differs,
  paymentColumns,
  paymentIdOf,
  receivableBinds,
  receivableColumns,
  receivableIdOf,
  receivableStatus,
  type DebtorRow,
  type PaymentRow,
  type ReceivableRow,
  type WireRow,
} from '@dunlin/shared/records/ledger-rows';
import { bindCurrency } from '@dunlin/shared/records/currencies';
import { debtor, payment, receivable } from '@dunlin/shared/tables/ledger';
import { rejectedRow, syncChunk } from '@dunlin/shared/tables/runs';
import type { Table } from '@dunlin/shared/tables/table';
import { bindTo, selectOf, statusOf } from '@dunlin/shared/tables/wire';
import type { ListQuery, Row, Update, Upsert } from '../dataverse/client.ts';
import { inFilters, namesOf } from '../dataverse/tables.ts';
import type { Services } from '../services.ts';
import { createCustomers } from './create-customers.ts';
import { chunkIdOf, chunksOfRun, isComplete, runOf, type RunRow } from './read-run.ts';
import { stagingFolder, type StagedChunk, type StagedDebtor } from './staged.ts';
import { announce, rejectedColumns } from './start-run.ts';

/** @returns what was done, in words */
export async function importChunk(services: Services, runId: string, chunkNumber: number): Promise<string> {
  const { dataverse, settings, policies } = services;
  const run = await runOf(dataverse, runId);
  if (!run || isComplete(run)) return 'the run is complete already';
  const chunk = await stagingFolder(settings.DROP_FOLDER, runId).read(chunkNumber);
  const { company, currencies } = await policies.ofCompany(run._dun_companyid_value);
  const stored = await loadStored(services, company.dun_code, chunk);
  const created = await createCustomers(
    services,
    company.dun_code,
    chunk.debtors.filter(({ number }) => !stored.debtors.has(debtorIdOf(company.dun_code, number))),
  );
  const context: WriteContext = {
    run,
    company: company.dun_code,
    companyId: company.dun_companyid,
    currencies,
    stored,
    customerBinds: created,
    owner:
      company._dun_teamid_value === null
        ? {}
        : { 'ownerid@odata.bind': bindTo('teams', company._dun_teamid_value) },
  };
  const writes = chunk.debtors.map((one) => changesOf(one, context));
  const items = writes.flatMap(({ receivables }) => receivables);
  const refused: RejectedRow[] = [];
  const write = async (table: Table, rows: readonly Upsert[]): Promise<void> => {
    const outcome = await dataverse.upsertMany(namesOf(table), rows);
    for (const { index, message } of outcome.refused) {
      const value = String(rows[index]?.row['dun_name'] ?? rows[index]?.key);
      refused.push({
        file: run.dun_manifest,
        line: 0,
        column: '',
        value,
        reason: `${table.label}: ${message}`,
      });
    }
  };
  await write(
    debtor,
    writes.flatMap(({ debtors }) => debtors),
  );
  await write(receivable, items);
  await dataverse.updateMany(
    namesOf(receivable),
    writes.flatMap(({ closures }) => closures),
  );
  await write(
    payment,
    writes.flatMap(({ payments }) => payments),
  );
  await dataverse.createMany(
    namesOf(rejectedRow),
    refused.map((row, at) => rejectedColumns(runId, row, at)),
  );
  const isNew = ({ key }: Upsert): boolean => !stored.receivables.has(String(key));
  await dataverse.updateMany(namesOf(syncChunk), [
    {
      id: chunkIdOf(runId, chunkNumber),
      row: {
        dun_created: items.filter(isNew).length,
        dun_updated: items.filter((item) => !isNew(item)).length,
        dun_unchanged: chunk.debtors.reduce((sum, one) => sum + one.items.length, 0) - items.length,
        ...statusOf(syncChunk.status.done),
      },
    },
  ]);
  const waiting = (await chunksOfRun(dataverse, runId)).filter(({ statecode }) => statecode === 0);
  if (waiting.length === 0) await announce(services, runId, []);
  return `${items.length} of ${chunk.debtors.reduce((sum, one) => sum + one.items.length, 0)} items written`;
}

type Stored = {
  readonly debtors: ReadonlyMap<string, DebtorRow>;
  readonly receivables: ReadonlyMap<string, ReceivableRow>;
  readonly payments: ReadonlyMap<string, PaymentRow>;
};

async function loadStored({ dataverse }: Services, company: string, chunk: StagedChunk): Promise<Stored> {
  const debtorIds = chunk.debtors.map(({ number }) => debtorIdOf(company, number));
  const itemIds = chunk.debtors.flatMap(({ items }) => items.map((item) => receivableIdOf(company, item)));
  const paymentIds = chunk.debtors.flatMap(({ payments }) =>
    payments.map(({ document }) => paymentIdOf(company, document)),
  );
  const queriesFor = (
    table: typeof debtor | typeof receivable | typeof payment,
    ids: readonly string[],
  ): readonly ListQuery[] =>
    inFilters(`${table.name}id`, ids).map((filter) => ({
      collection: table.set,
      select: selectOf(table),
      filter,
    }));
  const [debtorQueries, itemQueries, paymentQueries] = [
    queriesFor(debtor, debtorIds),
    queriesFor(receivable, itemIds),
    queriesFor(payment, paymentIds),
  ];
  const answers = (await dataverse.readTogether([
    ...debtorQueries,
    ...itemQueries,
    ...paymentQueries,
  ])) as readonly (readonly Row[])[];
  const rowsOf = (start: number, count: number): readonly Row[] => answers.slice(start, start + count).flat();
  const byId = <T>(rows: readonly Row[], id: string): ReadonlyMap<string, T> =>
    new Map(rows.map((row) => [String(row[id]), row as T]));
  return {
    debtors: byId(rowsOf(0, debtorQueries.length), 'dun_debtorid'),
    receivables: byId(rowsOf(debtorQueries.length, itemQueries.length), 'dun_receivableid'),
    payments: byId(rowsOf(debtorQueries.length + itemQueries.length, paymentQueries.length), 'dun_paymentid'),
  };
}

type WriteContext = {
  readonly run: RunRow;
  readonly company: string;
  readonly companyId: string;
  readonly currencies: Currencies;
  readonly stored: Stored;
  /** The bind of the customer, per customer number of a new debtor. */
  readonly customerBinds: ReadonlyMap<string, WireRow>;
  readonly owner: WireRow;
};

type Changes = {
  readonly debtors: readonly Upsert[];
  readonly receivables: readonly Upsert[];
  /** New items that are closed already. */
  readonly closures: readonly Update[];
  readonly payments: readonly Upsert[];
};

function changesOf(staged: StagedDebtor, context: WriteContext): Changes {
  const { company, stored, currencies, owner, run } = context;
  const debtorId = debtorIdOf(company, staged.number);
  const source = { dun_source: run.dun_source, dun_sequence: run.dun_sequence };
  const receivables: Upsert[] = [];
  const closures: Update[] = [];
  for (const item of staged.items) {
    const id = receivableIdOf(company, item);
    const before = stored.receivables.get(id);
    const [columns, status] = [receivableColumns(company, item), receivableStatus(item)];
    if (!before) {
      receivables.push({
        key: id,
        row: { ...columns, ...source, ...receivableBinds(currencies, debtorId, item), ...owner },
      });
      // A row is created open, whatever the ERP says of the item.
      if (item.state !== 'open') closures.push({ id, row: status });
    } else if (differs(before, { ...columns, ...status })) {
      receivables.push({ key: id, row: { ...columns, ...status, ...source } });
    }
  }
  const payments = staged.payments.flatMap((paid): readonly Upsert[] => {
    const id = paymentIdOf(company, paid.document);
    const before = stored.payments.get(id);
    const columns = paymentColumns(company, paid);
    if (before && !differs(before, columns)) return [];
    const binds = {
      'dun_debtorid@odata.bind': bindTo(debtor.set, debtorId),
      ...bindCurrency(currencies, paid.amount.currency),
      ...owner,
    };
    return [{ key: id, row: { ...columns, ...(!before && binds) } }];
  });
  return {
    debtors: debtorChange(staged, debtorId, context, receivables.length > 0),
    receivables,
    closures,
    payments,
  };
}

function debtorChange(
  staged: StagedDebtor,
  debtorId: string,
  context: WriteContext,
  itemsChange: boolean,
): readonly Upsert[] {
  const { company, companyId, stored, customerBinds, owner, run } = context;
  const before = stored.debtors.get(debtorId);
  const columns = staged.customer ? debtorColumns(company, staged.customer) : {};
  const due = { dun_nextevaluationon: run.dun_ledgerason };
  if (before) {
    const changed = differs(before, columns);
    const isDue = before.dun_nextevaluationon !== null && before.dun_nextevaluationon <= run.dun_ledgerason;
    if (!changed && (!itemsChange || isDue)) return [];
    return [{ key: debtorId, row: { ...(changed && columns), ...(itemsChange && due) } }];
  }
  const customer = customerBinds.get(staged.number);
  if (!customer) throw new Error(`No customer for the new debtor ${staged.number}`);
  return [
    {
      key: debtorId,
      row: {
        ...columns,
        ...due,
        ...customer,
        'dun_companyid@odata.bind': bindTo('dun_companies', companyId),
        ...owner,
      },
    },
  ];
}
