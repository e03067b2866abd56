import { describe, expect, it } from '@jest/globals';
import { isWritable, readOnlyReason, rightsIn } from './permissions.ts';
import { aColumn, aTable } from './testing/a-table.ts';

const state = aColumn('statecode', {
  type: 'state',
  options: [
    { value: 0, label: 'Open' },
    { value: 1, label: 'Completed' },
  ],
});
const table = aTable([state]);

describe('a row is read-only', () => {
  it('without the right to write it', () => {
    expect(readOnlyReason({ table, rights: rightsIn('ReadAccess, AppendToAccess'), state: 0 })).toEqual({
      kind: 'noPrivilege',
    });
  });

  it('when it is closed, whatever the rights', () => {
    expect(readOnlyReason({ table, rights: rightsIn('ReadAccess, WriteAccess'), state: 1 })).toEqual({
      kind: 'inactive',
      state: 'Completed',
    });
  });

  it('when it is new and such rows may not be created', () => {
    const others = aTable([state], { rights: new Set(['Read', 'Write']) });
    expect(readOnlyReason({ table: others, rights: undefined, state: undefined })).toEqual({
      kind: 'noPrivilege',
    });
    expect(readOnlyReason({ table, rights: undefined, state: undefined })).toBeUndefined();
  });
});

describe('a column is written', () => {
  it('where the service takes it: at creation, later, or never', () => {
    const createOnly = aColumn('tst_key', { validForUpdate: false });
    expect([isWritable(createOnly, true), isWritable(createOnly, false)]).toEqual([true, false]);
  });

  it('never when it is the state, an id or a file', () => {
    expect(
      [state, aColumn('id', { type: 'id' }), aColumn('pdf', { type: 'file' })].map((c) =>
        isWritable(c, false),
      ),
    ).toEqual([false, false, false]);
  });
});
