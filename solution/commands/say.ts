/** The commands' texts in the language of whoever uses them. */
import { texts, type TextKey } from './texts.ts';

/** By code of a language, then by English text: put in by the bundler, from the translators' files. */
declare const translations: Readonly<Record<string, Readonly<Record<string, string>>>>;

/** English where the user's language has no words. */
export function say(key: TextKey, values: Readonly<Record<string, string | number>> = {}): string {
  const { languageId } = Xrm.Utility.getGlobalContext().userSettings;
  const english = texts[key];
  const text = translations[languageId]?.[english] ?? english;
  return text.replace(/\{(\w+)\}/g, (braces, name: string) => String(values[name] ?? braces));
}
