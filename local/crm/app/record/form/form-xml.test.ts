/** @jest-environment jsdom */
import { describe, expect, it } from '@jest/globals';
import { textIn, type Content, type FormModel } from './form-model.ts';
import { readForm } from './form-xml.ts';

const text = '{4273EDBD-AC1D-40d3-9FB2-095C621B552D}';
const subgrid = '{E7A81278-8635-4d9e-8D4D-59480B391C5B}';

/** A form of one tab and one section with these cells. */
function formOf(cells: string, more = ''): FormModel {
  return readForm(
    '<form><tabs><tab name="t" id="{1}"><labels><label description="Summary" languagecode="1033" />' +
      '<label description="Összegzés" languagecode="1038" /></labels><columns><column width="60%"><sections>' +
      '<section name="s" columns="11"><labels><label description="About" languagecode="1033" /></labels>' +
      `<rows><row>${cells}</row></rows></section></sections></column></columns></tab></tabs>${more}</form>`,
  );
}

function contentsOf(form: FormModel): readonly (Content | undefined)[] {
  return form.tabs[0]?.columns[0]?.sections[0]?.rows.flat().map(({ content }) => content) ?? [];
}

const cell = (control: string): string => `<cell id="{c}">${control}</cell>`;

describe('a form', () => {
  it('has tabs with labels of every language, columns with their width, sections with theirs', () => {
    const [tab] = formOf('').tabs;
    const [column] = tab?.columns ?? [];
    expect(tab && textIn(tab.labels, 1038)).toBe('Összegzés');
    expect(tab && textIn(tab.labels, 1031)).toBe('Summary');
    expect([column?.widthPercent, column?.sections[0]?.columnCount]).toEqual([60, 2]);
  });

  it('shows columns as fields, read-only where the form says so', () => {
    const form = formOf(
      cell(`<control id="a" classid="${text}" datafieldname="tst_name" disabled="true" />`),
    );
    expect(contentsOf(form)).toEqual([{ kind: 'field', id: 'a', column: 'tst_name', disabled: true }]);
    expect(form.notRun).toEqual([]);
  });

  it('keeps spacers, and hidden cells as hidden', () => {
    const form = formOf('<cell id="{c}" /><cell id="{d}" visible="false" />');
    expect(contentsOf(form)).toEqual([undefined, undefined]);
    expect(form.tabs[0]?.columns[0]?.sections[0]?.rows[0]?.map(({ visible }) => visible)).toEqual([
      true,
      false,
    ]);
  });

  it('shows rows of another table by view and relationship', () => {
    const form = formOf(
      cell(
        `<control id="g" classid="${subgrid}" indicationOfSubgrid="true"><parameters>` +
          '<ViewId>{0A6EF387-CF7B-512A-AE7D-0F3FB8275F98}</ViewId><RelationshipName>tst_debtor_invoices</RelationshipName>' +
          '<TargetEntityType>tst_invoice</TargetEntityType><RecordsPerPage>25</RecordsPerPage></parameters></control>',
      ),
    );
    expect(contentsOf(form)).toEqual([
      {
        kind: 'subgrid',
        id: 'g',
        disabled: false,
        table: 'tst_invoice',
        viewId: '0a6ef387-cf7b-512a-ae7d-0f3fb8275f98',
        relationship: 'tst_debtor_invoices',
        rowsPerPage: 25,
      },
    ]);
  });
});

describe('a code component', () => {
  const placed = cell(`<control id="a" classid="${text}" datafieldname="name" uniqueid="{AB}" />`);
  const described = (controls: string): string =>
    `<controlDescriptions><controlDescription forControl="{ab}">${controls}</controlDescription></controlDescriptions>`;

  it('takes the place of the control it is described for, with bound and static parameters', () => {
    const form = formOf(
      placed,
      described(
        `<customControl id="${text}"><parameters><datafieldname>name</datafieldname></parameters></customControl>` +
          '<customControl formFactor="0" name="tst_Ns.Phone" />' +
          '<customControl formFactor="2" name="tst_Ns.Timeline"><parameters><value>name</value>' +
          '<size static="true" type="Enum">small</size><data-set name="rows"><ViewId>{1}</ViewId></data-set>' +
          '</parameters></customControl>',
      ),
    );
    expect(contentsOf(form)).toEqual([
      {
        kind: 'custom',
        id: 'a',
        disabled: false,
        column: 'name',
        controlName: 'tst_Ns.Timeline',
        parameters: [
          { kind: 'bound', name: 'value', column: 'name' },
          { kind: 'static', name: 'size', type: 'Enum', value: 'small' },
          { kind: 'dataSet', name: 'rows' },
        ],
      },
    ]);
  });

  it('that is not for browsers leaves the field as it is', () => {
    const form = formOf(placed, described('<customControl formFactor="0" name="tst_Ns.Phone" />'));
    expect(contentsOf(form)[0]?.kind).toBe('field');
  });
});

describe('scripts of a form', () => {
  it('are its libraries, and what they are called with when it loads or a value changes', () => {
    const { scripts, notRun } = formOf(
      '',
      '<formLibraries><Library name="tst_/form.js" /></formLibraries><events><event name="onload"><Handlers>' +
        '<Handler functionName="tst.load" libraryName="tst_/form.js" passExecutionContext="true" parameters="&quot;tst_name&quot;, 7" />' +
        '<Handler functionName="tst.off" libraryName="tst_/form.js" enabled="false" /></Handlers></event>' +
        '<event name="onchange" attribute="tst_name"><Handlers>' +
        '<Handler functionName="tst.changed" libraryName="tst_/form.js" /></Handlers></event></events>',
    );
    const library = 'tst_/form.js';
    expect(scripts).toEqual({
      libraries: [library],
      onLoad: [{ library, functionName: 'tst.load', passContext: true, parameters: ['tst_name', 7] }],
      onChange: [
        {
          column: 'tst_name',
          handler: { library, functionName: 'tst.changed', passContext: false, parameters: [] },
        },
      ],
    });
    expect(notRun).toEqual([]);
  });
});

describe('what is not run', () => {
  it('is named: web resources, embedded pages, timelines, unknown class ids', () => {
    const form = formOf(
      cell(
        '<control id="w" classid="{9FDF5F91-88B1-47F4-AD53-C11EFC01A01D}"><parameters><Url>tst_/a.html</Url></parameters></control>',
      ) +
        cell(
          '<control id="i" classid="{FD2A7985-3187-444E-908D-6624B21F69C0}"><parameters><Url>https://example.com</Url></parameters></control>',
        ) +
        cell('<control id="notes" classid="{06375649-C143-495E-A496-C962E5B4488E}" />') +
        cell('<control id="x" classid="{00000000-0000-0000-0000-000000000001}" />'),
    );
    expect(
      contentsOf(form).map((content) =>
        content?.kind === 'unsupported' ? [content.what, content.detail] : [],
      ),
    ).toEqual([
      ['webResource', 'tst_/a.html'],
      ['iframe', 'https://example.com'],
      ['timeline', 'notes'],
      ['unknown', 'x {00000000-0000-0000-0000-000000000001}'],
    ]);
  });

  it('is listed: other events, elements nobody knows, field controls of unknown class', () => {
    const form = formOf(
      cell('<control id="a" classid="{00000000-0000-0000-0000-000000000001}" datafieldname="tst_name" />'),
      '<events><event name="onsave"><Handlers><Handler functionName="tst.save" /></Handlers></event><event name="onload">' +
        '<Handlers><Handler functionName="tst.load" parameters="{unquoted" /></Handlers></event></events><sparkles />',
    );
    expect(form.notRun).toEqual([
      { kind: 'event', name: 'onsave: tst.save()' },
      { kind: 'event', name: 'onload: tst.load({unquoted)' },
      { kind: 'element', name: 'sparkles' },
      { kind: 'element', name: 'tst_name: {00000000-0000-0000-0000-000000000001}' },
    ]);
  });

  it('is never guessed from XML that is broken or no form', () => {
    expect(() => readForm('<form><tabs>')).toThrow();
    expect(() => readForm('<grid />')).toThrow('The form XML has no <form>');
  });
});
