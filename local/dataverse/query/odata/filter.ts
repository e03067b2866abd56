/** The grammar of $filter: from words to a tree, without yet knowing any table. */
import { badRequest } from '../../errors.ts';
import { tokensOf, type Token } from './lexer.ts';

export type Literal =
  | {
      readonly kind: 'literal';
      readonly type: 'text' | 'number' | 'guid' | 'date' | 'boolean';
      readonly value: string | number | boolean;
    }
  | { readonly kind: 'literal'; readonly type: 'null'; readonly value: null };

/** `a/b/c`: navigation properties and, last, a property. */
export interface Path {
  readonly kind: 'path';
  readonly segments: readonly string[];
}

export type Operand = Literal | Path;

export type Filter =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Filter[] }
  | { readonly kind: 'not'; readonly part: Filter }
  | {
      readonly kind: 'compare';
      readonly operator: Comparison;
      readonly left: Operand;
      readonly right: Operand;
    }
  | { readonly kind: 'text'; readonly function: TextFunction; readonly path: Path; readonly value: string }
  | {
      readonly kind: 'query';
      readonly function: string;
      readonly path: Path | undefined;
      readonly values: readonly unknown[];
    }
  | {
      readonly kind: 'some';
      readonly quantifier: 'any' | 'all';
      readonly path: Path;
      readonly variable: string | undefined;
      readonly part: Filter | undefined;
    };

export type Comparison = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
export type TextFunction = 'contains' | 'startswith' | 'endswith';

const comparisons = new Set(['eq', 'ne', 'gt', 'ge', 'lt', 'le']);
const textFunctions = new Set(['contains', 'startswith', 'endswith']);
const namespace = 'Microsoft.Dynamics.CRM.';

/** Deeper nesting than people write; it keeps a hostile filter from exhausting the stack. */
const maximumDepth = 100;

/** @param aliases values of `@p1` given as further query options, as they were written */
export function parseFilter(text: string, aliases: ReadonlyMap<string, string> = new Map()): Filter {
  const reader = new Reader(text, aliases);
  const filter = reader.disjunction(0);
  reader.end();
  return filter;
}

class Reader {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #aliases: ReadonlyMap<string, string>;
  #at = 0;

  constructor(text: string, aliases: ReadonlyMap<string, string>) {
    this.#text = text;
    this.#tokens = tokensOf(text);
    this.#aliases = aliases;
  }

  disjunction(depth: number): Filter {
    return this.#chain('or', depth, () => this.#conjunction(depth + 1));
  }

  end(): void {
    if (this.#peek().kind !== 'end') throw this.#unexpected();
  }

  #conjunction(depth: number): Filter {
    return this.#chain('and', depth, () => this.#negation(depth + 1));
  }

  #chain(word: 'and' | 'or', depth: number, part: () => Filter): Filter {
    if (depth > maximumDepth) throw badRequest('The filter is nested too deeply.');
    const first = part();
    const parts = [first];
    while (this.#takeWord(word)) parts.push(part());
    return parts.length === 1 ? first : { kind: word, parts };
  }

  #negation(depth: number): Filter {
    if (depth > maximumDepth) throw badRequest('The filter is nested too deeply.');
    if (this.#takeWord('not')) return { kind: 'not', part: this.#negation(depth + 1) };
    return this.#primary(depth);
  }

  #primary(depth: number): Filter {
    if (this.#takeSign('(')) {
      const inner = this.disjunction(depth + 1);
      this.#expectSign(')');
      return inner;
    }
    const token = this.#peek();
    if (token.kind === 'name' && this.#peek(1).text === '(' && this.#peek(1).kind === 'sign')
      return this.#call(token.text);
    const left = this.#operand();
    if (left.kind === 'path') {
      const quantifier = left.segments.at(-1);
      if ((quantifier === 'any' || quantifier === 'all') && this.#takeSign('(')) {
        return this.#some(quantifier, left.segments.slice(0, -1), depth);
      }
    }
    const operator = this.#take();
    if (operator.kind !== 'name' || !comparisons.has(operator.text)) throw this.#unexpected(operator);
    return { kind: 'compare', operator: operator.text as Comparison, left, right: this.#operand() };
  }

  #call(name: string): Filter {
    this.#take();
    this.#expectSign('(');
    if (textFunctions.has(name)) {
      const path = this.#operand();
      this.#expectSign(',');
      const value = this.#operand();
      this.#expectSign(')');
      if (path.kind !== 'path' || value.kind !== 'literal' || value.type !== 'text') {
        throw badRequest(`'${name}' needs a property and a text.`);
      }
      return { kind: 'text', function: name as TextFunction, path, value: value.value as string };
    }
    if (name.startsWith(namespace)) return this.#queryFunction(name.slice(namespace.length));
    throw badRequest(
      `An unknown function with name '${name}' was found. This may also be a function import or a key lookup on a navigation property, which is not allowed.`,
    );
  }

  #queryFunction(name: string): Filter {
    let path: Path | undefined;
    const values: unknown[] = [];
    while (!this.#takeSign(')')) {
      const parameter = this.#take();
      this.#expectSign('=');
      if (parameter.text === 'PropertyName') path = pathOf(String(this.#literalValue()));
      else if (parameter.text === 'PropertyValues') values.push(...this.#list());
      else values.push(this.#literalValue());
      if (!this.#takeSign(',') && this.#peek().text !== ')') throw this.#unexpected();
    }
    return { kind: 'query', function: name, path, values };
  }

  #list(): readonly unknown[] {
    const values: unknown[] = [];
    this.#expectSign('[');
    while (!this.#takeSign(']')) {
      values.push(this.#literalValue());
      if (!this.#takeSign(',') && this.#peek().text !== ']') throw this.#unexpected();
    }
    return values;
  }

  #some(quantifier: 'any' | 'all', segments: readonly string[], depth: number): Filter {
    const path: Path = { kind: 'path', segments };
    if (this.#takeSign(')')) return { kind: 'some', quantifier, path, variable: undefined, part: undefined };
    const variable = this.#take();
    if (variable.kind !== 'name') throw this.#unexpected(variable);
    this.#expectSign(':');
    const part = this.disjunction(depth + 1);
    this.#expectSign(')');
    return { kind: 'some', quantifier, path, variable: variable.text, part };
  }

  #operand(): Operand {
    const token = this.#peek();
    if (token.kind === 'name' && !isWordLiteral(token.text)) {
      this.#take();
      const segments = [token.text];
      while (this.#takeSign('/')) {
        const next = this.#take();
        if (next.kind !== 'name') throw this.#unexpected(next);
        segments.push(next.text);
      }
      return { kind: 'path', segments };
    }
    return this.#literal();
  }

  #literal(): Literal {
    const token = this.#take();
    switch (token.kind) {
      case 'text':
        return { kind: 'literal', type: 'text', value: token.text };
      case 'number':
        return { kind: 'literal', type: 'number', value: Number(token.text) };
      case 'guid':
        return { kind: 'literal', type: 'guid', value: token.text.toLowerCase() };
      case 'date':
        return { kind: 'literal', type: 'date', value: token.text };
      case 'alias':
        return this.#aliased(token.text);
      case 'name':
        if (token.text === 'null') return { kind: 'literal', type: 'null', value: null };
        if (token.text === 'true' || token.text === 'false') {
          return { kind: 'literal', type: 'boolean', value: token.text === 'true' };
        }
        throw this.#unexpected(token);
      case 'sign':
      case 'end':
        throw this.#unexpected(token);
    }
  }

  #aliased(name: string): Literal {
    const text = this.#aliases.get(name);
    if (text === undefined) throw badRequest(`The parameter alias '${name}' has no value.`);
    const inner = new Reader(text, new Map());
    const literal = inner.#literal();
    inner.end();
    return literal;
  }

  #literalValue(): string | number | boolean | null {
    return this.#literal().value;
  }

  #peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)] as Token;
  }

  #take(): Token {
    const token = this.#peek();
    this.#at += 1;
    return token;
  }

  #takeSign(sign: string): boolean {
    const token = this.#peek();
    if (token.kind !== 'sign' || token.text !== sign) return false;
    this.#at += 1;
    return true;
  }

  #takeWord(word: string): boolean {
    const token = this.#peek();
    if (token.kind !== 'name' || token.text !== word) return false;
    this.#at += 1;
    return true;
  }

  #expectSign(sign: string): void {
    if (!this.#takeSign(sign)) throw this.#unexpected();
  }

  #unexpected(token: Token = this.#peek()): Error {
    const found = token.kind === 'end' ? 'the end' : `'${token.text}'`;
    return badRequest(`Syntax error at position ${token.at} in '${this.#text}': ${found} was not expected.`);
  }
}

function isWordLiteral(text: string): boolean {
  return text === 'null' || text === 'true' || text === 'false';
}

function pathOf(text: string): Path {
  return { kind: 'path', segments: text.split('/') };
}
