/**
 * Mutants of wording are left out: that a sentence for people is not empty is seen by reading it, and a test that repeats it proves nothing.
 * A sentence is a text with a word and a blank in it; codes, names of fields, formats and keys have none, and stay.
 */
type Syntax = {
  readonly type: string;
  readonly value?: unknown;
  readonly quasis?: readonly { readonly value: { readonly raw: string } }[];
};

export function isWording({ type, value, quasis = [] }: Syntax): boolean {
  const text =
    type === 'StringLiteral'
      ? String(value)
      : type === 'TemplateLiteral'
        ? quasis.map(({ value: { raw } }) => raw).join('')
        : '';
  return /\p{L}{2}/u.test(text) && text.includes(' ');
}

export const strykerPlugins = [
  {
    kind: 'Ignore',
    name: 'wording',
    value: {
      shouldIgnore: ({ node }: { readonly node: Syntax }) =>
        isWording(node) ? 'wording for people' : undefined,
    },
  },
];
