/**
 * The view of a table for which none was imported, and what is searched in it. Dynamics has views of its own for its standard tables; here
 * the columns people look for first are shown, as far as the table has them.
 */
import type { TableInfo, ViewInfo } from '../data/metadata.ts';
import { say } from '../text/text.ts';

const usualColumns = [
  'accountnumber',
  'regardingobjectid',
  'parentcustomerid',
  'emailaddress1',
  'telephone1',
  'scheduledend',
  'domainname',
  'businessunitid',
  'ownerid',
  'statuscode',
  'modifiedon',
];

const searched = ['accountnumber', 'emailaddress1', 'telephone1', 'domainname'];

export function platformView(table: TableInfo): ViewInfo {
  const columns = [...nameOf(table), ...present(table, usualColumns)];
  const first = columns[0] ?? table.primaryId;
  return {
    id: 'platform',
    name: say('platformView', { table: table.collectionName }),
    fetchXml:
      `<fetch><entity name="${table.logicalName}">` +
      columns.map((name) => `<attribute name="${name}"/>`).join('') +
      `<order attribute="${first}" descending="false"/></entity></fetch>`,
    layoutXml:
      `<grid name="resultset" jump="${first}"><row name="result" id="${table.primaryId}">` +
      columns.map((name) => `<cell name="${name}" width="${name === first ? 240 : 150}"/>`).join('') +
      '</row></grid>',
    isDefault: true,
    queryType: 0,
  };
}

/** FetchXML in the shape of a quick find view's; undefined when there is nothing to search in. */
export function platformQuickFind(table: TableInfo): string | undefined {
  const columns = [...nameOf(table), ...present(table, searched)];
  if (columns.length === 0) return undefined;
  const conditions = columns.map((name) => `<condition attribute="${name}" operator="like" value="{0}"/>`);
  return (
    `<fetch><entity name="${table.logicalName}"><filter type="or" isquickfindfields="1">` +
    `${conditions.join('')}</filter></entity></fetch>`
  );
}

function nameOf({ primaryName }: TableInfo): readonly string[] {
  return primaryName === undefined ? [] : [primaryName];
}

function present({ columns }: TableInfo, names: readonly string[]): readonly string[] {
  return names.filter((name) => columns.has(name));
}
