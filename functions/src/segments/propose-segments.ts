/**
 * Writes the segments that are found in a company's own data as proposed rows. They decide nothing until somebody activates one; one that
 * was activated is never touched again, and one that is not found any more is withdrawn.
 */
import { dateIn, type Instant } from '@dunlin/shared/dates/instant';
import type { IsoDate } from '@dunlin/shared/dates/iso-date';
import type { SegmentRow } from '@dunlin/shared/records/segment-rows';
import type { Measures } from '@dunlin/shared/segments/measures';
import { proposeSegments, type ProposedSegment } from '@dunlin/shared/segments/propose';
import { ruleText } from '@dunlin/shared/segments/rule-text';
import { ruleHolds } from '@dunlin/shared/segments/rule';
import { segmentOf } from '@dunlin/shared/segments/segment';
import type { Policy } from '@dunlin/shared/strategy/policy';
import { segment, strategy } from '@dunlin/shared/tables/policy';
import { bindTo, selectOf, statusOf } from '@dunlin/shared/tables/wire';
import { uuidOf } from '@dunlin/shared/actions/keys';
import type { Change, Dataverse, Row } from '../dataverse/client.ts';
import type { PolicyStore } from '../policy/policy-store.ts';
import { observeDebtors } from './observe-debtors.ts';

export type Proposal = {
  readonly observed: number;
  readonly segments: readonly ProposedSegment[];
  /** Codes of those that somebody activated, or took out, before: they stay as they are. */
  readonly kept: readonly string[];
};

/** Behind every segment in use: where they should stand is for people to say. */
const firstPriority = 5_001;

/** @throws Error when there is no such company; PolicyError when its policy cannot be used. */
export async function proposeForCompany(
  services: { readonly dataverse: Dataverse; readonly policies: PolicyStore; readonly now: () => Instant },
  companyCode: string,
): Promise<Proposal> {
  const { dataverse, policies, now } = services;
  const company = (await policies.all()).find((one) => one.company.dun_code === companyCode);
  if (!company) throw new Error(`There is no company with the code ${companyCode}`);
  const asOf = dateIn(company.company.dun_timezone, now());
  const policy = company.policy(asOf);
  const observed = await observeDebtors(dataverse, {
    id: company.company.dun_companyid,
    currencies: company.currencies,
    asOf,
  });
  const segments = proposeSegments(observed).map((one) => ({ ...one, code: `proposed-${one.code}` }));
  const [stored, strategies] = await dataverse.readTogether<[SegmentRow, StrategyRow]>([
    { collection: segment.set, select: selectOf(segment), filter: `startswith(dun_code,'proposed-')` },
    { collection: strategy.set, select: ['dun_strategyid', 'dun_code'], filter: 'statecode eq 0' },
  ]);
  const strategyIds = new Map(strategies.map((row) => [row.dun_code, row.dun_strategyid]));
  const [first] = strategies;
  const rowOf = (one: ProposedSegment, at: number): Row => {
    const followed = strategyOf(one, segments.slice(0, at), { observed, policy, asOf });
    const strategyId = strategyIds.get(followed ?? '') ?? first?.dun_strategyid ?? '';
    return {
      dun_name: one.name,
      dun_priority: firstPriority + at,
      dun_rule: ruleText(one.rule),
      dun_description: `Proposed on ${asOf}: ${one.debtors} of ${observed.length} debtors of ${companyCode}. Activate it to use it, give it a priority before the segments it is to go before, and choose its strategy.`,
      'dun_strategyid@odata.bind': bindTo(strategy.set, strategyId),
    };
  };
  await write(
    dataverse,
    changesOf(
      segments.map((one, at) => ({ code: one.code, row: rowOf(one, at) })),
      stored,
    ),
  );
  const proposed = new Set(stored.filter(isProposed).map(({ dun_code }) => dun_code));
  const kept = stored.filter(({ dun_code }) => !proposed.has(dun_code)).map(({ dun_code }) => dun_code);
  return { observed: observed.length, segments, kept: kept.toSorted() };
}

type StrategyRow = { readonly dun_strategyid: string; readonly dun_code: string };

function isProposed({ statuscode }: SegmentRow): boolean {
  return statuscode === segment.status.proposed.value;
}

/** A new row is made and deactivated in one change set, so that no evaluation ever sees it in use. */
function changesOf(
  wanted: readonly { readonly code: string; readonly row: Row }[],
  stored: readonly SegmentRow[],
): readonly (readonly Change[])[] {
  const byCode = new Map(stored.map((row) => [row.dun_code, row]));
  const written = wanted.flatMap(({ code, row }): readonly (readonly Change[])[] => {
    const before = byCode.get(code);
    if (before && !isProposed(before)) return [];
    if (before) return [[update(before.dun_segmentid, row)]];
    const id = uuidOf('segment', code);
    return [
      [
        { kind: 'create', collection: segment.set, row: { dun_segmentid: id, dun_code: code, ...row } },
        update(id, statusOf(segment.status.proposed)),
      ],
    ];
  });
  const codes = new Set(wanted.map(({ code }) => code));
  const withdrawn = stored
    .filter((row) => isProposed(row) && !codes.has(row.dun_code))
    .map((row) => [update(row.dun_segmentid, statusOf(segment.status.inactive))]);
  return [...written, ...withdrawn];
}

function update(key: string, row: Row): Change {
  return { kind: 'update', collection: segment.set, key, row };
}

async function write(dataverse: Dataverse, sets: readonly (readonly Change[])[]): Promise<void> {
  for (const outcome of await dataverse.changeSets(sets)) {
    if (outcome.kind === 'failed') throw outcome.error;
    if (outcome.kind === 'refused') throw new Error(`A segment changed meanwhile: ${outcome.message}`);
  }
}

/** The strategy that most of its debtors follow today; of two with as many the first by code. */
function strategyOf(
  one: ProposedSegment,
  before: readonly ProposedSegment[],
  today: { readonly observed: readonly Measures[]; readonly policy: Policy; readonly asOf: IsoDate },
): string | undefined {
  const { observed, policy, asOf } = today;
  const followers = new Map<string, number>();
  for (const measures of observed) {
    if (!ruleHolds(one.rule, measures).holds) continue;
    if (before.some(({ rule }) => ruleHolds(rule, measures).holds)) continue;
    const code = segmentOf({ segments: policy.segments, measures, asOf })?.segment.strategy;
    if (code !== undefined) followers.set(code, (followers.get(code) ?? 0) + 1);
  }
  return [...followers].sort(([a, some], [b, others]) => others - some || (a < b ? -1 : 1))[0]?.[0];
}
