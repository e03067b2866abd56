/** Reads one row by its id or a key, with $select and $expand. */
import type { Session } from '../../engine.ts';
import type { Table } from '../../metadata/catalog.ts';
import type { AlternateKey, Column } from '../../metadata/types.ts';
import type { RowKey } from '../../records/references.ts';
import type { Caller } from '../../security/caller.ts';
import type { Sql } from '../../store/database.ts';
import { FormattedValues } from '../formatted.ts';
import { representRow, type Json, type Representation } from '../represent.ts';
import { columnSql, selectFrom, statementOf } from '../select.ts';
import { expandAll, isNested, refuseTooManyExpands } from './expand.ts';
import type { QueryOptions } from './options.ts';
import { addOutputs, neededColumns, rootAlias, selectedColumns, type ReadSettings } from './read.ts';

type Selection = Pick<QueryOptions, 'select' | 'expand'>;

/** Undefined when there is no such row the caller may read. */
export function readRow(
  session: Session,
  table: Table,
  key: RowKey,
  selection: Selection,
  { annotations, base, pageSize }: Omit<ReadSettings, 'pageSize'> & Partial<ReadSettings>,
): Json | undefined {
  const { columns, statement, nested } = planOf(session, table, key, selection);
  session.meter.add('readRow');
  const values = key.kind === 'id' ? [key.id] : key.values;
  const row = session.engine.store.database.get(statement.text, [...statement.params, ...values]);
  if (row === undefined) return undefined;
  const representation: Representation = { annotations, formatted: new FormattedValues(session) };
  const json = representRow(table, columns, row, representation);
  if (selection.expand.length > 0)
    expandAll({ session, representation, base, pageSize, nested }, table, [row], [json], selection.expand);
  return json;
}

/** What does not depend on the row: which columns are shown, and the statement, whose last parameters are those of the key. */
interface Plan {
  readonly caller: Caller;
  readonly table: Table;
  readonly key: AlternateKey | undefined;
  readonly columns: readonly Column[];
  readonly statement: Sql;
  readonly nested: boolean;
}

const plans = new WeakMap<Selection, Plan>();

/**
 * The plan made last for a selection serves as long as it is for the same caller, table and key: none of them ever changes, rights and
 * definitions that are written make new ones.
 */
function planOf(session: Session, table: Table, rowKey: RowKey, selection: Selection): Plan {
  const { caller } = session;
  const key = rowKey.kind === 'id' ? undefined : rowKey.key;
  const known = plans.get(selection);
  if (known?.caller === caller && known.table === table && known.key === key) return known;
  refuseTooManyExpands(selection.expand);
  const select = selectFrom(session, table, rootAlias);
  for (const name of key?.columns ?? [table.primaryId])
    select.where.push({ text: `${columnSql(rootAlias, name)} = ?`, params: [] });
  const columns = selectedColumns(table, selection.select);
  addOutputs(session, select, table, neededColumns(table, columns, selection.expand));
  const nested = isNested(selection.expand);
  const plan: Plan = { caller, table, key, columns, statement: statementOf(select), nested };
  plans.set(selection, plan);
  return plan;
}
