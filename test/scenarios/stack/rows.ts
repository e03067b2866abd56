/** Rows as a person sees them in the CRM: choices by their labels, lookups by their names. */
import type { WebApi } from '../../../local/start/web-api.ts';

export type Line = {
  readonly document: string;
  readonly receivable: string;
  readonly amount: { readonly minor: number; readonly currency: string };
  /** The step the item reaches; absent when it is only listed. */
  readonly step?: { readonly code: string };
};

export type Action = {
  readonly id: string;
  readonly key: string;
  readonly debtor: string;
  readonly step: string;
  readonly stepName: string;
  readonly state: string;
  readonly channel: string;
  readonly amount: number;
  readonly currency: string;
  readonly lines: readonly Line[];
  readonly because: string;
  readonly plannedOn: string;
  readonly policyVersion: string;
  readonly executedOn: string | null;
  readonly result: string | null;
};

export async function actionsIn(api: WebApi): Promise<readonly Action[]> {
  const rows = await api.list<Row>(
    'dun_collectionactions?$expand=dun_debtorid($select=dun_number)&$orderby=dun_plannedon,dun_key',
  );
  return rows.map((row) => ({
    id: text(row, 'dun_collectionactionid'),
    key: text(row, 'dun_key'),
    debtor: (row['dun_debtorid'] as { dun_number: string }).dun_number,
    step: text(row, 'dun_step'),
    stepName: text(row, 'dun_stepname'),
    state: label(row, 'statuscode'),
    channel: label(row, 'dun_channel'),
    amount: row['dun_amount'] as number,
    currency: label(row, '_transactioncurrencyid_value'),
    lines: JSON.parse(text(row, 'dun_lines')) as Line[],
    because: text(row, 'dun_because'),
    plannedOn: text(row, 'dun_plannedon'),
    policyVersion: text(row, 'dun_policyversion'),
    executedOn: row['dun_executedon'] as string | null,
    result: row['dun_result'] as string | null,
  }));
}

export type Dispatch = {
  readonly id: string;
  readonly action: string;
  readonly state: string;
  readonly channel: string;
  readonly recipient: string;
  readonly content: string;
  readonly receipt: string | null;
};

export async function dispatchesIn(api: WebApi): Promise<readonly Dispatch[]> {
  const rows = await api.list<Row>('dun_dispatches?$orderby=dun_reservedon,dun_dispatchid');
  return rows.map((row) => ({
    id: text(row, 'dun_dispatchid'),
    action: text(row, '_dun_actionid_value'),
    state: label(row, 'statuscode'),
    channel: label(row, 'dun_channel'),
    recipient: text(row, 'dun_recipient'),
    content: text(row, 'dun_content'),
    receipt: row['dun_receipt'] as string | null,
  }));
}

export type Receivable = {
  readonly document: string;
  readonly kind: string;
  readonly state: string;
  readonly debtor: string;
  readonly open: number;
  readonly currency: string;
  readonly issuedOn: string;
  readonly dueOn: string;
};

export async function receivablesIn(api: WebApi, filter?: string): Promise<readonly Receivable[]> {
  const rows = await api.list<Row>(
    `dun_receivables?$expand=dun_debtorid($select=dun_number)&$orderby=dun_name,dun_kind${filter === undefined ? '' : `&$filter=${filter}`}`,
  );
  return rows.map((row) => ({
    document: text(row, 'dun_name'),
    kind: label(row, 'dun_kind'),
    state: label(row, 'statuscode'),
    debtor: (row['dun_debtorid'] as { dun_number: string }).dun_number,
    open: row['dun_open'] as number,
    currency: label(row, '_transactioncurrencyid_value'),
    issuedOn: text(row, 'dun_issuedon'),
    dueOn: text(row, 'dun_dueon'),
  }));
}

export type Activity = {
  readonly id: string;
  readonly table: 'emails' | 'letters' | 'dun_smses' | 'phonecalls' | 'tasks';
  readonly subject: string;
  readonly description: string;
  readonly isOpen: boolean;
  readonly action: string | null;
  /** Names of the queues it stands in. */
  readonly queues: readonly string[];
};

export async function activitiesIn(api: WebApi, table: Activity['table']): Promise<readonly Activity[]> {
  const [rows, items] = await Promise.all([
    api.list<Row>(
      `${table}?$select=activityid,subject,description,statecode,_dun_actionid_value&$orderby=createdon,activityid`,
    ),
    api.list<Row>('queueitems?$select=_objectid_value,_queueid_value&$filter=statecode eq 0'),
  ]);
  return rows.map((row) => ({
    id: text(row, 'activityid'),
    table,
    subject: text(row, 'subject'),
    description: text(row, 'description'),
    isOpen: row['statecode'] === 0,
    action: row['_dun_actionid_value'] as string | null,
    queues: items
      .filter((item) => item['_objectid_value'] === row['activityid'])
      .map((item) => label(item, '_queueid_value')),
  }));
}

export type Row = Readonly<Record<string, unknown>>;

/** The label of a choice, the name of a lookup's row. */
export function label(row: Row, column: string): string {
  return text(row, `${column}@OData.Community.Display.V1.FormattedValue`);
}

function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value === 'string') return value;
  throw new TypeError(`${column} is no text: ${JSON.stringify(value)}`);
}
