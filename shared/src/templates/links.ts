/** Links in a template: what they lead to must be written in the template itself and be https, mailto or tel. */

export type UnsafeLink = { readonly link: string; readonly at: number };

const safe = /^(https:\/\/|mailto:|tel:)/i;

/** A value in place of a tag, as far as links are concerned: one character that is part of no scheme. */
const value = '\ue000';

/**
 * The links of a text that do not begin with a safe scheme, with their place in it. Links are what HTML attributes point to, and in
 * running text whatever is written like an address: `scheme://…`, or a scheme that browsers act on (`javascript:…`).
 */
export function unsafeLinks(text: string): readonly UnsafeLink[] {
  const masked = text.replace(/\{\{[^{}]*\}{2,3}/g, (tag) => value.repeat(tag.length));
  const found: UnsafeLink[] = [];
  const attribute =
    /\b(?:href|src|srcset|action|formaction|background|poster|data)\s*=\s*(?:"\s*([^"]*)|'\s*([^']*)|([^\s"'>]+))/dgi;
  for (const match of masked.matchAll(attribute)) {
    const link = match[1] ?? match[2] ?? match[3] ?? '';
    const [start = 0] = match.indices?.find((place, index) => index > 0 && place !== undefined) ?? [];
    if (!safe.test(link)) found.push({ link: text.slice(start, start + link.length), at: start });
  }
  const address = /[a-z\ue000][a-z0-9+.\ue000-]{0,40}:\/\/\S*|\b(?:javascript|vbscript):\S*/gi;
  for (const match of masked.matchAll(address)) {
    const inAttribute = found.some(({ link, at }) => match.index >= at && match.index < at + link.length);
    if (!inAttribute && !safe.test(match[0])) {
      found.push({ link: text.slice(match.index, match.index + match[0].length), at: match.index });
    }
  }
  return found;
}
