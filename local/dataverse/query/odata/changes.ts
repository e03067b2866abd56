/** Change tracking: what was written and deleted since a version of the store. */
import { assumes } from '../../assumptions.ts';
import type { Session } from '../../engine.ts';
import { badRequest, DataverseError, invalidArgument } from '../../errors.ts';
import type { Table } from '../../metadata/catalog.ts';
import { deletedSince } from '../../store/deletions.ts';
import type { Annotations } from '../annotations.ts';
import { FormattedValues } from '../formatted.ts';
import { representRow, type Json } from '../represent.ts';
import { columnSql, countRows, runSelect, selectFrom, type Select } from '../select.ts';
import type { QueryOptions } from './options.ts';
import { addOutputs, neededColumns, rootAlias, selectedColumns } from './read.ts';

/** A token is good for as long as Dataverse keeps what was deleted. */
const tokenLifetimeMs = 7 * 24 * 3_600_000;

/** More than an environment ever has rows: changes come in one answer. */
const allOfThem = Number.MAX_SAFE_INTEGER;

/** Throws when changes of the table cannot be tracked, or not with these options. */
export function requireTracking(table: Table, { filter, orderBy, expand, top }: QueryOptions): void {
  if (!table.changeTracking)
    throw invalidArgument(`Change tracking is not enabled for the table '${table.logicalName}'.`);
  if (filter !== undefined || orderBy.length > 0 || expand.length > 0 || top !== undefined)
    throw badRequest('$filter, $orderby, $expand and $top cannot be used when changes are tracked.');
}

/** `<version>!<when>`: where the next answer goes on. */
export function deltaToken(session: Session): string {
  return `${session.engine.store.version}!${session.now}`;
}

/** The version in a token; throws when it is none, or too old. */
export function versionIn(session: Session, token: string): number {
  const [, version, when = ''] = /^(\d+)!(.+)$/.exec(token) ?? [];
  const writtenMs = Date.parse(when);
  if (version === undefined || Number.isNaN(writtenMs))
    throw badRequest(`The delta token '${token}' is not valid.`);
  if (Date.parse(session.now) - writtenMs > tokenLifetimeMs) throw expired();
  return Number(version);
}

/** Rows written after a version, and the ids of those deleted. */
export function changesSince(
  session: Session,
  table: Table,
  version: number,
  options: QueryOptions,
  annotations: Annotations,
): { readonly rows: readonly Json[]; readonly deleted: readonly string[] } {
  const select = changedRows(session, table, version);
  const columns = selectedColumns(table, options.select);
  addOutputs(session, select, table, neededColumns(table, columns, []));
  const sql = columnSql(rootAlias, 'versionnumber');
  select.order.push({ sql, descending: false, output: 'versionnumber' });
  const representation = { annotations, formatted: new FormattedValues(session) };
  const rows = runSelect(session, select, allOfThem).map((row) =>
    representRow(table, columns, row, representation),
  );
  return { rows, deleted: deletedSince(session.engine.store.database, table.logicalName, version) };
}

export function countChanges(session: Session, table: Table, version: number): number {
  const deleted = deletedSince(session.engine.store.database, table.logicalName, version).length;
  return countRows(session, changedRows(session, table, version), allOfThem) + deleted;
}

function changedRows(session: Session, table: Table, version: number): Select {
  const select = selectFrom(session, table, rootAlias);
  select.where.push({ text: `${columnSql(rootAlias, 'versionnumber')} > ?`, params: [version] });
  return select;
}

/** Assumed: the documentation says how long a token is good, not how an old one is refused. */
function expired(): Error {
  const status = assumes('oldDeltaTokenIsBadRequest') ? 400 : 410;
  return new DataverseError(status, '0x80044352', 'The version stamp of the delta token has expired.');
}
