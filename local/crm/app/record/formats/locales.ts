/** The locale whose formats belong to a language of Dataverse, by its code (LCID). */

const locales: Readonly<Record<number, string>> = {
  1025: 'ar-SA',
  1029: 'cs-CZ',
  1031: 'de-DE',
  1033: 'en-US',
  1036: 'fr-FR',
  1037: 'he-IL',
  1038: 'hu-HU',
  1040: 'it-IT',
  1045: 'pl-PL',
  1048: 'ro-RO',
  1051: 'sk-SK',
  2057: 'en-GB',
  3079: 'de-AT',
  3082: 'es-ES',
};

/** @throws {RangeError} for a language without formats here */
export function localeOf(languageId: number): string {
  const locale = locales[languageId];
  if (locale === undefined) throw new RangeError(`No formats are known for the language ${languageId}.`);
  return locale;
}
