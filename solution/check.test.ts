import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as check from './check.ts';
import type { Problem } from './checks/catalog.ts';
import { controlProjects } from './controls/projects.ts';
import { controlsFolder, filesUnder, sourceFolder } from './paths.ts';

const controls = controlProjects(controlsFolder).map(({ manifest }) => manifest);

function problemsOf(folder: string): Problem[] {
  return check.problemsOf(folder, controls);
}

function anyLike(pattern: RegExp): string {
  return expect.stringMatching(pattern) as string;
}

describe('the check of the solution', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dunlin-solution-'));
    cpSync(sourceFolder, folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Replaces the first occurrence in the one file of the folder that has it. */
  function edit(under: string, from: string, to: string): string {
    const path = filesUnder(folder).find(
      (file) => file.startsWith(under) && readFileSync(join(folder, file), 'utf8').includes(from),
    );
    if (path === undefined) throw new Error(`no file under ${under} has ${from}`);
    const file = join(folder, path);
    writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
    return path;
  }

  it('has nothing to say about what is committed', () => {
    expect(problemsOf(sourceFolder)).toEqual([]);
  });

  it('names a view’s condition on a column that does not exist', () => {
    const file = edit(
      'Entities/dun_Debtor/SavedQueries',
      'attribute="dun_overdue" operator',
      'attribute="dun_overdu" operator',
    );
    expect(problemsOf(folder)).toContainEqual({
      file,
      message: 'names the column dun_debtor.dun_overdu, which does not exist',
    });
  });

  it('names a shown column the query does not fetch', () => {
    const file = edit(
      'Entities/PhoneCall/SavedQueries',
      'cell name="item.queueid"',
      'cell name="item.queue"',
    );
    expect(problemsOf(folder)).toContainEqual({
      file,
      message: 'shows the column item.queue, which its query does not fetch',
    });
  });

  it('names a form’s field that is no column', () => {
    const file = edit(
      'Entities/dun_Debtor/FormXml',
      'datafieldname="dun_stage"',
      'datafieldname="dun_stages"',
    );
    expect(problemsOf(folder)).toContainEqual({
      file,
      message: 'names the column dun_debtor.dun_stages, which does not exist',
    });
  });

  it('names a subgrid that follows another table’s relationship', () => {
    const file = edit('Entities/dun_Debtor/FormXml', 'dun_payment_debtorid', 'dun_rejectedrow_runid');
    expect(problemsOf(folder)).toContainEqual({
      file,
      message:
        'the subgrid payments follows a relationship from dun_rejectedrow to dun_syncrun, not from dun_payment to dun_debtor',
    });
  });

  it('names a control that is not in the solution', () => {
    const file = edit(
      'Entities/Account/FormXml',
      'formFactor="1" name="dun_Dunlin.CollectionTimeline"',
      'formFactor="1" name="dun_Dunlin.Timeline"',
    );
    expect(problemsOf(folder)).toEqual([
      { file, message: 'uses the control dun_Dunlin.Timeline, which is not in the solution' },
    ]);
  });

  it('names a control that is bound to a column it cannot take, or lacks what it needs', () => {
    const file = edit('Entities/Account/FormXml', '<recordId>accountid<', '<recordId>donotphone<');
    edit('Entities/Account/FormXml', '<recordId>accountid</recordId>', '');
    expect(problemsOf(folder)).toEqual([
      {
        file,
        message: 'gives the column donotphone of type bit as recordId of dun_Dunlin.CollectionTimeline',
      },
      { file, message: 'does not give dun_Dunlin.CollectionTimeline its recordId' },
    ]);
  });

  it('names a control that would stand in the place of another column, or in no cell', () => {
    const place = edit('Entities/Contact/FormXml', '<column>lastname<', '<column>firstname<');
    const cell = edit('Entities/dun_Debtor/FormXml', 'forControl="{', 'forControl="{0');
    expect(problemsOf(folder)).toEqual([
      {
        file: place,
        message: 'binds dun_Dunlin.CollectionTimeline to another column than lastname, where it stands',
      },
      {
        file: cell,
        message: anyLike(/^describes the control \{0.*, which stands in no cell$/),
      },
    ]);
  });

  it('names a property a control does not have, and a kind of device without it', () => {
    const file = edit('Entities/dun_Debtor/FormXml', '<tableName static', '<rows>5</rows><tableName static');
    edit('Entities/dun_Debtor/FormXml', 'formFactor="2" name', 'formFactor="7" name');
    expect(problemsOf(folder)).toEqual([
      { file, message: 'gives dun_name1 no control for the form factors 2' },
      { file, message: 'gives dun_Dunlin.CollectionTimeline a rows, which it does not have' },
    ]);
  });

  it('names a form that is shown to nobody’s role, or is in the app and nowhere else', () => {
    const form = edit('Entities/Account/FormXml', '<Role Id="{5a1c1f0e', '<Role Id="{6a1c1f0e');
    const app = edit(
      'AppModules',
      '<AppModuleComponent type="60" id="{',
      '<AppModuleComponent type="60" id="{9',
    );
    expect(problemsOf(folder)).toEqual([
      {
        file: form,
        message: anyLike(/^is shown to the role 6a1c1f0e.*, which does not exist$/),
      },
      { file: app, message: anyLike(/^has the component \{9.*, which does not exist$/) },
    ]);
  });

  it('names what a quick create form lacks, holds in vain, or has no table for', () => {
    const form = edit(
      'Entities/dun_Promise/FormXml/quickCreate',
      'datafieldname="dun_dueon"',
      'datafieldname="dun_madeon"',
    );
    edit(
      'Entities/dun_Promise/FormXml/quickCreate',
      '<Everyone />',
      '<Role Id="{5a1c1f0e-0000-0000-0000-000000000000}" />',
    );
    rmSync(join(folder, 'Entities/dun_Hold/FormXml/quickCreate'), { recursive: true });
    cpSync(
      join(folder, 'Entities/dun_Promise/FormXml/quickCreate'),
      join(folder, 'Entities/dun_Debtor/FormXml/quickCreate'),
      { recursive: true },
    );
    expect(problemsOf(folder)).toEqual(
      expect.arrayContaining([
        { file: form, message: 'does not ask for dun_dueon, without which nothing can be saved' },
        { file: form, message: 'is shown to roles, which only main forms can be' },
        {
          file: 'Entities/dun_Hold',
          message: 'is declared with quickCreate: it needs a form in FormXml/quickCreate',
        },
        {
          file: 'Entities/dun_Debtor',
          message: 'has a form in FormXml/quickCreate: its table has to be declared with quickCreate',
        },
      ]),
    );
  });

  it('names a value taken over from a column that does not exist, or is of another type', () => {
    const file = edit(
      'Other/EntityMaps.xml',
      '<AttributeSource>dun_overdue<',
      '<AttributeSource>dun_overdu<',
    );
    edit('Other/EntityMaps.xml', '<AttributeSource>dun_open<', '<AttributeSource>dun_dueon<');
    expect(problemsOf(folder)).toEqual([
      { file, message: 'names the column dun_debtor.dun_overdu, which does not exist' },
      {
        file,
        message:
          'takes dun_receivable.dun_dueon (datetime) over into dun_dispute.dun_amount (money): their types differ',
      },
    ]);
  });

  it('names a dashboard for a role that may not read it, or for nobody, and a role that has none', () => {
    const sales = '<Role Id="{5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e0006}" />';
    const customers = edit('Dashboards', sales, '');
    const disputes = edit('Dashboards', 'Order="4">', `Order="4">${sales}`);
    expect(problemsOf(folder)).toEqual([
      { file: disputes, message: 'is for the role Dunlin Sales Reader, which may not read task' },
      { file: disputes, message: 'is for the role Dunlin Sales Reader, which may not read dun_dispute' },
    ]);
    edit('Dashboards', sales, '');
    edit('Dashboards', 'Order="5"', 'Order="4"');
    expect(problemsOf(folder)).toEqual([
      { file: 'Dashboards', message: 'has two with the order “4”: which of them is opened first?' },
      { file: 'Dashboards', message: 'has none for the role Dunlin Sales Reader' },
    ]);
    expect(customers).not.toBe(disputes);
  });

  it('names an empty label', () => {
    const file = edit('AppModuleSiteMaps', 'Title="Collect"', 'Title=""');
    expect(problemsOf(folder)).toContainEqual({ file, message: 'has an empty <Title>' });
  });

  it('names a way to a table that is not in the app', () => {
    const file = edit('AppModuleSiteMaps', 'Entity="dun_payment"', 'Entity="dun_paymnt"');
    expect(problemsOf(folder)).toContainEqual({
      file,
      message: 'leads to dun_paymnt, which is not part of the app',
    });
  });

  it('names a generated file that was edited, and one whose table is gone', () => {
    const edited = edit(
      'Entities/dun_Debtor/Entity.xml',
      '<MaxLength>200</MaxLength>',
      '<MaxLength>300</MaxLength>',
    );
    const marker = readFileSync(join(folder, edited), 'utf8').split('\n').slice(0, 2).join('\n');
    writeFileSync(join(folder, 'Roles', 'Gone.xml'), `${marker}\n<Role id="{1}" name="Gone" />\n`);
    expect(problemsOf(folder)).toEqual(
      expect.arrayContaining([
        { file: edited, message: 'differs: run npm run solution:generate' },
        { file: 'Roles/Gone.xml', message: 'left over: run npm run solution:generate' },
      ]),
    );
  });

  it('says which table lacks a default view', () => {
    edit('Entities/dun_Debtor/SavedQueries', '<isdefault>1</isdefault>', '<isdefault>0</isdefault>');
    expect(problemsOf(folder).map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/^needs one default .* view, found none$/),
    );
  });

  it('names the file that is no XML', () => {
    writeFileSync(join(folder, 'AppModules', 'dun_Dunlin', 'AppModule.xml'), '<AppModule>');
    expect(() => problemsOf(folder)).toThrow(/AppModules\/dun_Dunlin\/AppModule\.xml/);
  });
});
