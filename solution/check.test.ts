import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { problemsOf } from './check.ts';
import { filesUnder, sourceFolder } from './paths.ts';

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
