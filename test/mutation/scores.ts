/** What of a part's mutants was noticed, and the table of it. */
import type { MutantResult } from '@stryker-mutator/api/core';
import type { Part } from './parts.ts';

export type Score = {
  readonly part: string;
  readonly mutants: number;
  readonly killed: number;
  readonly survived: number;
  readonly percent: number;
  readonly limit: number;
};

/** A mutant that never ends counts as noticed; one that no test runs, as survived; wording and what cannot be run, not at all. */
export function scoreOf({ name, limit }: Part, results: readonly Pick<MutantResult, 'status'>[]): Score {
  const count = (...statuses: readonly MutantResult['status'][]): number =>
    results.filter(({ status }) => statuses.includes(status)).length;
  const killed = count('Killed', 'Timeout');
  const survived = count('Survived', 'NoCoverage');
  const mutants = killed + survived;
  const percent = mutants === 0 ? 100 : Math.floor((killed / mutants) * 1_000) / 10;
  return { part: name, mutants, killed, survived, percent, limit };
}

export function table(scores: readonly Score[]): string {
  const heads = ['part', 'mutants', 'killed', 'survived', 'score %', 'limit %', ''];
  const rows = scores.map(({ part, mutants, killed, survived, percent, limit }) => [
    ...[part, mutants, killed, survived, percent.toFixed(1), limit].map(String),
    percent < limit ? 'below' : '',
  ]);
  const widths = heads.map((head, at) => Math.max(head.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd();
  return [heads, ...rows].map(line).join('\n');
}
