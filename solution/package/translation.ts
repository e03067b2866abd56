/** A translator's file: what the solution says, in another language. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder, translationsFolder } from '../paths.ts';

export type Translation = {
  /** The language's code, after which the file is named: `1038.json` is Hungarian. */
  readonly language: string;
  /** By the English text. */
  readonly words: Readonly<Record<string, string>>;
  /** For what the generator says of every table or column: `{0}` stands for its name, which is among the words. */
  readonly patterns: Readonly<Record<string, string>>;
  /** By the table's schema name: words that mean something else there. */
  readonly ofTables: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

export function readTranslations(): readonly Translation[] {
  return filesUnder(translationsFolder).map((file) => ({
    language: file.replace(/\.json$/, ''),
    ...(JSON.parse(readFileSync(join(translationsFolder, file), 'utf8')) as Omit<Translation, 'language'>),
  }));
}

/** What `text` is in the other language, in a table where it says something of one. */
export function wordsFor(text: string, translation: Translation, table?: string): string | undefined {
  const { words, ofTables } = translation;
  const own = table === undefined ? undefined : ofTables[table]?.[text];
  return own ?? words[text] ?? byPattern(text, translation);
}

function byPattern(text: string, { words, patterns }: Translation): string | undefined {
  for (const [english, other] of Object.entries(patterns)) {
    const [before = '', after = ''] = english.split('{0}');
    if (!text.startsWith(before) || !text.endsWith(after)) continue;
    const name = text.slice(before.length, text.length - after.length);
    const named = words[name] ?? words[capitalized(name)];
    if (named !== undefined) return other.replace('{0}', () => named);
  }
  return undefined;
}

/** Within a sentence the generator writes names small. */
function capitalized(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}
