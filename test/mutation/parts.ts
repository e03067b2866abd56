/** The parts of the domain, with the score that each must reach and the properties that are about it beside its own tests. */

export type Part = {
  readonly name: string;
  /** Killed mutants of a hundred. */
  readonly limit: number;
  readonly properties: readonly string[];
};

export const parts: readonly Part[] = [
  { name: 'money', limit: 95, properties: ['money'] },
  { name: 'dates', limit: 95, properties: ['dates'] },
  { name: 'calendar', limit: 85, properties: ['dates', 'contact'] },
  { name: 'receivables', limit: 85, properties: ['ledger'] },
  { name: 'promises', limit: 95, properties: ['promises'] },
  { name: 'disputes', limit: 85, properties: ['disputes'] },
  { name: 'holds', limit: 85, properties: ['holds'] },
  { name: 'contact', limit: 85, properties: ['contact', 'dates'] },
  { name: 'segments', limit: 85, properties: ['rules', 'segments'] },
  { name: 'actions', limit: 95, properties: [] },
  // Its properties simulate weeks and years: too long for each of two thousand mutants.
  { name: 'strategy', limit: 85, properties: [] },
];
