/** Our tables as solution/src has them, each with its findings against the exported tables. */
import { sourceFolder } from '../paths.ts';
import { filesMatching, readSource, type Source } from '../package/source.ts';
import { descendants, childNamed, textOf } from '../xml/parse.ts';
import type { Element } from '../xml/element.ts';
import { compare, type Finding } from './compare.ts';
import type { ExportedTable } from './exports.ts';
import { tableFacts, type TableFacts } from './facts.ts';
import { missingItems, parts, type PartName } from './structure.ts';

export type ComparedTable = { readonly facts: TableFacts; readonly findings: readonly Finding[] };

export function comparedTables(exported: readonly ExportedTable[]): ComparedTable[] {
  const source = readSource(sourceFolder);
  const relationships = relationshipsOf(source);
  return filesMatching(source, /^Entities\/dun_[^/]+\/Entity\.xml$/).map(({ path, root }) => {
    const facts = tableFacts(root);
    const folder = path.slice(0, path.lastIndexOf('/'));
    const documents: Readonly<Record<PartName, readonly Element[]>> = {
      form: rootsIn(source, `${folder}/FormXml/main/`),
      view: rootsIn(source, `${folder}/SavedQueries/`),
      ...relationshipParts(relationships, facts.table),
    };
    return { facts, findings: [...compare(facts, exported), ...structureFindings(documents, exported)] };
  });
}

function structureFindings(
  documents: Readonly<Record<PartName, readonly Element[]>>,
  exported: readonly ExportedTable[],
): Finding[] {
  return parts.flatMap((part) => {
    const having = exported.filter(({ structures }) => structures?.[part] !== undefined);
    const structures = having.map((table) => table.structures?.[part] ?? {});
    return missingItems(documents[part], structures).map((item): Finding => ({
      about: `${part} ${item}`,
      kind: 'missing',
      says: '',
      exports: having.map(({ table }) => table),
    }));
  });
}

function relationshipsOf(source: Source): Element[] {
  return rootsIn(source, 'Other/Relationships/').flatMap((root) => descendants(root, 'EntityRelationship'));
}

function relationshipParts(
  all: readonly Element[],
  table: string,
): Pick<
  Record<PartName, readonly Element[]>,
  'system relationship' | 'regarding relationship' | 'lookup relationship'
> {
  const value = (relationship: Element, name: string): string => textOf(childNamed(relationship, name));
  const own = all.filter((relationship) => value(relationship, 'ReferencingEntityName') === table);
  const isLookup = (relationship: Element): boolean =>
    childNamed(relationship, 'EntityRelationshipRoles') !== undefined;
  const isRegarding = (relationship: Element): boolean =>
    value(relationship, 'ReferencingAttributeName') === 'RegardingObjectId';
  return {
    'lookup relationship': own.filter(isLookup),
    'regarding relationship': own.filter(isRegarding),
    'system relationship': own.filter((one) => !isLookup(one) && !isRegarding(one)),
  };
}

function rootsIn(source: Source, folder: string): Element[] {
  return source.xml.filter(({ path }) => path.startsWith(folder)).map(({ root }) => root);
}
