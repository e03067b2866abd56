/** E-mails come as HTML. Only their text is shown: parsing it this way runs and loads nothing. */

export function plainText(description: string): string {
  if (!/<[a-z!/]/i.test(description)) return description.trim();
  const { body } = new DOMParser().parseFromString(description, 'text/html');
  body.querySelectorAll('script, style, template, noscript').forEach((element) => element.remove());
  body.querySelectorAll(lineEnds).forEach((element) => element.append('\n'));
  return (body.textContent ?? '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Where people see a new line. */
const lineEnds = 'br, p, div, li, tr, h1, h2, h3, h4, h5, h6, blockquote';
