/** Segments that no debtor can come to by a rule, because one that is asked before takes everybody. */
import type { Condition, Rule } from '../segments/rule.ts';
import type { Segment } from '../segments/segment.ts';
import { canonicalJson } from '../actions/keys.ts';
import { aWarning, type Problem } from './problem.ts';

export function lintSegments(segments: readonly Segment[]): readonly Problem[] {
  const ordered = [...segments].sort((a, b) => a.priority - b.priority);
  return ordered.flatMap((segment, at) => {
    const before = ordered.slice(0, at).find(({ rule }) => holdsWhenever(rule, segment.rule));
    return before
      ? [
          aWarning(
            `segment ${segment.code}`,
            '',
            `nobody comes to it by its rule: ${before.name} (${before.code}) is asked before it and takes all of them`,
          ),
        ]
      : [];
  });
}

/** Every condition of the first rule follows from one of the second; what cannot be seen from the words is not named. */
function holdsWhenever(rule: Rule, other: Rule): boolean {
  return rule.every((condition) => other.some((one) => follows(condition, one)));
}

function follows(condition: Condition, from: Condition): boolean {
  if (canonicalJson(condition) === canonicalJson(from)) return true;
  if (condition.kind !== 'words' || from.kind !== 'words' || condition.measure !== from.measure) return false;
  return (
    condition.is === 'oneOf' &&
    from.is === 'oneOf' &&
    from.words.every((word) => condition.words.some((one) => one.toLowerCase() === word.toLowerCase()))
  );
}
