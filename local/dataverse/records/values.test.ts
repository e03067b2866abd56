import { roundTo } from './values.ts';

describe('rounding to a scale', () => {
  it.each([
    [1.005, 2, 1.01],
    [-1.005, 2, -1.01],
    [2.345, 2, 2.35],
    [0.1 + 0.2, 2, 0.3],
    [1234.5678, 0, 1235],
    [1e21, 2, 1e21],
    [0.000_000_1, 4, 0],
  ])('%d to %d digits is %d', (value, digits, expected) => {
    expect(roundTo(value, digits)).toBe(expected);
  });
});
