/**
 * The form of a table for which no main form was imported. Dynamics has forms of its own for its standard tables; here the columns
 * themselves are shown, in a fixed order.
 */
import type { ColumnInfo } from '../data/columns.ts';
import type { TableInfo } from '../data/metadata.ts';
import { partyColumns } from './activity.ts';
import { noScripts, type Cell, type FormModel, type Section } from './form/form-model.ts';

export function platformForm(table: TableInfo): FormModel {
  const columns = table.isActivity ? activityColumns(table) : ownColumns(table);
  const memos = columns.filter((name) => table.columns.get(name)?.type === 'memo');
  const others = columns.filter((name) => !memos.includes(name));
  return {
    header: headerColumns.filter((name) => table.columns.has(name)).map(cell),
    tabs: [
      {
        id: 'general',
        name: 'general',
        labels: new Map([
          [1031, 'Allgemein'],
          [1033, 'General'],
          [1038, 'Általános'],
          [1045, 'Ogólne'],
          [1048, 'General'],
        ]),
        visible: true,
        columns: [
          { widthPercent: 100, sections: [section('columns', 2, others), section('texts', 1, memos)] },
        ],
      },
    ],
    footer: [],
    scripts: noScripts,
    notRun: [],
  };
}

const headerColumns = ['ownerid', 'statuscode'];

/** What people fill in on a call, task, letter, e-mail or appointment, then what solutions added. */
function activityColumns(table: TableInfo): readonly string[] {
  const usual = [
    'subject',
    'regardingobjectid',
    ...Object.keys(partyColumns).filter((name) => partiesOf[table.logicalName]?.includes(name)),
    'phonenumber',
    'directioncode',
    'leftvoicemail',
    'location',
    'address',
    'scheduledstart',
    'scheduledend',
    'actualdurationminutes',
    'prioritycode',
    'percentcomplete',
    'actualend',
    'senton',
    'description',
  ].filter((name) => table.columns.has(name) || name in partyColumns);
  const known = new Set([...usual, ...headerColumns]);
  const added = ownColumns(table).filter((name) => !known.has(name) && name.includes('_'));
  return [...usual, ...added];
}

const partiesOf: Readonly<Record<string, readonly string[]>> = {
  phonecall: ['from', 'to'],
  letter: ['from', 'to', 'cc', 'bcc'],
  email: ['from', 'to', 'cc', 'bcc'],
  appointment: ['requiredattendees', 'optionalattendees', 'organizer'],
};

/** Everything a person may fill in, the name first. */
function ownColumns(table: TableInfo): readonly string[] {
  const shown = [...table.columns.values()].filter(isShown).map(({ logicalName }) => logicalName);
  const { primaryName } = table;
  return primaryName === undefined ? shown : [primaryName, ...shown.filter((name) => name !== primaryName)];
}

const unseen: ReadonlySet<string> = new Set([
  ...headerColumns,
  'statecode',
  'importsequencenumber',
  'overriddencreatedon',
  'timezoneruleversionnumber',
  'utcconversiontimezonecode',
]);

function isShown(column: ColumnInfo): boolean {
  const { logicalName, type, validForCreate, validForUpdate } = column;
  if (unseen.has(logicalName) || type === 'id' || type === 'tablename' || type === 'other') return false;
  return validForCreate || validForUpdate;
}

function section(id: string, columnCount: number, columns: readonly string[]): Section {
  const cells = columns.map(cell);
  const rows = Array.from({ length: Math.ceil(cells.length / columnCount) }, (_, index) =>
    cells.slice(index * columnCount, (index + 1) * columnCount),
  );
  return {
    id,
    name: id,
    labels: new Map(),
    showLabel: false,
    visible: columns.length > 0,
    columnCount,
    rows,
  };
}

/** Without a label of its own: the column's is taken. */
function cell(column: string): Cell {
  return {
    id: column,
    labels: new Map(),
    showLabel: true,
    visible: true,
    colspan: 1,
    rowspan: 1,
    content: { kind: 'field', id: column, column, disabled: false },
  };
}
