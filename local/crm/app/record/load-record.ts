/** Everything a form needs before it can be shown: table, form, the row and what the user may do with it. */
import { client, type Row } from '../data/client.ts';
import type { ColumnInfo } from '../data/columns.ts';
import { formsOf, tableOf, type FormInfo, type TableInfo } from '../data/metadata.ts';
import { session } from '../data/session.ts';
import type { Content, FormModel } from './form/form-model.ts';
import { readForm } from './form/form-xml.ts';
import { timeZoneOf } from './formats/time-zones.ts';
import { localeOf } from './formats/locales.ts';
import type { UserFormats } from './formats/user-formats.ts';
import { rightsIn, type RowRights } from './permissions.ts';
import { platformForm } from './platform-form.ts';
import type { LookupValue } from './values.ts';

export type RecordParts = {
  readonly table: TableInfo;
  readonly form: FormModel;
  /** The form's own id and name; undefined when no form of the kind was imported. */
  readonly formInfo: FormInfo | undefined;
  /** All forms of the kind, to choose from. */
  readonly forms: readonly FormInfo[];
  /** The columns the form reads. */
  readonly columns: readonly ColumnInfo[];
  readonly formats: UserFormats;
  /** Undefined for a new record. */
  readonly stored: StoredRecord | undefined;
  /** Of the user, for new records; undefined when neither user nor organization has one. */
  readonly ownCurrency: LookupValue | undefined;
};

export type StoredRecord = {
  readonly id: string;
  readonly row: Row;
  readonly etag: string;
  readonly rights: RowRights;
};

/** @throws WebApiError */
export async function loadRecord(wanted: {
  readonly etn: string;
  readonly id?: string | undefined;
  readonly formId?: string | undefined;
  /** The form's type; left out, the main one. */
  readonly formType?: number;
}): Promise<RecordParts> {
  const [table, all, formats] = await Promise.all([tableOf(wanted.etn), formsOf(wanted.etn), userFormats()]);
  const forms = all.filter(({ type }) => type === (wanted.formType ?? mainForm));
  const formInfo =
    forms.find(({ id }) => id === wanted.formId) ?? forms.find(({ isDefault }) => isDefault) ?? forms[0];
  const form = formInfo === undefined ? platformForm(table) : readForm(formInfo.formXml);
  const columns = columnsOf(form, table);
  const [stored, ownCurrency] = await Promise.all([
    wanted.id === undefined ? undefined : loadStored(table, columns, wanted.id),
    wanted.id === undefined && table.columns.has('transactioncurrencyid') ? loadOwnCurrency() : undefined,
  ]);
  return { table, form, formInfo, forms, columns, formats, stored, ownCurrency };
}

const mainForm = 2;

/** The row as it is now. */
export async function loadStored(
  table: TableInfo,
  columns: readonly ColumnInfo[],
  id: string,
): Promise<StoredRecord> {
  const select = columns.map(({ property }) => property).join(',');
  const target = encodeURIComponent(JSON.stringify({ '@odata.id': `${table.entitySetName}(${id})` }));
  const [row, access] = await Promise.all([
    client.read(table.entitySetName, id, `$select=${select}`),
    client.get(
      `systemusers(${session().userId})/Microsoft.Dynamics.CRM.RetrievePrincipalAccess(Target=@t)?@t=${target}`,
    ),
  ]);
  const etag = row['@odata.etag'];
  return {
    id,
    row,
    etag: typeof etag === 'string' ? etag : '*',
    rights: rightsIn(String(access['AccessRights'])),
  };
}

/** What every form shows or decides by, whether or not it is on the form. */
const always = ['statecode', 'statuscode', 'ownerid', 'transactioncurrencyid', 'modifiedon', 'modifiedby'];

function columnsOf(form: FormModel, table: TableInfo): readonly ColumnInfo[] {
  const names = new Set([
    table.primaryId,
    ...(table.primaryName === undefined ? [] : [table.primaryName]),
    ...always,
    ...contentsOf(form).flatMap(columnsIn),
  ]);
  return [...names].flatMap((name) => table.columns.get(name) ?? []);
}

export function contentsOf(form: FormModel): readonly Content[] {
  const sections = form.tabs.flatMap(({ columns }) => columns.flatMap(({ sections }) => sections));
  return [...form.header, ...sections.flatMap(({ rows }) => rows.flat()), ...form.footer].flatMap(
    ({ content }) => content ?? [],
  );
}

function columnsIn(content: Content): readonly string[] {
  if (content.kind === 'field') return [content.column];
  if (content.kind !== 'custom') return [];
  const bound = content.parameters.flatMap((parameter) =>
    parameter.kind === 'bound' ? [parameter.column] : [],
  );
  return content.column === undefined ? bound : [content.column, ...bound];
}

async function userFormats(): Promise<UserFormats> {
  const { userId, localeId } = session();
  const settings = await client.read('usersettingscollection', userId, '$select=timezonecode');
  return { locale: localeOf(localeId), timeZone: timeZoneOf(Number(settings['timezonecode'])) };
}

async function loadOwnCurrency(): Promise<LookupValue | undefined> {
  const user = await client.read('systemusers', session().userId, '$select=_transactioncurrencyid_value');
  const own = currencyIn(user, '_transactioncurrencyid_value');
  if (own !== undefined) return own;
  const { rows } = await client.list('organizations', '$select=_basecurrencyid_value');
  return rows[0] === undefined ? undefined : currencyIn(rows[0], '_basecurrencyid_value');
}

function currencyIn(row: Row, property: string): LookupValue | undefined {
  const id = row[property];
  const name = row[`${property}@OData.Community.Display.V1.FormattedValue`];
  if (typeof id !== 'string') return undefined;
  return { table: 'transactioncurrency', id, name: typeof name === 'string' ? name : '' };
}
