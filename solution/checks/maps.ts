/** What a new row takes over from the row it is made from: both columns exist, hold the same kind of value, and each is filled once. */
import { filesMatching, type Source } from '../package/source.ts';
import type { Element } from '../xml/element.ts';
import { childNamed, descendants, textOf } from '../xml/parse.ts';
import type { Catalog, Problem } from './catalog.ts';
import { repeated } from './forms.ts';
import { missingColumn } from './views.ts';

export function mapProblems(source: Source, catalog: Catalog): Problem[] {
  return filesMatching(source, /^Other\/EntityMaps\.xml$/).flatMap(({ path, root }) =>
    descendants(root, 'EntityMap').flatMap((map) =>
      oneMap(map, catalog).map((message) => ({ file: path, message })),
    ),
  );
}

function oneMap(map: Element, catalog: Catalog): string[] {
  const source = textOf(childNamed(map, 'EntitySource'));
  const target = textOf(childNamed(map, 'EntityTarget'));
  const pairs = descendants(map, 'AttributeMap').map((pair) => ({
    from: textOf(childNamed(pair, 'AttributeSource')),
    to: textOf(childNamed(pair, 'AttributeTarget')),
  }));
  return [
    ...pairs.flatMap(({ from, to }) => {
      const missing = [...missingColumn(catalog, source, from), ...missingColumn(catalog, target, to)];
      return missing.length > 0 ? missing : differingTypes(catalog, [source, from], [target, to]);
    }),
    ...repeated(pairs.map(({ to }) => to)).map((twice) => `fills ${target}.${twice} twice`),
  ];
}

type Place = readonly [table: string, column: string];

function differingTypes(catalog: Catalog, from: Place, to: Place): string[] {
  const [one, other] = [from, to].map(([table, column]) => catalog.tables.get(table)?.columns.get(column));
  if (one === other) return [];
  return [
    `takes ${from.join('.')} (${one ?? 'nothing'}) over into ${to.join('.')} (${other ?? 'nothing'}): their types differ`,
  ];
}
