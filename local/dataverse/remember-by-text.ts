/** Texts that are sent again and again, and how long one may be to be remembered. */
const maximumTexts = 500;
const maximumLength = 4_000;

/** The same function, which remembers what it made of the last texts: they are few, and what is made of them must not be changed. */
export function rememberByText<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, { readonly made: T }>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found.made;
    const made = make(text);
    if (text.length > maximumLength) return made;
    if (known.size >= maximumTexts) known.clear();
    known.set(text, { made });
    return made;
  };
}
