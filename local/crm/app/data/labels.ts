/** Labels of tables, columns and options in the user's language. */
import { session } from './session.ts';

export type LabelJson = {
  readonly LocalizedLabels: readonly { readonly Label: string; readonly LanguageCode: number }[];
};

/** The user's language, else the organization's, else the first there is, else ''. */
export function labelText({ LocalizedLabels }: LabelJson): string {
  const { languageId, baseLanguageId } = session();
  const find = (language: number): string | undefined =>
    LocalizedLabels.find(({ LanguageCode }) => LanguageCode === language)?.Label;
  return find(languageId) ?? find(baseLanguageId) ?? LocalizedLabels[0]?.Label ?? '';
}
