/**
 * How often each property is tried. The everyday run repeats the same thousand worlds, so that a red test means a changed program;
 * `PROPERTY_RUNS=20000 npm run jest -- test/properties` looks at new ones.
 */
const wanted = process.env['PROPERTY_RUNS'];

export const runs: { readonly numRuns: number; readonly seed?: number } =
  wanted === undefined ? { numRuns: 1_000, seed: 20_250_301 } : { numRuns: Number(wanted) };
