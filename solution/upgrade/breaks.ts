/** What an upgrade from one version to the next would destroy or Dataverse would refuse, each with its place and what to do instead. */
import { publisher } from '../schema/manifest.ts';
import type { ColumnShape, Shape, TableShape } from './shape.ts';

export type Break = { readonly place: string; readonly message: string };

const instead = 'make another with a new name, and have the app move the values';

export function breaksBetween(before: Shape, after: Shape): readonly Break[] {
  return [
    ...versionBreaks(before, after),
    ...[...before.tables].flatMap(([name, table]) => tableBreaks(name, table, after.tables.get(name))),
  ];
}

function versionBreaks(before: Shape, after: Shape): readonly Break[] {
  const lowered = ([place, was, is]: readonly [string, string, string]): readonly Break[] =>
    isLower(is, was)
      ? [{ place, message: `the version goes down from ${was} to ${is}: give it a higher one than ${was}` }]
      : [];
  return [
    ...lowered([`solution ${after.solution}`, before.version, after.version]),
    ...[...before.controls].flatMap(([name, was]) => {
      const is = after.controls.get(name);
      return is === undefined
        ? [{ place: `control ${name}`, message: 'is gone: keep it as long as a form of anybody may have it' }]
        : lowered([`control ${name}`, was, is]);
    }),
  ];
}

function isLower(version: string, than: string): boolean {
  const [one, other] = [version, than].map((text) => text.split('.').map(Number));
  const length = Math.max(one?.length ?? 0, other?.length ?? 0);
  for (let at = 0; at < length; at += 1) {
    const difference = (one?.[at] ?? 0) - (other?.[at] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

function tableBreaks(name: string, before: TableShape, after: TableShape | undefined): readonly Break[] {
  const isOwn = name.startsWith(`${publisher.prefix}_`);
  if (after === undefined && isOwn)
    return [{ place: `table ${name}`, message: 'is gone, and its rows with it: keep it, out of the app' }];
  const columns = [...before.columns]
    .filter(([column]) => isOurs(column, isOwn) && !isCompanion(column, before))
    .flatMap(([column, was]) => columnBreaks(`column ${name}.${column}`, was, after?.columns.get(column)));
  if (after === undefined || !isOwn) return columns;
  const changed = (what: string, was: string, is: string, remedy: string): readonly Break[] =>
    was === is
      ? []
      : [{ place: `table ${name}`, message: `${what} changes from ${was} to ${is}: ${remedy}` }];
  const forEver = 'it is for ever; leave it';
  return [
    ...changed('the ownership', before.ownership, after.ownership, forEver),
    ...changed('the set', before.set, after.set, 'integrations use it; leave it'),
    ...changed('the schema name', before.schemaName, after.schemaName, forEver),
    ...changed('whether it is an activity', yesNo(before.isActivity), yesNo(after.isActivity), forEver),
    ...keyBreaks(name, before, after),
    ...columns,
  ];
}

/** The platform's own columns are as the platform exports them, but for the status reasons. */
function isOurs(column: string, isOwnTable: boolean): boolean {
  return column.startsWith(`${publisher.prefix}_`) || (isOwnTable && column === 'statuscode');
}

/** What the platform makes beside a column of ours, and an export may name: the amount in the base currency, the name of a file. */
function isCompanion(column: string, table: TableShape): boolean {
  const [, of = '', what = ''] = /^(.+)_(base|name)$/.exec(column) ?? [];
  return table.columns.get(of)?.type === (what === 'base' ? 'money' : 'file');
}

function keyBreaks(table: string, before: TableShape, after: TableShape): readonly Break[] {
  return [...before.keys].flatMap(([name, was]) => {
    const is = after.keys.get(name);
    const place = `key ${table}.${name}`;
    if (is === undefined)
      return [{ place, message: `is gone: whoever writes rows by ${was.join(', ')} needs it; keep it` }];
    if (is.join() === was.join()) return [];
    return [
      {
        place,
        message: `its columns change from ${was.join(', ')} to ${is.join(', ')}: make another key and keep this one`,
      },
    ];
  });
}

function columnBreaks(place: string, before: ColumnShape, after: ColumnShape | undefined): readonly Break[] {
  if (after === undefined)
    return [{ place, message: 'is gone, and its values with it: keep it, off the forms and views' }];
  if (before.type !== after.type)
    return [{ place, message: `the type changes from ${before.type} to ${after.type}: ${instead}` }];
  const messages = [
    ...cut('the length is cut', before.maxLength, after.maxLength),
    ...cut('the decimals are cut', before.decimals, after.decimals),
    ...narrowed(before.range, after.range),
    ...behavior(before.dateBehavior, after.dateBehavior),
    ...choiceMessages(before, after),
    ...[...before.targets]
      .filter((target) => !after.targets.has(target))
      .map((target) => `no longer points at ${target}: rows do; keep it`),
  ];
  return messages.map((message) => ({ place, message }));
}

function cut(what: string, was: number | undefined, is: number | undefined): readonly string[] {
  return was === undefined || is === undefined || is >= was
    ? []
    : [`${what} from ${was} to ${is}: rows may need all; leave at least ${was}`];
}

type Range = ColumnShape['range'];

function narrowed(was: Range, is: Range): readonly string[] {
  if (was === undefined || is === undefined || (is[0] <= was[0] && is[1] >= was[1])) return [];
  return [`the range narrows from ${was.join(' to ')} to ${is.join(' to ')}: rows may lie outside; leave it`];
}

const behaviors: Readonly<Record<string, string>> = {
  1: 'the user’s time zone',
  2: 'a day',
  3: 'a time without zone',
};

function behavior(was: string | undefined, is: string | undefined): readonly string[] {
  if (was === is) return [];
  const named = (of: string | undefined): string => behaviors[of ?? ''] ?? 'none';
  return [`the date behaviour changes from ${named(was)} to ${named(is)}: ${instead}`];
}

function choiceMessages(before: ColumnShape, after: ColumnShape): readonly string[] {
  const named = (choice: string | undefined): string => choice ?? 'options of its own';
  const moved =
    before.sharedChoice === after.sharedChoice
      ? []
      : [`changes from ${named(before.sharedChoice)} to ${named(after.sharedChoice)}: ${instead}`];
  const options = [...before.options].flatMap(([value, state]) => {
    const is = after.options.get(value);
    if (is === undefined) return [`the option ${value} is gone: rows have it; keep it, and offer it no more`];
    return is === state
      ? []
      : [`the status ${value} moves from the state ${state} to ${is}: make another status`];
  });
  return [...moved, ...options];
}

function yesNo(value: boolean): string {
  return value ? 'yes' : 'no';
}
