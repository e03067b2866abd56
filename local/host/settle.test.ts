import { setImmediate as turn } from 'node:timers/promises';
import { Settlements } from './settle.ts';

it('issues settlements in order, one a turn of the event loop', async () => {
  const settlements = new Settlements();
  const issued: string[] = [];
  const settling = ['A', 'B', 'C'].map((name) =>
    settlements.settle(async () => {
      issued.push(name);
    }),
  );
  expect(issued).toEqual([]);
  const seen: number[] = [];
  while (issued.length < 3) {
    await turn();
    seen.push(issued.length);
  }
  await Promise.all(settling);
  expect(issued).toEqual(['A', 'B', 'C']);
  expect(seen).toEqual([1, 2, 3]);
});

it('passes on the refusal of one settlement and goes on with the next', async () => {
  const settlements = new Settlements();
  const lost = settlements.settle(() => Promise.reject(new Error('lock lost')));
  const held = settlements.settle(() => Promise.resolve());
  await expect(lost).rejects.toThrow('lock lost');
  await expect(held).resolves.toBeUndefined();
});
