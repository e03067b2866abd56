/**
 * InitializeFrom: what a new row begins with when it is made from another one. The lookups that point at that row are set, and the columns
 * that the maps between the two tables name are taken over. Nothing is written.
 */
import type { Session } from '../engine.ts';
import { badRequest, rowNotFound } from '../errors.ts';
import { isLookup, tableOf, type Table } from '../metadata/catalog.ts';
import type { Column } from '../metadata/types.ts';
import { lookupTarget, type Json } from '../query/represent.ts';
import { resolveReference } from '../records/references.ts';
import { requireAccess, requirePrivilege } from '../security/access.ts';
import { isHidden } from '../security/columns.ts';
import { isEmpty, type Row } from '../store/database.ts';
import type { Exchange } from './exchange.ts';
import { addressIn, requiredParameter, textParameter } from './parameters.ts';
import { jsonResponse, type WebResponse } from './http.ts';
import type { Segment } from './path.ts';

/** `InitializeFrom(EntityMoniker=@r,TargetEntityName=@t,TargetFieldType=@f)` */
export function initializeFrom(exchange: Exchange, segment: Segment): WebResponse {
  const { session, request } = exchange;
  const reference = resolveReference(
    session,
    addressIn(requiredParameter(exchange, segment, 'EntityMoniker')),
  );
  const { catalog, store } = session.engine;
  const source = tableOf(catalog, reference.table);
  const name = textParameter(exchange, segment, 'TargetEntityName');
  const target = catalog.tables.get(name);
  if (target === undefined) throw badRequest(`The entity with a name = '${name}' was not found.`);
  const wanted = fieldTypeOf(requiredParameter(exchange, segment, 'TargetFieldType'));
  const row = store.row(source, reference.id);
  if (row === undefined) throw rowNotFound(source.logicalName, reference.id);
  requireAccess(session.caller, 'Read', source, row);
  requirePrivilege(session.caller, 'Create', target);
  const taken = {
    ...pointersAt(source, reference.id, target, wanted),
    ...mapped(session, { source, row }, target, wanted),
  };
  return jsonResponse(200, {
    '@odata.context': `${request.base}$metadata#${target.entitySetName}/$entity`,
    '@odata.type': `#Microsoft.Dynamics.CRM.${target.logicalName}`,
    ...taken,
  });
}

type Wanted = (column: Column) => boolean;

const fieldTypes: Readonly<Record<string, Wanted>> = {
  All: () => true,
  ValidForCreate: ({ validForCreate }) => validForCreate,
  ValidForUpdate: ({ validForUpdate }) => validForUpdate,
  ValidForRead: () => true,
};

function fieldTypeOf(written: string): Wanted {
  const name = /^\s*(?:Microsoft\.Dynamics\.CRM\.TargetFieldType)?'?(\w+)'?\s*$/.exec(written)?.[1] ?? '';
  const found = Object.hasOwn(fieldTypes, name) ? fieldTypes[name] : undefined;
  if (found === undefined) throw badRequest(`'${written}' is not a TargetFieldType.`);
  return found;
}

/** Every relationship from the new row's table to the other one brings a map of its own: its lookup is the other row. */
function pointersAt(source: Table, id: string, target: Table, wanted: Wanted): Json {
  return Object.fromEntries(
    [...target.singles.values()]
      .filter(({ column, targets }) => isRelation(column) && wanted(column) && targets.includes(source))
      .map(({ name }) => [`${name}@odata.bind`, `${source.entitySetName}(${id})`]),
  );
}

/** Not who made, owns or changed it. */
function isRelation({ isCustom, logicalName }: Column): boolean {
  return isCustom || logicalName === 'regardingobjectid';
}

function mapped(
  { engine, caller }: Session,
  { source, row }: { readonly source: Table; readonly row: Row },
  target: Table,
  wanted: Wanted,
): Json {
  const pairs = engine.store.database.all(
    'SELECT a.sourceattributename AS source, a.targetattributename AS target FROM attributemap a ' +
      'JOIN entitymap e ON e.entitymapid = a.entitymapid WHERE e.sourceentityname = ? AND e.targetentityname = ? ' +
      'ORDER BY a.targetattributename',
    [source.logicalName, target.logicalName],
  );
  return Object.assign(
    {},
    ...pairs.map((pair): Json => {
      const from = source.columnByName.get(String(pair['source']));
      const to = target.columnByName.get(String(pair['target']));
      if (from === undefined || to === undefined || !wanted(to) || isHidden(caller, source, from)) return {};
      return isEmpty(row[from.logicalName])
        ? {}
        : valueFor(engine.catalog, { source, from, row }, target, to);
    }),
  ) as Json;
}

function valueFor(
  catalog: Session['engine']['catalog'],
  { source, from, row }: { readonly source: Table; readonly from: Column; readonly row: Row },
  target: Table,
  to: Column,
): Json {
  const stored = row[from.logicalName] ?? null;
  if (!isLookup(from)) return { [to.logicalName]: from.kind === 'boolean' ? stored === 1 : stored };
  const pointed = tableOf(catalog, lookupTarget(source, from, row) ?? '');
  const navigation = [...target.singles.values()].find(
    ({ column, targets }) => column === to && targets.includes(pointed),
  );
  if (navigation === undefined) return {};
  return { [`${navigation.name}@odata.bind`]: `${pointed.entitySetName}(${String(stored)})` };
}
