/** What is wrong with a policy, or looks wrong: the place, the value and the way out. */

export type Problem = {
  /** An error keeps the policy from being published; a warning is for a person to judge. */
  readonly severity: 'error' | 'warning';
  /** The row and, where it is one, the column: `step business/second-notice, minimumamounts`. */
  readonly place: string;
  /** What stands there; empty when nothing does. */
  readonly value: string;
  readonly remedy: string;
};

export function anError(place: string, value: string, remedy: string): Problem {
  return { severity: 'error', place, value, remedy };
}

export function aWarning(place: string, value: string, remedy: string): Problem {
  return { severity: 'warning', place, value, remedy };
}

export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === 'error');
}

/** Errors first, each once. */
export function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const once = new Map(problems.map((problem) => [problemInWords(problem), problem]));
  const all = [...once.values()];
  return [
    ...all.filter(({ severity }) => severity === 'error'),
    ...all.filter(({ severity }) => severity === 'warning'),
  ];
}

export function problemInWords({ severity, place, value, remedy }: Problem): string {
  const what = `${place}${value === '' ? '' : ` (${value})`}: ${remedy}`;
  return severity === 'error' ? what : `Warning: ${what}`;
}
