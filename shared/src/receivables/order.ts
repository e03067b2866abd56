/** The order of texts by their code units, the same on every machine: of ids, codes, documents and ISO dates. */
export function byText(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}
