/** Chance that can be repeated: the same key gives the same run of numbers on every machine. Never for secrets. */

export type Random = {
  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** True in `percent` of a hundred cases. */
  chance(percent: number): boolean;
  pick<T>(choices: readonly T[]): T;
  /** A choice by its weight. */
  weighted<T>(choices: readonly (readonly [weight: number, choice: T])[]): T;
};

/** A run of its own for each key, so that one debtor's life does not depend on how many others there are. */
export function randomOf(...key: readonly (string | number)[]): Random {
  const next = xorshift(hashOf(key.join('/')));
  const below = (limit: number): number => Math.floor((next() / 2 ** 32) * limit);
  const pick = <T>(choices: readonly T[]): T => {
    const choice = choices[below(choices.length)];
    if (choice === undefined) throw new RangeError('Nothing to pick from');
    return choice;
  };
  return {
    below,
    pick,
    between: (low, high) => low + below(high - low + 1),
    chance: (percent) => below(10_000) < percent * 100,
    weighted: (choices) => weightedPick(choices, below),
  };
}

function weightedPick<T>(
  choices: readonly (readonly [weight: number, choice: T])[],
  below: (limit: number) => number,
): T {
  let place = below(choices.reduce((sum, [weight]) => sum + weight, 0));
  for (const [weight, choice] of choices) {
    if (place < weight) return choice;
    place -= weight;
  }
  throw new RangeError('Nothing to pick from');
}

/** FNV-1a over the characters, stirred once more: keys that differ in the last digit begin far apart. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** Marsaglia's 32-bit xorshift (13, 17, 5); its first numbers still show the seed and are passed over. */
function xorshift(seed: number): () => number {
  let state = seed === 0 ? 0x9e3779b9 : seed;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>>= 0);
  };
  for (let skipped = 0; skipped < 8; skipped += 1) next();
  return next;
}
