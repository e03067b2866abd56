/** What all rows have in common that one request makes in one table: defaults, who makes them and when, and the caller as their owner. */
import type { Session } from '../engine.ts';
import type { Table } from '../metadata/catalog.ts';
import { perTable } from '../metadata/per-table.ts';
import type { Row } from '../store/database.ts';
import { ownerColumns } from './ownership.ts';

const known = new WeakMap<Session, Map<Table, Row>>();

/** The same object for each row of the request. */
export function commonColumns(session: Session, table: Table): Readonly<Row> {
  let ofSession = known.get(session);
  if (ofSession === undefined) {
    ofSession = new Map();
    known.set(session, ofSession);
  }
  let common = ofSession.get(table);
  if (common === undefined) {
    common = workOut(session, table);
    ofSession.set(table, common);
  }
  return common;
}

function workOut(session: Session, table: Table): Row {
  const { caller, now, engine } = session;
  const behalf = caller.initiatingUser?.userId ?? null;
  const common: Row = {
    ...defaultsOf(table),
    createdon: now,
    createdby: caller.userId,
    createdonbehalfby: behalf,
    modifiedon: now,
    modifiedby: caller.userId,
    modifiedonbehalfby: behalf,
  };
  if (table.ownership === 'user') Object.assign(common, ownerColumns(session));
  if (table.columnByName.has('organizationid')) common['organizationid'] = engine.organization.id;
  if (table.isActivity) common['activitytypecode'] = table.logicalName;
  return common;
}

/** Defaults of choices and yes/no columns. */
const defaultsOf = perTable((table): Row => {
  const defaults: Row = {};
  for (const { logicalName, kind, defaultValue } of table.columns) {
    if (defaultValue !== undefined && kind !== 'state' && kind !== 'status')
      defaults[logicalName] = defaultValue;
  }
  return defaults;
});
