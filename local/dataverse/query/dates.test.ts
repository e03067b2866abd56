import { stretchOf } from './dates.ts';

/** Wednesday. */
const now = Date.parse('2025-03-12T10:30:00Z');

function text(operator: string, count?: number): string {
  const stretch = stretchOf(operator, now, count);
  const show = (milliseconds: number | undefined): string =>
    milliseconds === undefined ? '…' : new Date(milliseconds).toISOString().slice(0, 16);
  return `${show(stretch?.from)} – ${show(stretch?.until)}`;
}

describe('named stretches of time on Wednesday 12 March 2025, 10:30', () => {
  it.each([
    ['today', undefined, '2025-03-12T00:00 – 2025-03-13T00:00'],
    ['yesterday', undefined, '2025-03-11T00:00 – 2025-03-12T00:00'],
    ['tomorrow', undefined, '2025-03-13T00:00 – 2025-03-14T00:00'],
    ['last-seven-days', undefined, '2025-03-05T00:00 – 2025-03-12T10:30'],
    ['next-seven-days', undefined, '2025-03-12T10:30 – 2025-03-20T00:00'],
    ['this-week', undefined, '2025-03-09T00:00 – 2025-03-16T00:00'],
    ['last-week', undefined, '2025-03-02T00:00 – 2025-03-09T00:00'],
    ['next-week', undefined, '2025-03-16T00:00 – 2025-03-23T00:00'],
    ['this-month', undefined, '2025-03-01T00:00 – 2025-04-01T00:00'],
    ['last-month', undefined, '2025-02-01T00:00 – 2025-03-01T00:00'],
    ['next-month', undefined, '2025-04-01T00:00 – 2025-05-01T00:00'],
    ['this-year', undefined, '2025-01-01T00:00 – 2026-01-01T00:00'],
    ['last-year', undefined, '2024-01-01T00:00 – 2025-01-01T00:00'],
    ['next-year', undefined, '2026-01-01T00:00 – 2027-01-01T00:00'],
    ['last-x-hours', 3, '2025-03-12T07:30 – 2025-03-12T10:30'],
    ['last-x-days', 2, '2025-03-10T00:00 – 2025-03-12T10:30'],
    ['next-x-days', 2, '2025-03-12T10:30 – 2025-03-15T00:00'],
    ['next-x-weeks', 1, '2025-03-12T10:30 – 2025-03-20T00:00'],
    ['last-x-months', 1, '2025-02-12T00:00 – 2025-03-12T10:30'],
    ['olderthan-x-days', 10, '… – 2025-03-02T10:30'],
    ['olderthan-x-years', 1, '… – 2024-03-12T10:30'],
  ])('%s %s', (operator, count, expected) => {
    expect(text(operator, count)).toBe(expected);
  });

  it('knows no others', () => {
    expect(stretchOf('this-fiscal-year', now)).toBeUndefined();
  });
});
