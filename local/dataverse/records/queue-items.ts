/** A queue item shows what it holds, and nothing is held by two active items. */
import type { Session } from '../engine.ts';
import { DataverseError } from '../errors.ts';
import { tableOf } from '../metadata/catalog.ts';
import { isEmpty, type Row } from '../store/database.ts';

/** Title and type of a new item, from the row it holds; that row's absence is found out with the other lookups. */
export function queueItemColumns(session: Session, item: Row): Row {
  const { catalog, store } = session.engine;
  const id = item['objectid'];
  if (isEmpty(id)) return { enteredon: session.now };
  const table = tableOf(catalog, String(item['objectid__type']));
  if (activeItemOf(session, String(id)) !== undefined) {
    throw new DataverseError(400, '0x80040526', 'An active queue item already exists for the given object.');
  }
  const held = store.row(table, String(id));
  return {
    enteredon: session.now,
    title: table.primaryName === undefined ? null : (held?.[table.primaryName] ?? null),
    objecttypecode: table.objectTypeCode,
  };
}

/** The id of the active queue item that holds a row. */
export function activeItemOf(session: Session, objectId: string): string | undefined {
  const row = session.engine.store.database.get(
    'SELECT queueitemid AS id FROM queueitem WHERE objectid = ? AND statecode = 0',
    [objectId],
  );
  return row === undefined ? undefined : String(row['id']);
}
