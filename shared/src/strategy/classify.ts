/** What kind of debtor it is on a day: the segment, the severity of what is overdue, how willing it is to pay, and what to be warned of. */
import type { Reason } from '../actions/reason.ts';
import { addDays, type IsoDate } from '../dates/iso-date.ts';
import type { CollectibleItem } from '../receivables/collectible.ts';
import { alertChanges, type AlertChanges } from '../segments/alerts.ts';
import { measureChanges } from '../segments/measure-changes.ts';
import { measuresOf, reachOf, type Measured, type Measures, type Reach } from '../segments/measures.ts';
import type { Rule } from '../segments/rule.ts';
import { isInForce, segmentOf, type Segment, type SegmentFound } from '../segments/segment.ts';
import { severityOf, type Severity } from '../segments/severity.ts';
import { willingnessOf, type ScoreCard, type Willingness } from '../segments/willingness.ts';
import type { Facts } from './facts.ts';
import type { Policy } from './policy.ts';
import type { StandingPromise } from './reservations.ts';

export type Classification = {
  readonly segment?: Segment;
  readonly severity?: Severity;
  readonly willingness?: Willingness;
  readonly alerts: AlertChanges;
  readonly measured: Measured;
  readonly measures: Measures;
  readonly because: readonly Reason[];
  /** Days after `asOf` on which some of this can change by itself. */
  readonly changesOn: readonly IsoDate[];
};

export function classify(question: {
  readonly policy: Policy;
  readonly facts: Facts;
  readonly items: readonly CollectibleItem[];
  readonly promises: readonly StandingPromise[];
  readonly asOf: IsoDate;
}): Classification {
  const { policy, facts, items, promises, asOf } = question;
  const { debtor, receivables, past } = facts;
  const { scoreCard } = policy;
  const measured: Measured = {
    debtor,
    receivables,
    items,
    ...(past && { past }),
    promises: promises.map(({ standing }) => standing),
    severities: policy.severities,
    ...(scoreCard && { scoreCard }),
    asOf,
  };
  const measures = measuresOf(measured);
  const override = debtor.segmentOverride;
  const found = segmentOf({ segments: policy.segments, measures, override, asOf });
  const severe = severityOf(policy.severities, measures);
  const willing = scoreCard && willingnessOf(scoreCard, measures);
  const alerts = alertChanges({ rules: policy.alerts, standing: facts.alerts, measures });
  return {
    ...(found && { segment: found.segment }),
    ...(severe && { severity: severe.severity }),
    ...(willing && { willingness: willing }),
    alerts,
    measured,
    measures,
    because: [
      ...(found ? segmentReasons(found, facts, asOf) : []),
      ...(severe ? [{ code: 'severe' as const, severity: severe.severity.name, facts: severe.facts }] : []),
      ...alerts.warnings.map(({ rule, facts: cited }) => ({
        code: 'atRisk' as const,
        warning: rule.name,
        facts: cited,
      })),
    ],
    changesOn: [
      ...measureChanges([...rulesOf(policy), ...classRules(scoreCard)], measured),
      ...(override?.until !== undefined && isInForce(override, asOf) ? [addDays(override.until, 1)] : []),
    ],
  };
}

/** How much of what is settled has to be read so that no rule finds something unknown that is known. */
export function reachOfHistory(policies: readonly Policy[]): Reach | undefined {
  const rules = policies.flatMap((policy) => [...rulesOf(policy), ...conditionsOf(policy)]);
  const cards = policies.flatMap(({ scoreCard }) => scoreCard ?? []);
  const reaches = [
    ...rules.flatMap((rule) => rule.map(({ measure }) => reachOf[measure])),
    ...cards.flatMap(({ lines }) => lines.map(({ measure }) => reachOf[measure])),
  ];
  if (reaches.includes('always')) return 'always';
  // Whether anything is known of how a debtor pays is for a score to know, whatever its lines.
  return reaches.includes('year') || cards.length > 0 ? 'year' : undefined;
}

/** The class is always that of the day; the points are those of the day of the decision. */
function classRules(card: ScoreCard | undefined): readonly Rule[] {
  return (card?.classes ?? []).map(({ from }) => [
    { kind: 'number', measure: 'willingness', compare: 'atLeast', value: from },
  ]);
}

function rulesOf({ segments, severities, alerts }: Policy): readonly Rule[] {
  return [...segments, ...severities, ...alerts].map(({ rule }) => rule);
}

function conditionsOf({ strategies }: Policy): readonly Rule[] {
  return strategies.flatMap(({ steps }) => steps.flatMap(({ condition }) => (condition ? [condition] : [])));
}

function segmentReasons(
  { segment: { name }, by }: SegmentFound,
  { debtor }: Facts,
  asOf: IsoDate,
): readonly Reason[] {
  if (by.kind === 'person') {
    const { until, reason } = by.override;
    return [
      {
        code: 'segmentByHand',
        segment: name,
        ...(until && { until }),
        ...(reason !== undefined && { reason }),
      },
    ];
  }
  const ignored = debtor.segmentOverride;
  const gone = ignored !== undefined && isInForce(ignored, asOf);
  return [
    ...(gone ? [{ code: 'segmentByHandGone' as const, segment: ignored.segment }] : []),
    { code: 'inSegment', segment: name, facts: by.facts },
  ];
}
