/** What was changed of a record, by whom and when, a page of the audit log at a time. */
import { client, WebApiError, type Row } from '../../data/client.ts';
import { tableOf, type TableInfo } from '../../data/metadata.ts';
import { say } from '../../text/text.ts';
import { changedFields, type ChangedField, type Formatting } from './change-text.ts';

export type HistoryEntry = {
  readonly id: string;
  /** ISO instant. */
  readonly at: string;
  readonly who: string;
  /** Who really sent the change, when it was done for somebody else; else ''. */
  readonly sentBy: string;
  /** What it is called, such as Update or Assign. */
  readonly event: string;
  readonly fields: readonly ChangedField[];
};

export type HistoryPage = { readonly entries: readonly HistoryEntry[]; readonly hasMore: boolean };

const entriesOnPage = 25;

/** @param page from 1, newest first. @throws WebApiError */
export async function loadHistory(
  table: TableInfo,
  id: string,
  page: number,
  formatting: Formatting,
): Promise<HistoryPage> {
  const target = JSON.stringify({ '@odata.id': `${table.entitySetName}(${id})` });
  const paging = JSON.stringify({ PageNumber: page, Count: entriesOnPage });
  const answer = await client.get(
    `RetrieveRecordChangeHistory(Target=@t,PagingInfo=@p)?@t=${encodeURIComponent(target)}&@p=${encodeURIComponent(paging)}`,
  );
  const found = answer['AuditDetailCollection'] as {
    readonly MoreRecords: boolean;
    readonly AuditDetails: readonly Row[];
  };
  return {
    hasMore: found.MoreRecords,
    entries: await Promise.all(found.AuditDetails.map((detail) => entryOf(table, detail, formatting))),
  };
}

async function entryOf(table: TableInfo, detail: Row, formatting: Formatting): Promise<HistoryEntry> {
  const record = detail['AuditRecord'] as Row;
  return {
    id: String(record['auditid']),
    at: String(record['createdon']),
    who: shown(record, '_userid_value'),
    sentBy: shown(record, '_callinguserid_value'),
    event: shown(record, 'action'),
    fields: await fieldsOf(table, detail, formatting),
  };
}

async function fieldsOf(
  table: TableInfo,
  detail: Row,
  formatting: Formatting,
): Promise<readonly ChangedField[]> {
  switch (detail['@odata.type']) {
    case '#Microsoft.Dynamics.CRM.AttributeAuditDetail':
      return changedFields(table, detail['OldValue'] as Row, detail['NewValue'] as Row, formatting);
    case '#Microsoft.Dynamics.CRM.ShareAuditDetail':
      return [
        {
          label: await nameOf(detail['Principal'] as Row),
          before: String(detail['OldPrivileges']),
          after: String(detail['NewPrivileges']),
        },
      ];
    case '#Microsoft.Dynamics.CRM.RelationshipAuditDetail': {
      const names = await Promise.all((detail['TargetRecords'] as readonly Row[]).map(nameOf));
      return [{ label: String(detail['RelationshipName']), before: '', after: names.join(', ') }];
    }
    default:
      // What was done to the auditing itself has no details.
      return [];
  }
}

function shown(row: Row, property: string): string {
  const text = row[`${property}@OData.Community.Display.V1.FormattedValue`];
  return typeof text === 'string' ? text : '';
}

/** What a row is called that the history only points at; the user may lack the right to read it, and it may be gone. */
async function nameOf(row: Row): Promise<string> {
  const table = await tableOf(String(row['@odata.type']).replace('#Microsoft.Dynamics.CRM.', ''));
  const id = row[table.primaryId] ?? row['ownerid'];
  if (table.primaryName === undefined) return say('unnamed');
  try {
    const read = await client.read(table.entitySetName, String(id), `$select=${table.primaryName}`);
    const name = read[table.primaryName];
    return typeof name === 'string' ? name : say('unnamed');
  } catch (error) {
    if (error instanceof WebApiError && (error.status === 403 || error.status === 404)) return say('unnamed');
    throw error;
  }
}
