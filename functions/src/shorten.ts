/** A text that fits into so many characters, with an ellipsis in place of what does not; no character is cut in half. */
export function shorten(value: string, characters = 200): string {
  return value.length <= characters ? value : `${[...value.slice(0, characters)].slice(0, -1).join('')}…`;
}
