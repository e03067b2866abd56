/** What Dataverse holds of a chunk's debtors, items and payments, with the run itself, in one request. */
import {
  debtorIdOf,
  paymentIdOf,
  receivableIdOf,
  type DebtorRow,
  type PaymentRow,
  type ReceivableRow,
} from '@dunlin/shared/records/ledger-rows';
import { debtor, payment, receivable } from '@dunlin/shared/tables/ledger';
import { syncRun } from '@dunlin/shared/tables/runs';
import type { Table } from '@dunlin/shared/tables/table';
import { idOf, selectOf } from '@dunlin/shared/tables/wire';
import type { Dataverse, ListQuery, Row } from '../dataverse/client.ts';
import { inFilters } from '../dataverse/tables.ts';
import type { RunRow } from './read-run.ts';
import type { StagedChunk } from './staged.ts';

export type Stored = {
  readonly run: RunRow | undefined;
  readonly debtors: ReadonlyMap<string, DebtorRow>;
  readonly receivables: ReadonlyMap<string, ReceivableRow>;
  readonly payments: ReadonlyMap<string, PaymentRow>;
};

export async function loadStored(dataverse: Dataverse, runId: string, chunk: StagedChunk): Promise<Stored> {
  const { company, debtors } = chunk;
  const wanted = [
    { table: syncRun, ids: [runId] },
    { table: debtor, ids: debtors.map(({ number }) => debtorIdOf(company, number)) },
    {
      table: receivable,
      ids: debtors.flatMap(({ items }) => items.map((item) => receivableIdOf(company, item))),
    },
    {
      table: payment,
      ids: debtors.flatMap(({ payments }) => payments.map(({ document }) => paymentIdOf(company, document))),
    },
  ];
  const queries = wanted.flatMap(({ table, ids }) =>
    queriesFor(table, ids).map((query) => ({ table, query })),
  );
  const answers = await dataverse.readTogether<readonly Row[]>(queries.map(({ query }) => query));
  const rowsOf = <T>(table: Table): ReadonlyMap<string, T> => {
    const rows = answers.filter((_, at) => queries[at]?.table === table).flat();
    return new Map(rows.map((row) => [row[idOf(table)] as string, row as T]));
  };
  return {
    run: rowsOf<RunRow>(syncRun).get(runId),
    debtors: rowsOf(debtor),
    receivables: rowsOf(receivable),
    payments: rowsOf(payment),
  };
}

function queriesFor(table: Table, ids: readonly string[]): readonly ListQuery[] {
  return inFilters(idOf(table), ids).map((filter) => ({
    collection: table.set,
    select: selectOf(table),
    filter,
  }));
}
