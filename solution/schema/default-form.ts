/** The main form a table has until somebody draws a better one: one tab, its columns in the order declared, long texts last. */
import type { Column, Table } from '@dunlin/shared/tables/table';
import { element, flag, text, type Element } from '../xml/element.ts';
import { introducedVersion } from './attribute.ts';
import { descriptions, labelled, localizedNames } from './labels.ts';
import { bracedId } from './stable-id.ts';

export function defaultFormXml(table: Table): Element {
  const path = `form/${table.name}/main`;
  const fields = fieldsOf(table);
  const short = fields.filter((field) => field.type !== 'memo');
  const long = fields.filter((field) => field.type === 'memo');
  return element('forms', { 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance' }, [
    element('systemform', {}, [
      text('formid', bracedId(path)),
      text('IntroducedVersion', introducedVersion),
      text('FormPresentation', 1),
      text('FormActivationState', 1),
      element('form', {}, [
        element('tabs', {}, [
          tab(path, [
            section(path, 'general', 'General', '11', pairs(short)),
            ...(long.length === 0 ? [] : [section(path, 'texts', 'Texts', '1', long.flatMap(tall))]),
          ]),
        ]),
        element('DisplayConditions', { Order: '0', FallbackForm: 'true' }, [element('Everyone')]),
      ]),
      flag('IsCustomizable', true),
      flag('CanBeDeleted', true),
      localizedNames('Information'),
      descriptions(`The main form of ${table.plural.toLowerCase()}.`),
    ]),
  ]);

  function pairs(cells: readonly Field[]): Element[] {
    return Array.from({ length: Math.ceil(cells.length / 2) }, (_, row) =>
      element(
        'row',
        {},
        cells.slice(row * 2, row * 2 + 2).map((field) => cell(path, field, {})),
      ),
    );
  }

  /** A cell that spans rows is followed by empty ones, which it covers. */
  function tall(field: Field): Element[] {
    const rows = 4;
    return [
      element('row', {}, [cell(path, field, { rowspan: String(rows) })]),
      ...Array.from({ length: rows - 1 }, () => element('row')),
    ];
  }
}

type Field = { readonly name: string; readonly label: string; readonly type: FieldType };
type FieldType = Column['type'] | 'owner' | 'status' | 'regarding' | 'parties';

/** The class ids of the form's controls, which are the same in every environment. */
const controlClasses: Readonly<Record<FieldType, string>> = {
  text: '{4273EDBD-AC1D-40d3-9FB2-095C621B552D}',
  memo: '{E0DECE4B-6FC8-4a8f-A065-082708572369}',
  integer: '{C6D124CA-7EDA-4a60-AEA9-7FB8D318B68F}',
  money: '{533B9E00-756B-4312-95A0-DC888637AC78}',
  boolean: '{67FAC785-CD58-4f9f-ABB3-4B7DDC6ED5ED}',
  date: '{5B773807-9FB2-42db-97C3-7A91EFF8ADFF}',
  instant: '{5B773807-9FB2-42db-97C3-7A91EFF8ADFF}',
  choice: '{3EF39988-22BB-4f0b-BBBE-64B5A3748AEE}',
  lookup: '{270BD3DB-D9AF-4782-9025-509E298DEC0A}',
  customer: '{270BD3DB-D9AF-4782-9025-509E298DEC0A}',
  file: '{F9A8A302-114E-466A-B582-6771B2AE0D92}',
  owner: '{270BD3DB-D9AF-4782-9025-509E298DEC0A}',
  status: '{5D68B988-0661-4db2-BC3E-17598AD3BE6C}',
  regarding: '{F3015350-44A2-4aa0-97B5-00166532B5E9}',
  parties: '{CBFB742C-14E7-4a17-96BB-1A13F7F64AA2}',
};

function fieldsOf(table: Table): Field[] {
  const own = Object.entries(table.columns).map(([name, { label, type }]): Field => ({ name, label, type }));
  const hasAmounts = own.some((field) => field.type === 'money');
  return [
    ...(table.activity === true ? activityFields : []),
    ...own,
    ...(hasAmounts ? [{ name: 'transactioncurrencyid', label: 'Currency', type: 'lookup' } as const] : []),
    { name: 'statuscode', label: 'Status Reason', type: 'status' },
    ...(table.ownership === 'user' ? [{ name: 'ownerid', label: 'Owner', type: 'owner' } as const] : []),
  ];
}

const activityFields: readonly Field[] = [
  { name: 'subject', label: 'Subject', type: 'text' },
  { name: 'to', label: 'To', type: 'parties' },
  { name: 'regardingobjectid', label: 'Regarding', type: 'regarding' },
  { name: 'actualend', label: 'Actual End', type: 'instant' },
  { name: 'description', label: 'Description', type: 'memo' },
];

function tab(path: string, sections: readonly Element[]): Element {
  return element(
    'tab',
    { name: 'general', verticallayout: 'true', id: bracedId(`${path}/general`), IsUserDefined: '1' },
    [
      labelled('labels', 'label', 'General'),
      element('columns', {}, [element('column', { width: '100%' }, [element('sections', {}, sections)])]),
    ],
  );
}

/** @param columns one digit a column of the section, as form XML writes it: `1`, `11`. */
function section(
  path: string,
  name: string,
  label: string,
  columns: string,
  rows: readonly Element[],
): Element {
  return element(
    'section',
    {
      name,
      showlabel: 'false',
      showbar: 'false',
      IsUserDefined: '0',
      id: bracedId(`${path}/section/${name}`),
      columns,
    },
    [labelled('labels', 'label', label), element('rows', {}, rows)],
  );
}

function cell(path: string, field: Field, span: Readonly<Record<string, string>>): Element {
  return element(
    'cell',
    { id: bracedId(`${path}/cell/${field.name}`), showlabel: 'true', locklevel: '0', ...span },
    [
      labelled('labels', 'label', field.label),
      element('control', {
        id: field.name,
        classid: controlClasses[field.type],
        datafieldname: field.name,
        disabled: 'false',
      }),
    ],
  );
}
