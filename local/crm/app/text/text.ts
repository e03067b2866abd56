/** The CRM's own words in the user's language. Texts of the solution come from the service. */
import { de } from './de.ts';
import { en, type TextKey, type Texts } from './en.ts';
import { hu } from './hu.ts';
import { pl } from './pl.ts';
import { ro } from './ro.ts';

export interface Language {
  /** LCID */
  readonly id: number;
  /** BCP 47 */
  readonly tag: string;
  /** In the language itself. */
  readonly name: string;
  readonly texts: Texts;
}

const english: Language = { id: 1033, tag: 'en', name: 'English', texts: en };

/** Languages the CRM speaks. */
export const languages: readonly Language[] = [
  { id: 1031, tag: 'de', name: 'Deutsch', texts: de },
  english,
  { id: 1038, tag: 'hu', name: 'Magyar', texts: hu },
  { id: 1045, tag: 'pl', name: 'Polski', texts: pl },
  { id: 1048, tag: 'ro', name: 'Română', texts: ro },
];

let spoken: Texts = en;

/** Sets the language for all that is shown from now on; English for one the CRM does not speak. */
export function speak(languageId: number): void {
  spoken = (languages.find(({ id }) => id === languageId) ?? english).texts;
}

/** BCP 47 tag of an LCID the CRM speaks, else `en`. */
export function tagOf(languageId: number): string {
  return (languages.find(({ id }) => id === languageId) ?? english).tag;
}

/** The first language of an `Accept-Language` header that the CRM speaks, else English. Browsers write them by preference. */
export function languageAccepted(header: string): Language {
  const tags = header.split(',').map((range) => /^\s*([a-z]+)/i.exec(range)?.[1]?.toLowerCase());
  const known = tags.flatMap((accepted) => languages.filter(({ tag }) => tag === accepted));
  return known[0] ?? english;
}

/** A text with what is in its braces filled in. */
export function say(key: TextKey, values: Readonly<Record<string, string | number>> = {}): string {
  return spoken[key].replaceAll(/\{(\w+)\}/g, (braces, name: string) => String(values[name] ?? braces));
}
