/** The grammar of $apply: `filter(…)/groupby((a,b/c),aggregate(d with sum as e,$count as n))`. */
import { badRequest, notSupported } from '../../errors.ts';
import { parseFilter, type Filter } from './filter.ts';
import { splitOutside } from './options.ts';

export type Method = 'sum' | 'average' | 'min' | 'max' | 'countdistinct';

export type Aggregate =
  | { readonly kind: 'count'; readonly alias: string }
  | {
      readonly kind: 'column';
      readonly path: readonly string[];
      readonly method: Method;
      readonly alias: string;
    };

export interface Apply {
  readonly filters: readonly Filter[];
  /** What rows are grouped by; empty for one group of all. */
  readonly groupBy: readonly (readonly string[])[];
  readonly aggregates: readonly Aggregate[];
}

const methods = new Set(['sum', 'average', 'min', 'max', 'countdistinct']);

export function parseApply(text: string, aliases: ReadonlyMap<string, string>): Apply {
  const filters: Filter[] = [];
  const steps = splitOutside(text, '/').map((step) => callOf(step));
  for (const [index, { name, inside }] of steps.entries()) {
    if (name === 'filter') {
      filters.push(parseFilter(inside, aliases));
      continue;
    }
    if (index < steps.length - 1) throw notSupported(`$apply that goes on after '${name}'`);
    if (name === 'aggregate') return { filters, groupBy: [], aggregates: aggregatesOf(inside) };
    if (name === 'groupby') return { filters, ...groupsOf(inside) };
    throw notSupported(`The transformation '${name}' of $apply`);
  }
  throw badRequest(`$apply needs a groupby or an aggregate: '${text}'.`);
}

function groupsOf(inside: string): Pick<Apply, 'groupBy' | 'aggregates'> {
  const [list = '', second, ...more] = splitOutside(inside, ',').map((part) => part.trim());
  const names = /^\((.*)\)$/s.exec(list)?.[1];
  if (names === undefined || more.length > 0)
    throw badRequest(`Syntax error in $apply: 'groupby(${inside})'.`);
  const groupBy = names.split(',').map((name) => pathOf(name));
  if (second === undefined) return { groupBy, aggregates: [] };
  const call = callOf(second);
  if (call.name !== 'aggregate') throw badRequest(`Syntax error in $apply: '${second}'.`);
  return { groupBy, aggregates: aggregatesOf(call.inside) };
}

function aggregatesOf(inside: string): readonly Aggregate[] {
  if (inside.trim() === '') throw badRequest("Syntax error in $apply: 'aggregate()' names nothing.");
  return splitOutside(inside, ',').map((part) => {
    const count = /^\s*\$count\s+as\s+(\w+)\s*$/.exec(part)?.[1];
    if (count !== undefined) return { kind: 'count', alias: count };
    const [, path = '', method = '', alias = ''] =
      /^\s*(\S+)\s+with\s+(\w+)\s+as\s+(\w+)\s*$/.exec(part) ?? [];
    if (alias === '') throw badRequest(`Syntax error in $apply: 'aggregate(${inside})'.`);
    if (!methods.has(method)) throw notSupported(`The aggregation method '${method}' of $apply`);
    return { kind: 'column', path: pathOf(path), method: method as Method, alias };
  });
}

function pathOf(text: string): readonly string[] {
  const path = text.trim();
  if (!/^\w+(\/\w+)*$/.test(path)) throw badRequest(`Syntax error in $apply: '${text}' is not a property.`);
  return path.split('/');
}

function callOf(text: string): { name: string; inside: string } {
  const [, name, inside = ''] = /^\s*(\w+)\s*\((.*)\)\s*$/s.exec(text) ?? [];
  if (name === undefined) throw badRequest(`Syntax error in $apply: '${text}'.`);
  return { name, inside };
}
