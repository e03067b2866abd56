/**
 * Whether a text may be saved as a template: only names of the allow-list, each where it has a meaning, no blanks left to chance,
 * nothing that runs or includes something else, and no link that could lead anywhere but to a web page, a mailbox or a telephone.
 */
import Mustache from 'mustache';
import type { TemplateField, TemplateFields } from './fields.ts';
import { unsafeLinks } from './links.ts';

export type TemplateProblem = {
  readonly kind:
    | 'unknownName'
    | 'notAText'
    | 'notASection'
    | 'mayBeBlank'
    | 'unescaped'
    | 'partial'
    | 'delimiters'
    | 'nesting'
    | 'link';
  /** The name or the link as the template writes it. */
  readonly name: string;
  /** Where it stands, both counted from 1. */
  readonly line: number;
  readonly column: number;
};

export const tags: [string, string] = ['{{', '}}'];

/** More than anybody mends before looking again. */
const maxProblems = 100;

/** What keeps the text from being a template, in the order in which it stands there; none when it may be saved. */
export function checkTemplate(text: string, fields: TemplateFields): readonly TemplateProblem[] {
  const found: Found[] = unsafeLinks(text).map(({ link, at }) => ({ kind: 'link', name: link, at }));
  const parsed = parse(text);
  if (parsed.ok) checkTokens(parsed.tokens, [{ fields, path: '' }], new Set(), found);
  else found.push(parsed.problem);
  return found
    .sort((a, b) => a.at - b.at)
    .slice(0, maxProblems)
    .map(({ kind, name, at }) => ({ kind, name, ...positionOf(text, at) }));
}

/** The problem in a sentence for whoever edits the template. */
export function sentenceOf(problem: TemplateProblem): string {
  return `Line ${problem.line}, column ${problem.column}: ${problem.name} ${because[problem.kind]}.`;
}

const because: Readonly<Record<TemplateProblem['kind'], string>> = {
  unknownName: 'is not a name that messages have',
  notAText: 'is a group or a list, which needs a section around what is written for it',
  notASection: 'is always there and needs no section',
  mayBeBlank: 'may be blank: write it inside a section of its own name',
  unescaped: 'would be written without escaping; use two braces',
  partial: 'would include another template',
  delimiters: 'would change the delimiters',
  nesting: 'is a section or a tag that is not closed in order',
  link: 'is a link that is not https, mailto or tel',
};

type Found = { readonly kind: TemplateProblem['kind']; readonly name: string; readonly at: number };

/** What names mean at a place: the fields of the innermost section first, then those around it. */
type Scope = { readonly fields: TemplateFields | 'text'; readonly path: string };

/** Mustache's own tokens: symbol, value, start, end and, for sections, what is inside. */
type Token = readonly [symbol: string, value: string, start: number, end: number, inside?: unknown];

function checkTokens(
  tokens: readonly Token[],
  scopes: readonly Scope[],
  guarded: ReadonlySet<string>,
  found: Found[],
): void {
  for (const [symbol, name, at, , inside] of tokens) {
    const report = (kind: TemplateProblem['kind']): number => found.push({ kind, name, at });
    if (symbol === '>') report('partial');
    else if (symbol === '=') report('delimiters');
    else if (symbol === '&') report('unescaped');
    else if (symbol === 'name') {
      const named = resolve(name, scopes);
      if (!named) report('unknownName');
      else if (typeof named.field !== 'string') report('notAText');
      else if (named.field === 'optional' && !guarded.has(named.path)) report('mayBeBlank');
    } else if (symbol === '#' || symbol === '^') {
      const named = resolve(name, scopes);
      if (!named) report('unknownName');
      else if (
        named.field === 'text' ||
        (typeof named.field === 'object' && 'group' in named.field && symbol === '^')
      ) {
        report('notASection');
      }
      const entered = symbol === '#' && named !== undefined;
      checkTokens(
        inside as readonly Token[],
        entered && typeof named.field === 'object' ? [scopeIn(named.field, named.path), ...scopes] : scopes,
        entered ? new Set([...guarded, named.path]) : guarded,
        found,
      );
    }
  }
}

function scopeIn(field: Exclude<TemplateField, string>, path: string): Scope {
  return { fields: 'group' in field ? field.group : field.list, path: `${path}.` };
}

/** The field a name stands for, looked up from the innermost scope outwards as the renderer does; own members only. */
function resolve(name: string, scopes: readonly Scope[]): { field: TemplateField; path: string } | undefined {
  if (name === '.') return scopes[0]?.fields === 'text' ? { field: 'text', path: scopes[0].path } : undefined;
  for (const { fields, path } of scopes) {
    const field = fields === 'text' ? undefined : fieldAt(fields, name.split('.'));
    if (field !== undefined) return { field, path: path + name };
  }
  return undefined;
}

function fieldAt(
  fields: TemplateFields,
  [first = '', ...rest]: readonly string[],
): TemplateField | undefined {
  const field = Object.hasOwn(fields, first) ? fields[first] : undefined;
  if (field === undefined || rest.length === 0) return field;
  return typeof field === 'object' && 'group' in field ? fieldAt(field.group, rest) : undefined;
}

/** Parsed by the renderer's own parser, so that what is checked is what will be rendered. */
function parse(text: string): { ok: true; tokens: readonly Token[] } | { ok: false; problem: Found } {
  try {
    return { ok: true, tokens: new Mustache.Writer().parse(text, tags) as readonly Token[] };
  } catch (error) {
    const message = (error as Error).message;
    const name = /"([^"]*)"/.exec(message)?.[1] ?? 'the tag';
    const at = Number(/ at (\d+)$/.exec(message)?.[1] ?? 0);
    return {
      ok: false,
      problem: { kind: message.startsWith('Invalid tags') ? 'delimiters' : 'nesting', name, at },
    };
  }
}

function positionOf(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
