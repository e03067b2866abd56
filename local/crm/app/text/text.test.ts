import { en, type TextKey } from './en.ts';
import { languageAccepted, languages, say, speak, tagOf } from './text.ts';

const keys = Object.keys(en) as TextKey[];
const braces = (text: string): readonly string[] =>
  [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

describe('the CRM’s words', () => {
  it.each(languages)('in $name are filled in with the same values as in English', ({ texts }) => {
    for (const key of keys) {
      expect([key, texts[key]]).not.toEqual([key, '']);
      expect([key, braces(texts[key])]).toEqual([key, braces(en[key])]);
    }
  });

  it.each(languages.filter(({ tag }) => tag !== 'en'))('in $name are not left in English', ({ texts }) => {
    const sentences = keys.filter((key) => /\w+ \w+ \w+/.test(en[key]));
    expect(sentences.filter((key) => texts[key] === en[key])).toEqual([]);
  });

  it.each([
    [1031, 'de', '1–50 von 212'],
    [1033, 'en', '1–50 of 212'],
    [1038, 'hu', '1–50 / 212'],
    [1045, 'pl', '1–50 z 212'],
    [1048, 'ro', '1–50 din 212'],
    [1036, 'en', '1–50 of 212'],
  ])('are spoken in the language chosen, English for others: %i', (id, tag, range) => {
    speak(id);
    expect([tagOf(id), say('range', { from: 1, to: 50, of: 212 })]).toEqual([tag, range]);
  });

  it('are in the first of the browser’s languages that the CRM speaks', () => {
    expect(languageAccepted('hu-HU,hu;q=0.9').tag).toBe('hu');
    expect(languageAccepted('fr-FR, fr;q=0.9, de-AT;q=0.8, en;q=0.7').tag).toBe('de');
    expect(languageAccepted('').tag).toBe('en');
  });

  it('name each language in itself', () => {
    const name = ({ tag }: { tag: string }): string | undefined =>
      new Intl.DisplayNames(tag, { type: 'language' }).of(tag);
    expect(languages.map((language) => language.name.toLowerCase())).toEqual(
      languages.map((language) => name(language)?.toLowerCase()),
    );
  });
});
