/** Codes of the outside world, known to the runtime's own tables (CLDR): countries, languages, currencies. */

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
const languages = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/** ISO 4217, capital letters. */
export function isKnownCurrency(code: string): boolean {
  return currencies.has(code);
}

/** The ISO 3166-1 alpha-2 code a text writes, in capital letters, or undefined when there is no such country. */
export const readCountry = remembering((text) => {
  const code = text.toUpperCase();
  return /^[A-Z]{2}$/.test(code) && !notCountries.has(code) && regions.of(code) !== undefined
    ? code
    : undefined;
});

/** The BCP 47 code a text writes (`HU`, `hu-HU`, `hu_hu` → `hu`, `hu-HU`), or undefined when there is no such language. */
export const readLanguage = remembering((text) => {
  const match = /^([A-Za-z]{2})(?:[-_]([A-Za-z]{2}))?$/.exec(text);
  const language = match?.[1]?.toLowerCase();
  if (language === undefined || languages.of(language) === undefined) return undefined;
  const region = match?.[2];
  if (region === undefined) return language;
  const country = readCountry(region);
  return country === undefined ? undefined : `${language}-${country}`;
});

/** Regions of CLDR that are no country a customer lives in: unions, zones and placeholders. */
const notCountries: ReadonlySet<string> = new Set(['EU', 'EZ', 'UN', 'QO', 'ZZ', 'XA', 'XB']);

/** A file holds few different codes and many rows. Unknown texts are not remembered: there may be any number of them. */
function remembering(read: (text: string) => string | undefined): (text: string) => string | undefined {
  const known = new Map<string, string>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const code = read(text);
    if (code !== undefined) known.set(text, code);
    return code;
  };
}
