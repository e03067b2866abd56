/** One of our tables beside exported ones of the same kind: what they have and it has not, what it alone has, what it says otherwise. */
import type { ExportedTable } from './exports.ts';
import { aspects, type TableFacts } from './facts.ts';

export type Finding = {
  /** Such as `setting EntityColor` or `column OwnerId`. */
  readonly about: string;
  readonly kind: 'missing' | 'alone' | 'otherwise';
  /** What differs, with the value there and here; empty for what is missing. */
  readonly says: string;
  /** Names of the exported tables that have it, or have it otherwise. */
  readonly exports: readonly string[];
};

export function compare(ours: TableFacts, exported: readonly ExportedTable[]): Finding[] {
  const same = exported.filter(({ kind }) => kind === ours.kind);
  return [
    ...compareValues('setting', ours, same, (facts) => facts.settings, wholeValue),
    ...compareValues('column', ours, same, (facts) => facts.columns, byAspect),
  ];
}

type Facts = Pick<TableFacts, 'settings' | 'columns'>;
type Difference = (here: string, there: readonly string[]) => string | undefined;

function compareValues(
  what: 'setting' | 'column',
  ours: TableFacts,
  exported: readonly ExportedTable[],
  valuesOf: (facts: Facts) => Readonly<Record<string, string>>,
  difference: Difference,
): Finding[] {
  const here = valuesOf(ours);
  const names = new Set([...exported.flatMap((table) => Object.keys(valuesOf(table))), ...Object.keys(here)]);
  return [...names].flatMap((name): Finding[] => {
    const about = `${what} ${name}`;
    const having = exported.filter((table) => valuesOf(table)[name] !== undefined);
    const exports = having.map(({ table }) => table);
    const own = here[name];
    if (own === undefined) return [{ about, kind: 'missing', says: '', exports }];
    if (having.length === 0) return [{ about, kind: 'alone', says: own, exports }];
    const says = difference(
      own,
      having.map((table) => valuesOf(table)[name] ?? ''),
    );
    return says === undefined ? [] : [{ about, kind: 'otherwise', says, exports }];
  });
}

/** A value that one of the exports has too is a choice, not a difference. */
function wholeValue(here: string, there: readonly string[]): string | undefined {
  return there.includes(here) ? undefined : `${shown(here)}, there ${choicesOf(there)}`;
}

/** The aspects of a column are chosen one by one. */
function byAspect(here: string, there: readonly string[]): string | undefined {
  const own = here.split('; ');
  const others = there.map((fact) => fact.split('; '));
  const differences = aspects.flatMap((aspect, index) => {
    const said = wholeValue(
      own[index] ?? '',
      others.map((fact) => fact[index] ?? ''),
    );
    return said === undefined ? [] : [`${aspect} ${said}`];
  });
  return differences.length === 0 ? undefined : differences.join('; ');
}

function choicesOf(values: readonly string[]): string {
  return [...new Set(values)].map(shown).join(' or ');
}

function shown(value: string): string {
  return value === '' ? 'nothing' : value;
}
