/** The CRM's own words in the user's language. Texts of the solution come from the service. */
import { en, type TextKey, type Texts } from './en.ts';
import { hu } from './hu.ts';

/** Languages the CRM speaks, by LCID, each in its own name. */
export const languages: readonly { readonly id: number; readonly tag: string; readonly name: string }[] = [
  { id: 1033, tag: 'en', name: 'English' },
  { id: 1038, tag: 'hu', name: 'Magyar' },
];

const texts: Readonly<Record<number, Texts>> = { 1033: en, 1038: hu };
let spoken: Texts = en;

/** Sets the language for all that is shown from now on; English for one the CRM does not speak. */
export function speak(languageId: number): void {
  spoken = texts[languageId] ?? en;
}

/** BCP 47 tag of an LCID the CRM speaks, else `en`. */
export function tagOf(languageId: number): string {
  return languages.find(({ id }) => id === languageId)?.tag ?? 'en';
}

/** A text with what is in its braces filled in. */
export function say(key: TextKey, values: Readonly<Record<string, string | number>> = {}): string {
  return spoken[key].replaceAll(/\{(\w+)\}/g, (braces, name: string) => String(values[name] ?? braces));
}
