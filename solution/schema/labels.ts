/** Labels, in the base language of the solution (English, 1033). */
import { readTranslations } from '../package/translation.ts';
import { element, type Element } from '../xml/element.ts';

export const english = '1033';

/** English, and the languages there is a translation for. */
export function languages(): readonly string[] {
  return [english, ...readTranslations().map(({ language }) => language)];
}

/** `<displaynames><displayname description="…" languagecode="1033" /></displaynames>` and its likes. */
export function labelled(container: string, item: string, label: string): Element {
  return element(container, {}, [element(item, { description: label, languagecode: english })]);
}

export function displayNames(label: string): Element {
  return labelled('displaynames', 'displayname', label);
}

export function descriptions(description: string): Element {
  return labelled('Descriptions', 'Description', description);
}

export function localizedNames(label: string): Element {
  return labelled('LocalizedNames', 'LocalizedName', label);
}
