/**
 * What the platform's own tables are called in the languages it knows beside the organization's, by LCID, as Microsoft's language packs
 * say it: what people who work in an app get to see.
 */
import { german } from './language-packs/german.ts';
import { hungarian, type LanguagePack } from './language-packs/hungarian.ts';
import { polish } from './language-packs/polish.ts';
import { romanian } from './language-packs/romanian.ts';

const packs: ReadonlyMap<number, Readonly<Record<string, string>>> = new Map<number, LanguagePack>([
  [1031, german],
  [1038, hungarian],
  [1045, polish],
  [1048, romanian],
]);

/** The languages there is a pack for. */
export const packedLanguages: readonly number[] = [...packs.keys()];

/** A text of the platform in each language that knows it, by LCID. */
export function translationsOf(text: string): Readonly<Record<number, string>> {
  return Object.fromEntries(
    [...packs].flatMap(([language, words]) => {
      const word = words[text];
      return word === undefined ? [] : [[language, word] as const];
    }),
  );
}
