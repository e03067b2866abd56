/** The query options of a URL: taken apart, decoded, and refused when Dataverse has no such option. */
import { badRequest, notSupported } from '../../errors.ts';
import { rememberByText } from '../../remember-by-text.ts';
import { parseFilter, type Filter } from './filter.ts';

export interface OrderBy {
  readonly segments: readonly string[];
  readonly descending: boolean;
}

export interface Expand {
  readonly navigation: string;
  readonly select: readonly string[] | undefined;
  readonly filter: Filter | undefined;
  readonly orderBy: readonly OrderBy[];
  readonly top: number | undefined;
  readonly expand: readonly Expand[];
  /** Only the addresses of the rows, not the rows. */
  readonly reference: boolean;
  /** The options as they were sent, for the collection's own address. */
  readonly raw: readonly (readonly [name: string, value: string])[];
}

export interface QueryOptions {
  readonly select: readonly string[] | undefined;
  readonly filter: Filter | undefined;
  readonly orderBy: readonly OrderBy[];
  readonly top: number | undefined;
  readonly count: boolean;
  readonly expand: readonly Expand[];
  readonly skipToken: string | undefined;
  readonly fetchXml: string | undefined;
  readonly savedQuery: string | undefined;
  readonly userQuery: string | undefined;
  readonly apply: string | undefined;
  readonly deltaToken: string | undefined;
  /** Values of `@name` parameters, as they were written. */
  readonly aliases: ReadonlyMap<string, string>;
  /** The options as they were sent, for the next page's address. */
  readonly raw: readonly (readonly [name: string, value: string])[];
}

/** Reads the text after the question mark, still encoded. */
export const readOptions = rememberByText((query): QueryOptions => {
  const raw = pairsOf(query);
  const values = new Map<string, string>();
  const aliases = new Map<string, string>();
  for (const [name, value] of raw) {
    if (name.startsWith('@')) aliases.set(name, value);
    else if (values.has(name)) throw badRequest(`Query option '${name}' was specified more than once.`);
    else values.set(name, value);
  }
  for (const name of values.keys()) requireKnown(name);
  const filter = values.get('$filter');
  return {
    select: namesOf(values.get('$select')),
    filter: filter === undefined ? undefined : parseFilter(filter, aliases),
    orderBy: orderByOf(values.get('$orderby')),
    top: numberOf('$top', values.get('$top')),
    count: flagOf(values.get('$count')),
    expand: expandsOf(values.get('$expand') ?? '', aliases),
    skipToken: values.get('$skiptoken'),
    fetchXml: values.get('fetchXml'),
    savedQuery: values.get('savedQuery'),
    userQuery: values.get('userQuery'),
    apply: values.get('$apply'),
    deltaToken: values.get('$deltatoken'),
    aliases,
    raw,
  };
});

const known = new Set([
  '$select',
  '$filter',
  '$orderby',
  '$top',
  '$count',
  '$expand',
  '$skiptoken',
  'fetchXml',
  'savedQuery',
  'userQuery',
  '$apply',
  '$deltatoken',
  'tag',
  '$id',
  'x-ms-file-name',
  'sessiontoken',
  'size',
]);
const real = new Set(['partitionId', 'api-version']);

function requireKnown(name: string): void {
  if (known.has(name)) return;
  if (real.has(name)) throw notSupported(`The query option '${name}'`);
  throw badRequest(`The query parameter ${name} is not supported`);
}

/** Names and values, decoded; `+` is a space as in forms. */
export function pairsOf(query: string): readonly (readonly [string, string])[] {
  return query
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=');
      const name = equals < 0 ? part : part.slice(0, equals);
      const value = equals < 0 ? '' : part.slice(equals + 1);
      return [decode(name), decode(value)] as const;
    });
}

export function decode(text: string): string {
  if (!/[%+]/.test(text)) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw badRequest(`'${text.slice(0, 100)}' is not correctly percent-encoded.`);
  }
}

/** Undefined for everything: no list, or `*`. */
function namesOf(text: string | undefined): readonly string[] | undefined {
  if (text === undefined || text.trim() === '' || text.trim() === '*') return undefined;
  return text.split(',').map((name) => name.trim());
}

function orderByOf(text: string | undefined): readonly OrderBy[] {
  if (text === undefined || text.trim() === '') return [];
  return text.split(',').map((part) => {
    const match = /^\s*([\w/]+)(?:\s+(asc|desc))?\s*$/i.exec(part);
    if (match?.[1] === undefined) throw badRequest(`Syntax error in $orderby: '${part}'.`);
    return { segments: match[1].split('/'), descending: match[2]?.toLowerCase() === 'desc' };
  });
}

function numberOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text))
    throw badRequest(
      `Invalid value '${text}' for ${name} query option found. A non-negative integer is needed.`,
    );
  return Number(text);
}

function flagOf(text: string | undefined): boolean {
  if (text === undefined || text === 'false') return false;
  if (text === 'true') return true;
  throw badRequest(
    `Invalid value '${text}' for $count query option found. Valid values are 'true' and 'false'.`,
  );
}

/** `a($select=b,c;$expand=d),e`: commas and semicolons inside parentheses and quotes belong to the inner options. */
function expandsOf(text: string, aliases: ReadonlyMap<string, string>): readonly Expand[] {
  if (text.trim() === '') return [];
  return splitOutside(text, ',').map((part) => expandOf(part.trim(), aliases));
}

function expandOf(text: string, aliases: ReadonlyMap<string, string>): Expand {
  const open = text.indexOf('(');
  const navigation = open < 0 ? text : text.slice(0, open);
  const reference = /^\w+\/\$ref$/.test(navigation);
  if (!reference && !/^\w+$/.test(navigation)) throw badRequest(`Syntax error in $expand: '${text}'.`);
  const options = new Map<string, string>();
  if (open >= 0) {
    if (!text.endsWith(')')) throw badRequest(`Syntax error in $expand: '${text}'.`);
    for (const option of splitOutside(text.slice(open + 1, -1), ';')) {
      const equals = option.indexOf('=');
      options.set(option.slice(0, equals).trim(), option.slice(equals + 1));
    }
  }
  for (const name of options.keys()) {
    if (!['$select', '$filter', '$orderby', '$top', '$expand'].includes(name)) {
      throw badRequest(`The query option '${name}' is not allowed inside $expand.`);
    }
  }
  const filter = options.get('$filter');
  return {
    navigation: reference ? navigation.slice(0, -'/$ref'.length) : navigation,
    reference,
    raw: [...options],
    select: namesOf(options.get('$select')),
    filter: filter === undefined ? undefined : parseFilter(filter, aliases),
    orderBy: orderByOf(options.get('$orderby')),
    top: numberOf('$top', options.get('$top')),
    expand: expandsOf(options.get('$expand') ?? '', aliases),
  };
}

export function splitOutside(text: string, separator: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === "'") quoted = !quoted;
    else if (quoted) continue;
    else if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    else if (character === separator && depth === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
    if (depth < 0) throw badRequest(`Syntax error: unbalanced parentheses in '${text}'.`);
  }
  if (depth !== 0) throw badRequest(`Syntax error: unbalanced parentheses in '${text}'.`);
  parts.push(text.slice(start));
  return parts.filter((part) => part.trim() !== '');
}
