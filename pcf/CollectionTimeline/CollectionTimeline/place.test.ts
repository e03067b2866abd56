import { placeOf } from './place.ts';

const id = 'a0000000-0000-4000-8000-000000000001';

describe('where the control stands', () => {
  it.each(['account', 'contact', 'dun_debtor', 'dun_collectioncase'])('it serves the form of %s', (table) => {
    expect(placeOf(table, id)).toEqual({ table, id });
  });

  it('reads an id in any of the ways a host writes it', () => {
    expect(placeOf(' Account ', `{${id.toUpperCase()}}`)).toEqual({ table: 'account', id });
  });

  it('knows a record that is not saved yet', () => {
    expect(placeOf('account', null)).toBe('unsaved');
    expect(placeOf('account', '')).toBe('unsaved');
  });

  it('knows when it was set up wrongly', () => {
    expect(placeOf('lead', id)).toBe('misplaced');
    expect(placeOf(null, id)).toBe('misplaced');
    expect(placeOf('account', 'Minta Kft.')).toBe('misplaced');
    expect(placeOf('account', `${id}' or 1 eq 1`)).toBe('misplaced');
  });
});
