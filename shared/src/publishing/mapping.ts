/**
 * Steps that are replaced. What was done keeps the code of its step for ever, so a version that takes a step out says which other step stands
 * for it: `old code -> new code`, one a line. Versions keep those of earlier versions, since items may still stand there.
 */
import { anError, type Problem } from './problem.ts';

/** Old code → the code that stands for it. */
export type StepMapping = Readonly<Record<string, string>>;

export function parseMapping(text: string | null): {
  readonly mapping: StepMapping;
  readonly problems: readonly Problem[];
} {
  const lines = (text ?? '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const mapping: Record<string, string> = {};
  const problems: Problem[] = [];
  for (const line of lines) {
    const [, from, to] = /^(\S+)\s*->\s*(\S+)$/.exec(line) ?? [];
    if (from === undefined || to === undefined)
      problems.push(anError('steps that are replaced', line, 'write "old code -> new code"'));
    else if (Object.hasOwn(mapping, from))
      problems.push(anError('steps that are replaced', from, 'it is replaced twice; leave one'));
    else mapping[from] = to;
  }
  return { mapping, problems: [...problems, ...circles(mapping)] };
}

/** All that is replaced once `next` follows `before`; what led to a step that is replaced now leads on. A strategy that has the step keeps it. */
export function composedMapping(before: StepMapping, next: StepMapping): StepMapping {
  const led = Object.entries(before).map(([from, to]) => [from, next[to] ?? to] as const);
  const all = new Map([...led, ...Object.entries(next)]);
  // A step that is there again stands for itself.
  return Object.fromEntries([...all].filter(([from, to]) => from !== to).sort());
}

export function printMapping(mapping: StepMapping): string {
  return Object.entries(mapping)
    .map(([from, to]) => `${from} -> ${to}`)
    .join('\n');
}

function circles(mapping: StepMapping): readonly Problem[] {
  return Object.keys(mapping)
    .filter((code) => Object.hasOwn(mapping, mapping[code] ?? ''))
    .map((code) =>
      anError(
        'steps that are replaced',
        `${code} -> ${mapping[code]}`,
        `${mapping[code]} is replaced as well; name the step that stands for ${code} in the end`,
      ),
    );
}
