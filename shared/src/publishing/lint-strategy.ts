/**
 * What looks like a mistake in a strategy although it can be followed: a step that is never reached, legal steps without a final notice, a
 * tone that becomes milder, no end, steps that follow before there was time to pay, and a score that decides alone. Looked at for each segment that has the strategy,
 * since a step may be for some segments only.
 */
import type { Segment } from '../segments/segment.ts';
import {
  isByPerson,
  isInChain,
  isUpcoming,
  type Step,
  type Strategy,
  type Tone,
} from '../strategy/policy.ts';
import { isGuarded } from '../strategy/step-plan.ts';
import { anError, aWarning, type Problem } from './problem.ts';
import { neverReached } from './reachable-steps.ts';

export function lintStrategy(strategy: Strategy, segments: readonly Segment[]): readonly Problem[] {
  const own = segments.filter((segment) => segment.strategy === strategy.code).map(({ code }) => code);
  const place = `strategy ${strategy.code}`;
  if (own.length === 0)
    return [aWarning(place, '', 'no segment has it'), ...unknownSegments(strategy, segments)];
  const chains = own.map((segment) =>
    strategy.steps.filter(
      (step) => isInChain(step) && (step.segments === undefined || step.segments.includes(segment)),
    ),
  );
  return [
    ...unknownSegments(strategy, segments),
    ...ofOtherSegments(strategy, own),
    ...chains.flatMap((chain) => lintChain(strategy, chain)),
  ];
}

function lintChain(strategy: Strategy, chain: readonly Step[]): readonly Problem[] {
  const place = (step: Step): string => `step ${strategy.code}/${step.code}`;
  const last = chain.at(-1);
  if (!last) return [aWarning(`strategy ${strategy.code}`, '', 'it has no steps: nothing is ever asked for')];
  return [
    ...neverReached(chain).map(({ step, because }) =>
      aWarning(place(step), '', `it is never reached: ${because}`),
    ),
    ...legalTooEarly(chain).map((step) =>
      anError(
        `${place(step)}, ${step.tone === 'legal' ? 'tone' : 'creditholdset'}`,
        step.tone === 'legal' ? 'legal' : 'yes',
        'no final notice comes before it; give a step before it the tone "final"',
      ),
    ),
    ...byScoreAlone(chain).map((step) =>
      anError(
        `${place(step)}, condition`,
        'willingness',
        'a score alone may not decide this (GDPR, article 22); hand the step to a person, or ask for what is owed too',
      ),
    ),
    ...milder(chain).map(([before, step]) =>
      aWarning(
        `${place(step)}, tone`,
        step.tone,
        `it speaks more mildly than ${before.name} before it (${before.tone})`,
      ),
    ),
    ...(last.channel === 'person' || last.repeatDays !== undefined
      ? []
      : [
          aWarning(
            place(last),
            '',
            'after it nothing happens any more; end with a hand-over to a person, or let it come again',
          ),
        ]),
    ...beforeItCouldBePaid(chain).map(([before, step, days]) =>
      aWarning(
        `${place(step)}, waitdays`,
        String(step.waitDays),
        `${before.name} gives ${before.payByDays} days to pay, and this may come ${days} ${days === 1 ? 'day' : 'days'} after it`,
      ),
    ),
  ];
}

function unknownSegments({ code, steps }: Strategy, segments: readonly Segment[]): readonly Problem[] {
  const known = new Set(segments.map((segment) => segment.code));
  return steps.flatMap((step) =>
    (step.segments ?? [])
      .filter((segment) => !known.has(segment))
      .map((segment) => anError(`step ${code}/${step.code}, segments`, segment, 'there is no such segment')),
  );
}

function ofOtherSegments({ code, steps }: Strategy, own: readonly string[]): readonly Problem[] {
  return steps
    .filter((step) => step.segments !== undefined && !step.segments.some((segment) => own.includes(segment)))
    .map((step) =>
      aWarning(
        `step ${code}/${step.code}, segments`,
        step.segments?.join(', ') ?? '',
        'it is never reached: none of these segments has the strategy',
      ),
    );
}

/** As the engine guards them: a final notice comes before, and not one that stops deliveries itself. */
function legalTooEarly(chain: readonly Step[]): readonly Step[] {
  return chain.filter(
    (step, at) =>
      isGuarded(step) && !chain.slice(0, at).some(({ tone, creditHold }) => tone === 'final' && !creditHold),
  );
}

/** What weighs on a customer like a judgement is not decided by what a machine reckons of them, unless a person does it. */
function byScoreAlone(chain: readonly Step[]): readonly Step[] {
  return chain.filter(
    (step) =>
      isGuarded(step) &&
      !isByPerson(step.channel) &&
      step.condition !== undefined &&
      step.condition.length > 0 &&
      step.condition.every(({ measure }) => measure === 'willingness' || measure === 'willingnessClass'),
  );
}

const sternness: readonly Tone[] = ['friendly', 'neutral', 'firm', 'final', 'legal'];

function milder(chain: readonly Step[]): readonly (readonly [before: Step, step: Step])[] {
  return chain.flatMap((step, at) => {
    const before = chain[at - 1];
    return before && sternness.indexOf(step.tone) < sternness.indexOf(before.tone)
      ? [[before, step] as const]
      : [];
  });
}

/** Late items take steps their wait apart, others at least as far apart as their days are. */
function beforeItCouldBePaid(
  chain: readonly Step[],
): readonly (readonly [before: Step, step: Step, days: number])[] {
  return chain.flatMap((step, at) => {
    const before = chain[at - 1];
    if (!before || isUpcoming(before) || isByPerson(before.channel)) return [];
    const days = step.trigger === 'previousStep' ? Math.max(step.offsetDays, step.waitDays) : step.waitDays;
    return days < before.payByDays ? [[before, step, days] as const] : [];
  });
}
