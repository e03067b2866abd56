/** The path of a request as segments: `accounts(guid)/primarycontactid` is a set with a key, then a property. */
import { badRequest } from '../errors.ts';
import { decode } from '../query/odata/options.ts';

export interface Segment {
  readonly name: string;
  /** The text between the parentheses, decoded; undefined without parentheses. */
  readonly key: string | undefined;
}

export function segmentsOf(path: string): readonly Segment[] {
  const decoded = decode(path.replaceAll('+', '%2B'));
  return splitSegments(decoded).map((text) => {
    const open = text.indexOf('(');
    if (open < 0) return { name: text, key: undefined };
    if (!text.endsWith(')')) throw badRequest(`Bad Request - Error in query syntax: '${text}'.`);
    return { name: text.slice(0, open), key: text.slice(open + 1, -1) };
  });
}

/** Slashes inside a key's quotes do not separate. */
function splitSegments(path: string): readonly string[] {
  const parts: string[] = [];
  let quoted = false;
  let start = 0;
  for (let at = 0; at < path.length; at += 1) {
    const character = path.charAt(at);
    if (character === "'") quoted = !quoted;
    if (character !== '/' || quoted) continue;
    parts.push(path.slice(start, at));
    start = at + 1;
  }
  parts.push(path.slice(start));
  return parts.filter((part) => part !== '');
}
