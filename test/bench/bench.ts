/** What every bench is and what it finds. */

export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The most it may be; figures without a limit are there to compare with. */
  readonly limit?: number;
  /** The least it may be. */
  readonly floor?: number;
  /** For rates: the field of the JSON row that holds the value. */
  readonly rate?: 'invoicesPerSecond' | 'debtorsPerSecond';
};

export type Surroundings = {
  /** The first of the ports a stack may use. */
  readonly port: number;
  /** An empty folder, removed afterwards. */
  readonly folder: string;
  /** Says what is being done; it goes to stderr. */
  readonly say: (text: string) => void;
};

export type Bench = {
  readonly name: string;
  /** What it measures, and beside what. */
  readonly measures: string;
  run(surroundings: Surroundings): Promise<readonly Figure[]>;
};

export function holds({ value, limit = Infinity, floor = -Infinity }: Figure): boolean {
  return floor <= value && value <= limit;
}

export function isBound({ limit, floor }: Figure): boolean {
  return limit !== undefined || floor !== undefined;
}

/** The middle of the values; of an even number the lower middle one, so that it was really measured. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new RangeError('The median of no values');
  return middle;
}
