/** What is done to a row is done to those below it, as far as the relationship between them says. */
import { assumes } from '../assumptions.ts';
import { noteShare, type Session } from '../engine.ts';
import type { CascadeAction } from '../metadata/cascades.ts';
import { columnOf, isPolymorphic, tableOf, typeColumnOf, type Table } from '../metadata/catalog.ts';
import type { OneToMany } from '../metadata/types.ts';
import {
  accessesTo,
  dropInherited,
  hasAccessTo,
  inheritorsOf,
  ownersMask,
  putInherited,
  type Inheritance,
} from '../security/inherited-shares.ts';
import type { Share } from '../security/shares.ts';
import { isEmpty, type Row } from '../store/database.ts';

interface Below {
  readonly table: Table;
  readonly id: string;
  readonly row: Row;
}

/** Rows below get the owner too; whoever owned the row above leaves them, and the new one comes in. */
export function handDownOwner(
  session: Session,
  table: Table,
  before: Row,
  after: Row,
  assign: (below: Below) => void,
): void {
  if (table.handsDown.length === 0 || before['ownerid'] === after['ownerid']) return;
  const id = String(before[table.primaryId]);
  for (const below of rowsBelow(session, 'Assign', table, before)) {
    if (below.row['ownerid'] !== after['ownerid']) assign(below);
  }
  for (const below of rowsBelow(session, 'Reparent', table, before)) {
    const inheritance = inheritanceOf(below, id);
    if (!isEmpty(before['ownerid']))
      dismiss(session, 'Reparent', below, inheritance, String(before['ownerid']));
    for (const share of accessesOf(session, after, id)) admit(session, 'Reparent', below, inheritance, share);
  }
}

/** What a principal may do with a row changed: it does with the rows below. No right at all ends the sharing. */
export function handDownShare(session: Session, table: Table, row: Row, share: Share): void {
  const sourceId = String(row[table.primaryId]);
  const action = share.mask === 0 ? 'Unshare' : 'Share';
  for (const below of rowsBelow(session, action, table, row)) {
    const inheritance = inheritanceOf(below, sourceId);
    if (share.mask === 0) dismiss(session, action, below, inheritance, share.principalId);
    else admit(session, action, below, inheritance, share);
  }
}

/** A row that is put below another lets in whoever may do something with that one, and its owner; those of the one before leave. */
export function followParents(session: Session, table: Table, before: Row | undefined, after: Row): void {
  for (const relationship of table.heldBy) {
    const old = before === undefined ? undefined : parentOf(table, relationship, before);
    const now = parentOf(table, relationship, after);
    if (old === now) continue;
    const below: Below = { table, id: String(after[table.primaryId]), row: after };
    if (old !== undefined) leaveParent(session, below, old);
    const parent =
      now === undefined
        ? undefined
        : session.engine.store.row(tableOf(session.engine.catalog, relationship.referencedTable), now);
    if (now === undefined || parent === undefined || !isReached(relationship, 'Reparent', parent, after))
      continue;
    const inheritance = inheritanceOf(below, now);
    for (const share of accessesOf(session, parent, now))
      admit(session, 'Reparent', below, inheritance, share);
  }
}

/** Whoever had something of the row because of the one above it no longer does. */
export function leaveParent(session: Session, below: Below, sourceId: string): void {
  const inheritance = inheritanceOf(below, sourceId);
  for (const principal of inheritorsOf(session.engine.store.database, inheritance))
    dismiss(session, 'Reparent', below, inheritance, principal);
}

function accessesOf(session: Session, row: Row, id: string): readonly Share[] {
  const shares = accessesTo(session.engine.store.database, id);
  if (isEmpty(row['ownerid']) || !assumes('ownerAboveMayDoEverything')) return shares;
  const owner = { principalId: String(row['ownerid']), principalType: String(row['ownerid__type']) };
  return [
    ...shares.filter(({ principalId }) => principalId !== owner.principalId),
    { ...owner, mask: ownersMask },
  ];
}

function admit(
  session: Session,
  action: CascadeAction,
  { table, row }: Below,
  inheritance: Inheritance,
  share: Share,
): void {
  const { database } = session.engine.store;
  // An owner needs nobody's leave.
  if (row['ownerid'] === share.principalId) return;
  const known = hasAccessTo(database, share.principalId, inheritance.objectType);
  if (!putInherited(database, inheritance, share)) return;
  if (!known) noteShare(session.engine);
  for (const next of rowsBelow(session, action, table, row)) {
    admit(session, action, next, inheritanceOf(next, inheritance.objectId), share);
  }
}

function dismiss(
  session: Session,
  action: CascadeAction,
  { table, row }: Below,
  inheritance: Inheritance,
  principalId: string,
): void {
  const { database } = session.engine.store;
  if (!dropInherited(database, inheritance, principalId)) return;
  const stillThere = accessesTo(database, inheritance.objectId).some(
    (share) => share.principalId === principalId,
  );
  if (stillThere) return;
  for (const next of rowsBelow(session, action, table, row)) {
    dismiss(session, action, next, inheritanceOf(next, inheritance.objectId), principalId);
  }
}

function inheritanceOf({ table, id }: Below, sourceId: string): Inheritance {
  return { objectType: table.logicalName, objectId: id, sourceId };
}

/** The rows below one that an action reaches. */
function rowsBelow(session: Session, action: CascadeAction, table: Table, above: Row): readonly Below[] {
  const { catalog, store } = session.engine;
  const target = { table, id: String(above[table.primaryId]) };
  return table.handsDown.flatMap((relationship) => {
    if ((relationship.cascades?.[action] ?? 'NoCascade') === 'NoCascade') return [];
    const below = tableOf(catalog, relationship.referencingTable);
    return store
      .referencing(below, columnOf(below, relationship.referencingColumn), target, -1)
      .filter((row) => isReached(relationship, action, above, row))
      .map((row) => ({ table: below, id: String(row[below.primaryId]), row }));
  });
}

function isReached({ cascades }: OneToMany, action: CascadeAction, above: Row, below: Row): boolean {
  switch (cascades?.[action] ?? 'NoCascade') {
    case 'Cascade':
      return true;
    case 'Active':
      return below['statecode'] === 0;
    case 'UserOwned':
      return below['ownerid'] === above['ownerid'];
    case 'NoCascade':
      return false;
  }
}

function parentOf(table: Table, relationship: OneToMany, row: Row): string | undefined {
  const column = columnOf(table, relationship.referencingColumn);
  const id = row[column.logicalName];
  if (isEmpty(id)) return undefined;
  const elsewhere =
    isPolymorphic(table, column) && row[typeColumnOf(column)] !== relationship.referencedTable;
  return elsewhere ? undefined : String(id);
}
