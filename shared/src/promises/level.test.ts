import { isoDate } from '../dates/iso-date.ts';
import { promiseLevel, promiseRecord } from './level.ts';
import { aPayment, aPromise, circumstances } from './testing/a-promise.ts';

const today = isoDate('2025-04-30');
const first = aPromise();
const second = aPromise({ id: 'P-2', madeOn: '2025-04-01', by: { '2025-04-10': 100 } });

describe('the level of a promise', () => {
  it('is 1 when nothing was promised before', () => {
    expect(promiseLevel(first, [first, second], circumstances(), today)).toBe(1);
  });

  it('is 2 after a broken one, and 3 after two', () => {
    const third = aPromise({ id: 'P-3', madeOn: '2025-04-20', by: { '2025-04-25': 100 } });
    expect(promiseLevel(second, [first, second], circumstances(), today)).toBe(2);
    expect(promiseLevel(third, [first, second], circumstances(), today)).toBe(3);
  });

  it('is 2 after one that was partially kept', () => {
    const around = circumstances({ paid: [aPayment('2025-03-20', 50)] });
    expect(promiseLevel(second, [first], around, today)).toBe(2);
  });

  it('is 2 after one that was withdrawn', () => {
    const withdrawn = aPromise({ withdrawnOn: '2025-03-12' });
    expect(promiseLevel(second, [withdrawn], circumstances(), today)).toBe(2);
  });

  it('stays 1 after a kept promise for part of the invoice', () => {
    const part = aPromise({ by: { '2025-03-20': 40 }, items: { 'INV-1': 40 } });
    const around = circumstances({ paid: [aPayment('2025-03-20', 40)] });
    expect(promiseLevel(second, [part], around, today)).toBe(1);
  });

  it('stays 1 after one whose invoice was credited', () => {
    const around = circumstances({ credited: { 'INV-1': 100 } });
    expect(promiseLevel(second, [aPromise({ withdrawnOn: '2025-03-12' })], around, today)).toBe(1);
  });

  it('stays 1 after a broken one for another invoice', () => {
    const other = aPromise({ items: { 'INV-2': 100 } });
    const around = circumstances({ invoices: { 'INV-1': 100, 'INV-2': 100 } });
    expect(promiseLevel(second, [other], around, today)).toBe(1);
  });

  it('is that of the item with the worst record', () => {
    const both = aPromise({ id: 'P-9', madeOn: '2025-04-20', items: { 'INV-2': 50, 'INV-1': 50 } });
    const around = circumstances({ invoices: { 'INV-1': 100, 'INV-2': 50 } });
    expect(promiseLevel(both, [first, second], around, today)).toBe(3);
  });

  it('is not raised by an earlier version of the promise itself', () => {
    const stored = aPromise({ id: 'P-2', withdrawnOn: '2025-03-12' });
    expect(promiseLevel(second, [stored], circumstances(), today)).toBe(1);
  });

  it('is not raised by a promise that was made later, whatever its id', () => {
    const later = aPromise({ id: 'P-0', madeOn: '2025-03-12', withdrawnOn: '2025-03-13' });
    expect(promiseLevel(first, [later], circumstances(), today)).toBe(1);
  });

  it('goes by the id among promises of one day', () => {
    const sameDay = aPromise({ id: 'P-0', withdrawnOn: '2025-03-10' });
    expect(promiseLevel(first, [sameDay], circumstances(), today)).toBe(2);
    expect(promiseLevel(sameDay, [first], circumstances(), today)).toBe(1);
  });
});

describe('the record of an item', () => {
  it('has promises for several items too', () => {
    const both = aPromise({ items: { 'INV-2': 50, 'INV-1': 50 } });
    expect(promiseRecord('INV-1', [both], circumstances(), today)).toEqual({ made: 1, notKept: 1 });
  });

  it('has the promises made up to the day, and how many were not kept', () => {
    const promises = [first, second];
    const record = (asOf: string): readonly number[] => {
      const { made, notKept } = promiseRecord('INV-1', promises, circumstances(), isoDate(asOf));
      return [made, notKept];
    };
    expect(record('2025-03-09')).toEqual([0, 0]);
    expect(record('2025-03-24')).toEqual([1, 0]);
    expect(record('2025-03-25')).toEqual([1, 1]);
    expect(record('2025-04-01')).toEqual([2, 1]);
    expect(record('2025-04-30')).toEqual([2, 2]);
  });
});
