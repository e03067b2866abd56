import fc from 'fast-check';
import { Heap } from './heap.ts';

describe('the heap', () => {
  it('gives back what was put in, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (numbers) => {
        const heap = new Heap<number>((one, other) => one < other);
        for (const number of numbers) heap.push(number);

        const taken = numbers.map(() => heap.take());

        expect(taken).toEqual([...numbers].sort((a, b) => a - b));
        expect(heap.take()).toBeUndefined();
      }),
    );
  });

  it('stays in order while things come and go', () => {
    const heap = new Heap<number>((one, other) => one < other);
    for (const number of [5, 3, 9]) heap.push(number);
    expect(heap.take()).toBe(3);
    heap.push(1);
    heap.push(7);

    expect([heap.take(), heap.take(), heap.peek(), heap.take(), heap.take()]).toEqual([1, 5, 7, 7, 9]);
  });
});
