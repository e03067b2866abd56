/** What a function was called with. */
import { badRequest } from '../errors.ts';
import type { Exchange } from './exchange.ts';
import type { Segment } from './path.ts';

/** The value as it is written, of an alias or in the parentheses; 400 when it is missing. */
export function parameter({ options }: Exchange, segment: Segment, name: string): string {
  const written = new RegExp(`(?:^|,)\\s*${name}\\s*=\\s*(@\\w+|\\[.*\\]|[^,]*)`).exec(
    segment.key ?? '',
  )?.[1];
  const value = written?.startsWith('@') === true ? options.aliases.get(written) : written;
  if (value === undefined) throw badRequest(`The parameter '${name}' of '${segment.name}' is missing.`);
  return value;
}
