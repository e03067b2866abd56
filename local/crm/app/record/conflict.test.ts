import { describe, expect, it } from '@jest/globals';
import { conflictOf, resolved } from './conflict.ts';
import { draftOf, valueIn, withUnreadable, withValue } from './draft.ts';
import type { FieldValue, Values } from './values.ts';

const values = (entries: Readonly<Record<string, FieldValue>>): Values => new Map(Object.entries(entries));
const who = { by: 'Sam Supervisor', at: '2025-03-01T09:00:00Z' };

const before = values({ name: 'Acme', phone: '1', city: 'Pécs', modifiedon: '2025-03-01T08:00:00Z' });
const current = values({ name: 'Acme Ltd', phone: '9', city: 'Pécs', modifiedon: '2025-03-01T09:00:00Z' });

describe('when two people changed a row', () => {
  const draft = withValue(withValue(draftOf(before), 'phone', '2'), 'city', 'Győr');
  const conflict = conflictOf(draft, current, who);

  it('the columns both changed are contested', () => {
    expect(conflict.contested).toEqual([{ column: 'phone', before: '1', theirs: '9', mine: '2' }]);
  });

  it('what only the other changed is told, without what every save changes', () => {
    expect(conflict.theirs.map(({ column }) => column)).toEqual(['name']);
    expect([conflict.by, conflict.at]).toEqual(['Sam Supervisor', '2025-03-01T09:00:00Z']);
  });

  it('keeping mine saves my values over the row as it is now', () => {
    const kept = resolved(draft, conflict, new Set());
    expect([...kept.changes]).toEqual([
      ['phone', '2'],
      ['city', 'Győr'],
    ]);
    expect(valueIn(kept, 'name')).toBe('Acme Ltd');
  });

  it('taking theirs gives up mine in that column only', () => {
    expect([...resolved(draft, conflict, new Set(['phone'])).changes]).toEqual([['city', 'Győr']]);
  });

  it('discarding everything leaves the row as the other made it', () => {
    const discarded = resolved(draft, conflict, new Set(conflict.current.keys()));
    expect([discarded.changes.size, valueIn(discarded, 'phone')]).toEqual([0, '9']);
  });
});

it('the same change made twice is no contest', () => {
  const draft = withValue(draftOf(before), 'phone', '9');
  const conflict = conflictOf(draft, current, who);
  expect([conflict.contested, conflict.theirs.map(({ column }) => column)]).toEqual([[], ['name', 'phone']]);
});

it('what is typed and not readable yet is contested too', () => {
  const draft = withUnreadable(draftOf(before), 'phone', 'x');
  expect(conflictOf(draft, current, who).contested.map(({ column }) => column)).toEqual(['phone']);
});
