/** solution/src as a tree of parsed files. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder } from '../paths.ts';
import type { Element } from '../xml/element.ts';
import { parseXml } from '../xml/parse.ts';

export type SourceFile = { readonly path: string; readonly root: Element };

export type Source = {
  readonly folder: string;
  /** XML files, in the order of their paths. */
  readonly xml: readonly SourceFile[];
  /** Files packed as they are: web resources. */
  readonly verbatim: readonly string[];
};

/** @throws SyntaxError naming the file that is no XML. */
export function readSource(folder: string): Source {
  const paths = filesUnder(folder);
  const isVerbatim = (path: string) => path.startsWith('WebResources/') && !path.endsWith('.data.xml');
  return {
    folder,
    xml: paths
      .filter((path) => path.endsWith('.xml') && !isVerbatim(path))
      .map((path) => ({ path, root: parseFile(folder, path) })),
    verbatim: paths.filter(isVerbatim),
  };
}

function parseFile(folder: string, path: string): Element {
  try {
    return parseXml(readFileSync(join(folder, path), 'utf8'));
  } catch (error) {
    throw new SyntaxError(`solution/src/${path}: ${(error as Error).message}`, { cause: error });
  }
}

/** The XML files whose path matches. */
export function filesMatching(source: Source, pattern: RegExp): SourceFile[] {
  return source.xml.filter((file) => pattern.test(file.path));
}

export function fileAt(source: Source, path: string): Element {
  const file = source.xml.find((candidate) => candidate.path === path);
  if (file === undefined) throw new Error(`solution/src/${path} is missing: run npm run solution:generate`);
  return file.root;
}
