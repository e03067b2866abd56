/** Labels, in the base language of the solution (English, 1033). */
import { element, type Element } from '../xml/element.ts';

export const english = '1033';

/** The languages some labels are in; hand-written forms and views have several. */
export const languages = [english, '1038'] as const;

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
