/**
 * How often each property is tried. The everyday run repeats the same thousand worlds, and ten thousand of what costs little, so that a red
 * test means a changed program; `PROPERTY_RUNS=10000 npm run jest -- test/properties` looks at new ones, as many of each property, and with
 * `PROPERTY_SEED=…` at the same again.
 */
const { PROPERTY_RUNS: wanted, PROPERTY_SEED: seed = wanted === undefined ? '20250301' : undefined } =
  process.env;

export type Runs = { readonly numRuns: number; readonly seed?: number };

export const runs = runsOf(1_000);

/** Of properties that cost little. */
export const manyRuns = runsOf(10_000);

/**
 * How often something must have happened at least, so that no property holds because nothing did: once in so many worlds. Where only a few
 * are tried, as for each change of a mutation test, what is rare is not asked for.
 */
export function oneIn(worlds: number, { numRuns }: Runs): number {
  return Math.floor(numRuns / worlds);
}

function runsOf(everyday: number): Runs {
  return { numRuns: Number(wanted ?? everyday), ...(seed !== undefined && { seed: Number(seed) }) };
}
