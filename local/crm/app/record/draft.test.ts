import { describe, expect, it } from '@jest/globals';
import { draftOf, isDirty, missing, rebased, valueIn, withUnreadable, withValue } from './draft.ts';
import type { FieldValue, Values } from './values.ts';

const values = (entries: Readonly<Record<string, FieldValue>>): Values => new Map(Object.entries(entries));

describe('what was typed', () => {
  const saved = draftOf(
    values({ name: 'Acme', phone: '1', customer: { table: 'account', id: 'a', name: 'A' } }),
  );

  it('is a change until it is as before again', () => {
    const changed = withValue(saved, 'name', 'Acme Ltd');
    expect([isDirty(changed), valueIn(changed, 'name'), valueIn(changed, 'phone')]).toEqual([
      true,
      'Acme Ltd',
      '1',
    ]);
    expect(isDirty(withValue(changed, 'name', 'Acme'))).toBe(false);
  });

  it('of a lookup is the row, not its name', () => {
    const renamed = { table: 'account', id: 'a', name: 'A, renamed' };
    expect(isDirty(withValue(saved, 'customer', renamed))).toBe(false);
  });

  it('and cannot be read is kept until it is corrected', () => {
    const typed = withUnreadable(saved, 'phone', '12x');
    expect([isDirty(typed), typed.unreadable.get('phone'), valueIn(typed, 'phone')]).toEqual([
      true,
      '12x',
      '1',
    ]);
    expect(isDirty(withValue(typed, 'phone', '1'))).toBe(false);
  });

  it('stays over what the service holds after another save', () => {
    const typed = withValue(withValue(saved, 'name', 'Mine'), 'phone', '2');
    const now = rebased(typed, values({ name: 'Theirs', phone: '2' }));
    expect([valueIn(now, 'name'), [...now.changes.keys()]]).toEqual(['Mine', ['name']]);
  });
});

describe('required columns', () => {
  it('are missing when empty, but not while what was typed awaits correction', () => {
    const draft = withUnreadable(draftOf(values({ name: null, amount: null, kind: 1 })), 'amount', 'x');
    expect(missing(draft, ['name', 'amount', 'kind'])).toEqual(['name']);
  });
});
