/** Segments that no debtor can come to, because one that is asked before takes everybody. */
import { implies } from '../segments/implies.ts';
import type { Policy } from '../strategy/policy.ts';
import { aWarning, type Problem } from './problem.ts';

export function lintSegments({ segments, strategies }: Policy): readonly Problem[] {
  const ordered = [...segments].sort((a, b) => a.priority - b.priority);
  const known = new Set(strategies.map(({ code }) => code));
  return ordered.flatMap((segment, at): readonly Problem[] => {
    const before = ordered.slice(0, at).find((other) => implies(segment.rule, other.rule));
    return [
      ...(known.has(segment.strategy)
        ? []
        : [aWarning(`segment ${segment.code}, strategy`, segment.strategy, 'there is no such strategy')]),
      ...(before
        ? [
            aWarning(
              `segment ${segment.code}`,
              '',
              `nobody comes to it: ${before.name} (${before.code}) is asked before it and takes all of them`,
            ),
          ]
        : []),
    ];
  });
}
