import { isoDate } from '../dates/iso-date.ts';
import { holdOn, nextHoldChange, type Hold } from './hold.ts';
import { aHold } from './testing/a-hold.ts';

/** `hold until`, or nothing. */
function held(asOf: string, holds: readonly Hold[], receivable?: string): string | undefined {
  const about = { debtor: 'D-1', ...(receivable !== undefined && { receivable }) };
  const found = holdOn(holds, about, isoDate(asOf));
  return found && `${found.hold.id} ${found.until ?? 'released'}`;
}

describe('a hold', () => {
  const april = aHold({ from: '2025-04-01', until: '2025-04-30' });

  it('is in force from its first day to its last (F020)', () => {
    const days = ['2025-03-31', '2025-04-01', '2025-04-30', '2025-05-01'];
    expect(days.map((day) => held(day, [april]))).toEqual([
      undefined,
      'H-1 2025-04-30',
      'H-1 2025-04-30',
      undefined,
    ]);
  });

  it('without a last day is in force until it is released', () => {
    expect(held('2030-01-01', [aHold()])).toBe('H-1 released');
    const released = aHold({ releasedOn: '2025-03-20' });
    expect(held('2025-03-19', [released])).toBe('H-1 2025-03-19');
    expect(held('2025-03-20', [released])).toBeUndefined();
  });

  it('ends early when it is released early, and no later when it is released late', () => {
    const days = ['2025-04-10', '2025-04-11', '2025-05-02'];
    const early = aHold({ from: '2025-04-01', until: '2025-04-30', releasedOn: '2025-04-11' });
    expect(days.map((day) => held(day, [early]))).toEqual(['H-1 2025-04-10', undefined, undefined]);
    const late = aHold({ from: '2025-04-01', until: '2025-04-30', releasedOn: '2025-05-03' });
    expect(days.map((day) => held(day, [late]))).toEqual(['H-1 2025-04-30', 'H-1 2025-04-30', undefined]);
  });

  it('released before it began was never in force', () => {
    const never = aHold({ from: '2025-04-01', until: '2025-04-30', releasedOn: '2025-04-01' });
    expect(held('2025-04-01', [never])).toBeUndefined();
  });

  it('of an item leaves the other items and the debtor alone (complaint 30)', () => {
    const item = aHold({ receivable: 'INV-1' });
    expect(held('2025-03-10', [item], 'INV-1')).toBe('H-1 released');
    expect(held('2025-03-10', [item], 'INV-2')).toBeUndefined();
    expect(held('2025-03-10', [item])).toBeUndefined();
  });

  it('of the debtor counts for each item and is named before a hold of the item', () => {
    const item = aHold({ id: 'H-2', receivable: 'INV-1', until: '2025-06-30' });
    const debtor = aHold({ until: '2025-03-31' });
    expect(held('2025-03-10', [item, debtor], 'INV-2')).toBe('H-1 2025-03-31');
    expect(held('2025-03-10', [item, debtor], 'INV-1')).toBe('H-1 2025-06-30');
  });

  it('of another debtor does not count', () => {
    expect(held('2025-03-10', [aHold({ debtor: 'D-2' })])).toBeUndefined();
  });

  it('is the one that lasts longest of several, in whatever order they are read', () => {
    const holds = [
      aHold({ id: 'H-1', until: '2025-03-20' }),
      aHold({ id: 'H-2', until: '2025-03-31' }),
      aHold({ id: 'H-3', until: '2025-03-31' }),
    ];
    expect(held('2025-03-10', holds)).toBe('H-2 2025-03-31');
    expect(held('2025-03-10', [...holds].reverse())).toBe('H-2 2025-03-31');
    expect(held('2025-03-10', [...holds, aHold({ id: 'H-4' })])).toBe('H-4 released');
  });

  it('goes on in the next one when no day lies between them', () => {
    const first = aHold({ id: 'H-1', until: '2025-03-20' });
    const second = aHold({ id: 'H-2', from: '2025-03-21', until: '2025-03-31' });
    const third = aHold({ id: 'H-3', from: '2025-04-02', until: '2025-04-30' });
    expect(held('2025-03-10', [third, second, first])).toBe('H-1 2025-03-31');
    const bridge = aHold({ id: 'H-5', from: '2025-03-25' });
    expect(held('2025-03-10', [third, second, first, bridge])).toBe('H-1 released');
  });

  it('until the last day of the calendar lasts for ever', () => {
    expect(held('2025-03-10', [aHold({ until: '9999-12-31' })])).toBe('H-1 9999-12-31');
  });
});

describe('the next day on which holds change something', () => {
  it('is when one begins or no longer holds', () => {
    const holds = [
      aHold({ id: 'H-1', until: '2025-03-20' }),
      aHold({ id: 'H-2', from: '2025-03-15', until: '2025-03-31', releasedOn: '2025-03-25' }),
      aHold({ id: 'H-3', from: '2025-03-01' }),
    ];
    const days = ['2025-03-10', '2025-03-15', '2025-03-21', '2025-03-25'].map(isoDate);
    expect(days.map((day) => nextHoldChange(holds, day))).toEqual([
      '2025-03-15',
      '2025-03-21',
      '2025-03-25',
      undefined,
    ]);
  });
});
