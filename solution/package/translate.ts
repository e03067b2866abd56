/**
 * Labels in further languages. solution/src holds English; packing puts the translation of every English label beside it.
 */
import { english } from '../schema/labels.ts';
import { publisher } from '../schema/manifest.ts';
import type { Element } from '../xml/element.ts';
import { childNamed, childrenOf, textOf } from '../xml/parse.ts';
import { wordsFor, type Translation } from './translation.ts';

/** @returns the document with all labels in all languages. What stands in it in a language already stays; what is not translated stays English. */
export function translated(root: Element, translations: readonly Translation[]): Element {
  return withTranslations(root, translations, undefined);
}

/** English labels of a document, each once, for which there are no words. */
export function untranslated(root: Element, translation: Translation): readonly string[] {
  const found = new Set<string>();
  const look = (node: Element, table: string | undefined): void => {
    const within = tableOf(node) ?? table;
    for (const label of missingIn(node, translation.language)) {
      if (wordsFor(label.text, translation, within) === undefined) found.add(label.text);
    }
    for (const child of childrenOf(node)) look(child, within);
  };
  look(root, undefined);
  return [...found];
}

function withTranslations(
  node: Element,
  translations: readonly Translation[],
  table: string | undefined,
): Element {
  if (node.children === undefined || typeof node.children === 'string') return node;
  const within = tableOf(node) ?? table;
  const added = translations.flatMap((translation) =>
    missingIn(node, translation.language).flatMap(({ element, code, value, text }) => {
      const words = wordsFor(text, translation, within);
      const attributes = { ...element.attributes, [code]: translation.language };
      return words === undefined ? [] : [{ ...element, attributes: { ...attributes, [value]: words } }];
    }),
  );
  const children = node.children.map((child) => withTranslations(child, translations, within));
  return { ...node, children: [...children, ...added] };
}

type Label = {
  readonly element: Element;
  readonly code: string;
  readonly value: string;
  readonly text: string;
};

/** The English labels among the children of a node that are not there in this language. */
function missingIn(node: Element, language: string): readonly Label[] {
  return childrenOf(node).flatMap((element) => {
    const label = englishLabel(element);
    const isThere = childrenOf(node).some(
      ({ name, attributes }) =>
        label !== undefined && name === element.name && attributes[label.code] === language,
    );
    return label === undefined || isThere ? [] : [label];
  });
}

/** Labels of forms, views and tables are written one way, titles of site maps another. */
const spellings = [
  ['languagecode', 'description'],
  ['LCID', 'Title'],
] as const;

function englishLabel(element: Element): Label | undefined {
  const [code, value] = spellings.find(([code]) => element.attributes[code] === english) ?? [];
  if (code === undefined || value === undefined) return undefined;
  const text = element.attributes[value] ?? '';
  return text === '' || isName(text) ? undefined : { element, code, value, text };
}

/** Alternate keys are labelled with their own names, which are the same in every language. */
function isName(text: string): boolean {
  return text.startsWith(`${publisher.prefix}_`);
}

function tableOf(node: Element): string | undefined {
  return node.name === 'Entity' ? textOf(childNamed(node, 'Name')) : undefined;
}
