import { describe, expect, it } from '@jest/globals';
import { fittingIn } from './use-fitting.ts';

describe('commands beside each other', () => {
  it.each([
    ['all that fit exactly', [100, 100, 100], 300, 3],
    ['those that leave room for the rest’s button', [100, 100, 100], 299, 2],
    ['none where not even one fits beside that button', [100, 100], 120, 0],
    ['none of none', [], 0, 0],
  ])('are %s', (_what, widths, width, fitting) => {
    expect(fittingIn(widths, width)).toBe(fitting);
  });
});
