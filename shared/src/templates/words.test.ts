import { languageOf, wordsOf } from './words.ts';

describe('words', () => {
  it.each([
    ['en', ['1 day', '2 days', '21 days']],
    ['hu', ['1 nap', '2 nap', '21 nap']],
    ['pl', ['1 dzień', '2 dni', '21 dni']],
    ['ro', ['1 zi', '2 zile', '21 de zile']],
    ['de', ['1 Tag', '2 Tage', '21 Tage']],
  ] as const)('counts days in %s', (language, expected) => {
    expect([1, 2, 21].map(wordsOf(language).days)).toEqual(expected);
  });

  it('counts Romanian days with “de” by their last two digits', () => {
    expect([19, 20, 100, 101, 119, 120].map(wordsOf('ro').days)).toEqual([
      '19 zile',
      '20 de zile',
      '100 de zile',
      '101 zile',
      '119 zile',
      '120 de zile',
    ]);
  });

  it('formats bare English the European way and keeps a country that is named', () => {
    expect(languageOf('en')).toEqual({ language: 'en', locale: 'en-GB' });
    expect(languageOf('de-AT')).toEqual({ language: 'de', locale: 'de-AT' });
  });
});
