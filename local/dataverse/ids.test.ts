import { newId, parseId } from './ids.ts';

it('hands out ids in order, each one once, also when many are wanted at once', () => {
  const ids = Array.from({ length: 20_000 }, newId);
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(20_000);
  expect(ids.every((id) => parseId(id) === id)).toBe(true);
});
