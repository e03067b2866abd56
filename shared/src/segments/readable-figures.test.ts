import { readableAmount, readableDays } from './readable-figures.ts';

describe('a readable amount', () => {
  it.each([
    [0, 0],
    [-5, 0],
    [0.99, 0],
    [1, 1],
    [1_340, 1_200],
    [1_360, 1_500],
    [18_432.17, 18_000],
    [96_000, 100_000],
    [4_700_000, 5_000_000],
  ])('of %d is %d', (amount, expected) => {
    expect(readableAmount(amount)).toBe(expected);
  });
});

describe('a readable number of days', () => {
  it.each([
    [0, 0],
    [0.4, 0],
    [3.9, 3],
    [4.1, 5],
    [12, 10],
    [12.1, 14],
    [400, 180],
  ])('of %d is %d', (days, expected) => {
    expect(readableDays(days)).toBe(expected);
  });
});
