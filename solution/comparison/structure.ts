/** How forms, views and relationships are built: which attributes and elements stand in which element, whatever they say. */
import type { Element } from '../xml/element.ts';
import { childrenOf } from '../xml/parse.ts';

/** Element → its attributes, with an `@`, and the elements in it, separated by blanks. */
export type Structure = Readonly<Record<string, string>>;

export const parts = [
  'form',
  'view',
  'system relationship',
  'regarding relationship',
  'lookup relationship',
] as const;
export type PartName = (typeof parts)[number];

/** What every exported document of the part has and none of ours, such as `header @id`. */
export function missingItems(ours: readonly Element[], exported: readonly Structure[]): string[] {
  const own = itemsOf(ours);
  const names = new Set(exported.flatMap((structure) => Object.keys(structure)));
  return [...names].flatMap((name) => {
    const here = own.get(name);
    if (here === undefined) return [];
    const having = exported.flatMap((structure) => structure[name]?.split(' ') ?? []);
    const everywhere = exported.filter((structure) => structure[name] !== undefined).length;
    return [...new Set(having)]
      .filter((item) => having.filter((other) => other === item).length === everywhere)
      .filter((item) => !here.has(item))
      .map((item) => `${name} ${item}`);
  });
}

function itemsOf(documents: readonly Element[]): ReadonlyMap<string, ReadonlySet<string>> {
  const items = new Map<string, Set<string>>();
  const read = (node: Element): void => {
    const own = items.get(node.name) ?? new Set<string>();
    items.set(node.name, own);
    for (const attribute of Object.keys(node.attributes)) own.add(`@${attribute}`);
    for (const child of childrenOf(node)) {
      own.add(child.name);
      read(child);
    }
  };
  documents.forEach(read);
  return items;
}
