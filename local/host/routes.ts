/** Routes of HTTP triggers: literal segments and whole-segment parameters (`customers/{id}/items`). */
import { HostRefusal } from './refusal.ts';

export type Route = { readonly template: string; readonly segments: readonly Segment[] };
type Segment =
  { readonly kind: 'literal'; readonly text: string } | { readonly kind: 'parameter'; readonly name: string };

/** @throws HostRefusal for optional, catch-all and constrained parameters, which the local host does not match. */
export function parseRoute(template: string, functionName: string): Route {
  const segments = template.split('/').map((text): Segment => {
    const name = /^\{([A-Za-z_]\w*)\}$/.exec(text)?.[1];
    if (name !== undefined) return { kind: 'parameter', name };
    if (/^[\w.~-]+$/.test(text)) return { kind: 'literal', text };
    throw new HostRefusal(
      `Function "${functionName}": route "${template}": the local host matches plain segments and {name}, not "${text}".`,
    );
  });
  return { template, segments };
}

/** The parameters of a path, decoded, when the route matches it. Literals match in any case, as in the real host. */
export function matchRoute(route: Route, path: string): Readonly<Record<string, string>> | undefined {
  const parts = path.replace(/^\/|\/$/g, '').split('/');
  if (parts.length !== route.segments.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, segment] of route.segments.entries()) {
    const part = decoded(parts[index] ?? '');
    if (part === undefined || part === '') return undefined;
    if (segment.kind === 'parameter') parameters[segment.name] = part;
    else if (segment.text.toLowerCase() !== part.toLowerCase()) return undefined;
  }
  return parameters;
}

/** Whether both routes match some path with equally good right to it: the order of registration would decide. */
export function isAmbiguous(a: Route, b: Route): boolean {
  return shape(a) === shape(b);
}

/** Routes to try first come first: at the leftmost difference, a literal goes before a parameter. */
export function comparePrecedence(a: Route, b: Route): number {
  return precedence(a) < precedence(b) ? -1 : 1;
}

function shape(route: Route): string {
  return route.segments
    .map((segment) => (segment.kind === 'literal' ? segment.text.toLowerCase() : '{}'))
    .join('/');
}

function precedence(route: Route): string {
  return route.segments.map((segment) => (segment.kind === 'literal' ? '0' : '1')).join('');
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
