import { hungarian, type PlatformWord } from './language-packs/hungarian.ts';
import { packedLanguages, translationsOf } from './language-packs.ts';

const words = Object.keys(hungarian) as PlatformWord[];

it('every word is there in every language, with the numbers it has in English', () => {
  const numbers = (text: string): string => text.replace(/\D/g, '');
  for (const word of words) {
    const translations = translationsOf(word);
    expect(Object.keys(translations).map(Number)).toEqual(packedLanguages);
    const apart = Object.values(translations).filter(
      (text) => text === '' || numbers(text) !== numbers(word),
    );
    expect([word, apart]).toEqual([word, []]);
  }
});

it('the platform’s words are those of Dynamics', () => {
  expect(translationsOf('Account')).toEqual({ 1031: 'Firma', 1038: 'Partner', 1045: 'Konto', 1048: 'Cont' });
  expect(translationsOf('Owner')).toEqual({
    1031: 'Besitzer',
    1038: 'Tulajdonos',
    1045: 'Właściciel',
    1048: 'Proprietar',
  });
});

it('what only administrators see has no translation', () => {
  expect(translationsOf('Form State')).toEqual({});
});
