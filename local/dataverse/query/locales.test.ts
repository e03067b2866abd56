import { localeOf } from './locales.ts';

/** Intl writes non-breaking spaces; a reader of a test sees plain ones. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

it.each([
  ['English', 1033, '-€1,234.50', '1/31/2025', '9:05 AM'],
  ['German', 1031, '-1.234,50 €', '31.01.2025', '09:05'],
  ['Hungarian', 1038, '-1 234,50 €', '2025. 01. 31.', '9:05'],
  ['Polish', 1045, '-1 234,50 €', '31.01.2025', '09:05'],
  ['Romanian', 1048, '-1.234,50 €', '31.01.2025', '09:05'],
  ['a language without formats', 1036, '-€1,234.50', '1/31/2025', '9:05 AM'],
])('amounts, days and times as %s writes them', (_, id, amount, day, time) => {
  const locale = localeOf(id);
  expect(plain(locale.amount(-1234.5, '€', 2))).toBe(amount);
  expect([locale.day('2025-01-31T09:05:00Z'), locale.time('2025-01-31T09:05:00Z')]).toEqual([day, time]);
});
