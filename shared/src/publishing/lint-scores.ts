/** Rules that ask for a willingness to pay that nothing reckons, or for a class the score card does not have: they can never hold. */
import type { Condition, Rule } from '../segments/rule.ts';
import type { Policy } from '../strategy/policy.ts';
import { aWarning, type Problem } from './problem.ts';

export function lintScores({
  scoreCard,
  segments,
  severities,
  alerts,
  strategies,
}: Policy): readonly Problem[] {
  const rules: readonly (readonly [place: string, rule: Rule])[] = [
    ...segments.map(({ code, rule }) => [`segment ${code}, rule`, rule] as const),
    ...severities.map(({ code, rule }) => [`severity class ${code}, rule`, rule] as const),
    ...alerts.map(({ code, rule }) => [`alert rule ${code}, rule`, rule] as const),
    ...strategies.flatMap(({ code, steps }) =>
      steps.map((step) => [`step ${code}/${step.code}, condition`, step.condition ?? []] as const),
    ),
  ];
  const names = new Set(scoreCard?.classes.map(({ name }) => name.toLowerCase()));
  return rules.flatMap(([place, rule]) =>
    rule.filter(asksForScore).flatMap((condition) => {
      if (!scoreCard)
        return [aWarning(place, condition.measure, 'no score card is in use, so that nobody has a score')];
      if (condition.kind !== 'words') return [];
      return condition.words
        .filter((word) => !names.has(word.toLowerCase()))
        .map((word) => aWarning(place, word, `score card ${scoreCard.code} has no such class`));
    }),
  );
}

function asksForScore({ measure }: Condition): boolean {
  return measure === 'willingness' || measure === 'willingnessClass';
}
