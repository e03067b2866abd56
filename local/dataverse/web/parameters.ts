/** Parameters of functions: `Name(A=@a,B='x')?@a=…`, each given by an alias or in place. */
import { badRequest } from '../errors.ts';
import type { Exchange } from './exchange.ts';
import type { Segment } from './path.ts';

/** The texts the parameters were given as, by name. */
export function parametersOf({ options }: Exchange, { name, key }: Segment): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const part of splitOutsideQuotes(key ?? '')) {
    const match = /^\s*(\w+)\s*=\s*(.*?)\s*$/s.exec(part);
    const [, parameter, written] = match ?? [];
    if (parameter === undefined || written === undefined)
      throw badRequest(`'${part}' is not a parameter of '${name}'.`);
    const value = written.startsWith('@') ? options.aliases.get(written) : written;
    if (value === undefined) throw badRequest(`The alias '${written}' of '${name}' has no value.`);
    parameters.set(parameter, value);
  }
  return parameters;
}

export function requiredParameter(exchange: Exchange, segment: Segment, name: string): string {
  const value = parametersOf(exchange, segment).get(name);
  if (value === undefined) throw badRequest(`The parameter '${name}' of '${segment.name}' is missing.`);
  return value;
}

/** The address in a parameter that is a row; both JSON and the single quotes of OData literals are on the wire. */
export function addressIn(text: string): string {
  const address = /@odata\.id["']\s*:\s*["']([^"']+)["']/.exec(text)?.[1];
  if (address === undefined) throw badRequest(`'${text}' is not a reference to a row.`);
  return address;
}

/** A text as OData writes it, in single quotes. */
export function textParameter(exchange: Exchange, segment: Segment, name: string): string {
  const text = /^'(.*)'$/s.exec(requiredParameter(exchange, segment, name))?.[1];
  if (text === undefined) throw badRequest(`The parameter '${name}' of '${segment.name}' is not a text.`);
  return text.replaceAll("''", "'");
}

/** Commas inside quotes, lists and objects separate nothing. */
function splitOutsideQuotes(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = '';
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === "'" || character === '"') quote = character;
    else if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) depth -= 1;
    else if (character === ',' && depth === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(text.slice(start));
  return parts.filter((part) => part.trim() !== '');
}
