/** The message a Service Bus endpoint receives: a RemoteExecutionContext as Dataverse serialises it to JSON. */
import type { Session } from '../engine.ts';
import { newId } from '../ids.ts';
import type { Table } from '../metadata/catalog.ts';
import type { Column } from '../metadata/types.ts';
import { targetOf } from '../records/links.ts';
import { isEmpty, type Row, type SqlValue } from '../store/database.ts';
import type { Posting } from './outbox.ts';
import type { Step, StepImage } from './register.ts';

export interface WrittenRow {
  readonly message: 'Create' | 'Update' | 'Delete';
  readonly table: Table;
  readonly id: string;
  /** What the message carries as its target. */
  readonly attributes: Row;
  readonly before?: Row;
  readonly after?: Row;
}

type Json = null | string | number | boolean | readonly Json[] | { readonly [name: string]: Json };
type Entry = { readonly key: string; readonly value: Json };

/** Above this many bytes Dataverse leaves out what the receiver can read again. */
const maximumBytes = 192 * 1024;

const claims = 'http://schemas.microsoft.com/xrm/2011/Claims';

export function executionContext(session: Session, step: Step, written: WrittenRow): Posting {
  const { engine, caller, requestId } = session;
  const { table } = written;
  const full = contextOf(session, step, written);
  const body = JSON.stringify(full);
  const tooLarge = Buffer.byteLength(body) > maximumBytes;
  const properties: Record<string, string> = {
    [`${claims}/Organization`]: engine.organization.name,
    [`${claims}/User`]: caller.fullName,
    [`${claims}/InitiatingUser`]: (caller.initiatingUser ?? caller).fullName,
    [`${claims}/EntityLogicalName`]: table.logicalName,
    [`${claims}/RequestName`]: written.message,
  };
  if (tooLarge) properties['MessageMaxSizeExceeded'] = 'true';
  const reduced = {
    ...full,
    InputParameters: [],
    ParentContext: null,
    PostEntityImages: [],
    PreEntityImages: [],
  };
  return {
    id: newId(),
    queue: step.queue,
    correlationId: requestId,
    body: tooLarge ? JSON.stringify(reduced) : body,
    properties,
  };
}

function contextOf(session: Session, step: Step, written: WrittenRow): { readonly [name: string]: Json } {
  const { engine, caller, requestId } = session;
  const { table, id, message } = written;
  const target =
    message === 'Delete'
      ? {
          __type: contract('EntityReference'),
          Id: id,
          KeyAttributes: [],
          LogicalName: table.logicalName,
          Name: null,
          RowVersion: null,
        }
      : entity(session, table, id, written.attributes);
  // Members stand in alphabetical order, as the data contract writes them.
  return {
    BusinessUnitId: caller.businessUnitId,
    CorrelationId: requestId,
    Depth: 1,
    InitiatingUserAgent: session.userAgent,
    InitiatingUserAzureActiveDirectoryObjectId: (caller.initiatingUser ?? caller).azureObjectId,
    InitiatingUserId: (caller.initiatingUser ?? caller).userId,
    InputParameters: [{ key: 'Target', value: target }],
    IsExecutingOffline: false,
    IsInTransaction: false,
    IsOfflinePlayback: false,
    IsolationMode: 1,
    MessageName: message,
    Mode: step.mode,
    OperationCreatedOn: dateText(engine.clock.now(), '+0000'),
    OperationId: newId(),
    OrganizationId: engine.organization.id,
    OrganizationName: engine.organization.name,
    OutputParameters: message === 'Create' ? [{ key: 'id', value: id }] : [],
    OwningExtension: {
      Id: step.id,
      KeyAttributes: [],
      LogicalName: 'sdkmessageprocessingstep',
      Name: step.name,
      RowVersion: null,
    },
    ParentContext: null,
    PostEntityImages: [
      ...images(session, step.images, written, 'after'),
      { key: 'AsynchronousStepPrimaryName', value: primaryNameImage(session, written) },
    ],
    PreEntityImages: images(session, step.images, written, 'before'),
    PrimaryEntityId: id,
    PrimaryEntityName: table.logicalName,
    RequestId: requestId,
    SecondaryEntityName: 'none',
    SharedVariables: [],
    Stage: step.stage,
    UserAzureActiveDirectoryObjectId: caller.azureObjectId,
    UserId: caller.userId,
  };
}

/** Images carry the columns registered for them, and there is nothing before a create or after a delete. */
function images(
  session: Session,
  registered: readonly StepImage[],
  written: WrittenRow,
  when: 'before' | 'after',
): readonly Entry[] {
  const row = written[when];
  if (row === undefined) return [];
  return registered
    .filter((image) => image.type === 2 || image.type === (when === 'before' ? 0 : 1))
    .map((image) => ({
      key: image.alias,
      value: entity(session, written.table, written.id, chosen(row, image.columns)),
    }));
}

function chosen(row: Row, columns: ReadonlySet<string>): Row {
  if (columns.size === 0) return row;
  return Object.fromEntries(
    Object.entries(row).filter(
      ([name]) => columns.has(name) || (name.endsWith('__type') && columns.has(name.slice(0, -6))),
    ),
  );
}

function primaryNameImage(session: Session, { table, id, after, before }: WrittenRow): Json {
  const row = after ?? before ?? {};
  const name = table.primaryName;
  return entity(session, table, id, {
    [table.primaryId]: id,
    ...(name === undefined ? {} : { [name]: row[name] ?? null }),
  });
}

function entity(session: Session, table: Table, id: string, row: Row): { readonly [name: string]: Json } {
  const attributes: Entry[] = [];
  for (const column of table.columns) {
    const value = row[column.logicalName];
    if (value === undefined || column.kind === 'file') continue;
    attributes.push({ key: column.logicalName, value: attributeValue(session, table, column, value, row) });
  }
  return {
    __type: contract('Entity'),
    Attributes: attributes,
    EntityState: null,
    FormattedValues: [],
    Id: id,
    KeyAttributes: [],
    LogicalName: table.logicalName,
    RelatedEntities: [],
    RowVersion: isEmpty(row['versionnumber']) ? null : String(row['versionnumber']),
  };
}

function attributeValue(session: Session, table: Table, column: Column, value: SqlValue, row: Row): Json {
  if (value === null || typeof value === 'bigint' || value instanceof Uint8Array || column.kind === 'file')
    return null;
  if (column.kind === 'lookup' || column.kind === 'customer' || column.kind === 'owner') {
    const { logicalName } = targetOf(session, table, column, row);
    return {
      __type: contract('EntityReference'),
      Id: String(value),
      KeyAttributes: [],
      LogicalName: logicalName,
      Name: null,
      RowVersion: null,
    };
  }
  switch (column.kind) {
    case 'picklist':
    case 'state':
    case 'status':
      return { __type: contract('OptionSetValue'), Value: Number(value) };
    case 'money':
      return { __type: contract('Money'), Value: Number(value) };
    case 'boolean':
      return value === 1;
    case 'datetime':
      return dateText(Date.parse(String(value)), '');
    case 'string':
    case 'memo':
    case 'entityname':
    case 'integer':
    case 'bigint':
    case 'decimal':
    case 'double':
    case 'uniqueidentifier':
      return value;
  }
}

function dateText(milliseconds: number, zone: string): string {
  return `/Date(${Math.trunc(milliseconds)}${zone})/`;
}

function contract(name: string): string {
  return `${name}:http://schemas.microsoft.com/xrm/2011/Contracts`;
}
