/** A control's texts (`.resx`): those of the user's language, else the English ones, as Dynamics chooses. */
import { attribute, childOf, childrenOf, parseXml } from '../data/xml.ts';

const english = 1033;

/** The file to read for a language, undefined when the control brings none. Files are called `Name.1038.resx`. */
export function stringsFile(paths: readonly string[], languageId: number): string | undefined {
  const of = (language: number): string | undefined =>
    paths.find((path) => path.toLowerCase().endsWith(`.${language}.resx`));
  return of(languageId) ?? of(english);
}

export function readStrings(resx: string): ReadonlyMap<string, string> {
  return new Map(
    childrenOf(parseXml(resx), 'data').map((data) => [
      attribute(data, 'name') ?? '',
      childOf(data, 'value')?.textContent ?? '',
    ]),
  );
}
