/** Parameters of functions: `Name(P=@p)?@p=…`, or inside the parentheses. */
import { badRequest } from '../errors.ts';
import type { Exchange } from './exchange.ts';
import type { Segment } from './path.ts';

export function parameter({ options }: Exchange, segment: Segment, name: string): string {
  const written = new RegExp(`(?:^|,)\\s*${name}\\s*=\\s*(@\\w+|\\[.*\\]|\\{.*\\}|[^,]*)`).exec(
    segment.key ?? '',
  )?.[1];
  const value = written?.startsWith('@') === true ? options.aliases.get(written) : written;
  if (value === undefined) throw badRequest(`The parameter '${name}' of '${segment.name}' is missing.`);
  return value;
}

/** A text as OData writes it, in single quotes. */
export function textParameter(exchange: Exchange, segment: Segment, name: string): string {
  const written = parameter(exchange, segment, name);
  const text = /^\s*'(.*)'\s*$/s.exec(written)?.[1];
  if (text === undefined) throw badRequest(`The parameter '${name}' of '${segment.name}' is not a text.`);
  return text.replaceAll("''", "'");
}

/** The address in a parameter that is a row: `{"@odata.id":"accounts(…)"}`. */
export function addressParameter(exchange: Exchange, segment: Segment, name: string): string {
  const written = parameter(exchange, segment, name);
  // Both JSON and the single quotes of OData literals are on the wire.
  const address = /@odata\.id["']\s*:\s*["']([^"']+)["']/.exec(written)?.[1];
  if (address === undefined) throw badRequest(`'${written}' is not a reference to a row.`);
  return address;
}
