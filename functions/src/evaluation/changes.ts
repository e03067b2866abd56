/** What a decision changes besides new rows: the debtor's projections, actions no longer wanted, the case. One change set a debtor. */
import { actionId, activityId } from '@dunlin/shared/actions/action';
import { caseIdOf, plannedColumns, sentences, statusColumns } from '@dunlin/shared/records/action-rows';
import { bindCurrency } from '@dunlin/shared/records/currencies';
import { optionValue } from '@dunlin/shared/records/options';
import { isOpenInvoice } from '@dunlin/shared/receivables/receivable';
import type { Decision } from '@dunlin/shared/strategy/decision';
import { undoneSince } from '@dunlin/shared/strategy/undone';
import type { Facts } from '@dunlin/shared/strategy/facts';
import type { Reconciliation } from '@dunlin/shared/strategy/reconcile';
import { tradingInWords } from '@dunlin/shared/strategy/trading';
import { collectionAction, collectionCase } from '@dunlin/shared/tables/collection';
import { debtor } from '@dunlin/shared/tables/ledger';
import { tradingStatus } from '@dunlin/shared/tables/trading';
import { bindTo, statusOf } from '@dunlin/shared/tables/wire';
import type { Change, Row } from '../dataverse/client.ts';
import type { CompanyPolicy } from '../policy/policy-store.ts';
import { classificationChanges } from './classification-changes.ts';
import { nextLookOn } from './debtor-aging.ts';
import { debtorMoney } from './debtor-money.ts';
import { disputeChanges } from './dispute-changes.ts';
import type { LoadedDebtor } from './load-debtors.ts';
import { promiseChanges } from './promise-changes.ts';
import { dueDateCommands, tradingChanges } from './trading-changes.ts';
import { willingnessColumns } from './willingness-columns.ts';

export type Evaluated = {
  readonly loaded: LoadedDebtor;
  readonly company: CompanyPolicy;
  readonly facts: Facts;
  readonly factsHash: string;
  readonly decision: Decision;
  readonly changes: Reconciliation;
};

export function changesOf(evaluated: Evaluated): readonly Change[] {
  const { loaded } = evaluated;
  return [
    ...actionChanges(evaluated),
    ...caseChanges(evaluated),
    ...promiseChanges(evaluated),
    ...disputeChanges(evaluated),
    ...dueDateCommands(evaluated),
    ...tradingChanges(evaluated),
    ...classificationChanges(evaluated),
    {
      kind: 'update',
      collection: debtor.set,
      key: loaded.row.dun_debtorid,
      ifMatch: loaded.row['@odata.etag'],
      row: projections(evaluated),
    },
  ];
}

function actionChanges({ changes, loaded, company, decision }: Evaluated): readonly Change[] {
  const etagOf = (key: string): { ifMatch?: string } => {
    const row = loaded.actions.find(({ dun_key }) => dun_key === key);
    return row ? { ifMatch: row['@odata.etag'] } : {};
  };
  const update = (key: string, row: Row): Change => ({
    kind: 'update',
    collection: collectionAction.set,
    key: actionId(key),
    ...etagOf(key),
    row,
  });
  return [
    ...[...changes.cancel, ...changes.close].map(({ key, because }) =>
      update(key, { ...statusColumns('cancelled'), dun_result: sentences(because) }),
    ),
    ...changes.replan.map((action) =>
      update(action.key, {
        ...statusColumns('planned'),
        ...plannedColumns(action, loaded.row.dun_name, decision.policyVersion),
        ...bindCurrency(company.currencies, action.currency),
        dun_result: null,
      }),
    ),
  ];
}

/**
 * Calls and tasks nobody needs to make any more. Somebody may have finished or deleted one meanwhile, so each stands or falls by itself and
 * none holds up the decision. Status reasons of the platform: 3 is a cancelled call, 6 a cancelled task.
 */
export function cancelledActivities({ changes, facts }: Evaluated): readonly (readonly Change[])[] {
  return changes.close.map(({ key }) => {
    const isCall = facts.history.find((action) => action.key === key)?.channel === 'call';
    return [
      {
        kind: 'update',
        collection: isCall ? 'phonecalls' : 'tasks',
        key: activityId(key),
        row: { statecode: 2, statuscode: isCall ? 3 : 6 },
      },
    ];
  });
}

function caseChanges({ decision, loaded, facts }: Evaluated): readonly Change[] {
  const { episode, asOf } = decision;
  const opened = episode.kind === 'open' ? episode : facts.episode;
  if (!opened) return [];
  const state: Row =
    episode.kind === 'close'
      ? { dun_closedon: asOf, ...statusOf(collectionCase.status.closed) }
      : { dun_closedon: null, ...statusOf(collectionCase.status.open) };
  const id = caseIdOf(loaded.row.dun_debtorid, opened.openedBy);
  const before = loaded.cases.find(({ dun_collectioncaseid }) => dun_collectioncaseid === id);
  // Just created, as it should be.
  if (!before && episode.kind === 'open') return [];
  const row: Row = { ...casePosition(decision), ...state };
  if (before && Object.entries(row).every(([name, value]) => (before as Row)[name] === value)) return [];
  return [{ kind: 'update', collection: collectionCase.set, key: id, row }];
}

/** Where the debtor stands, as the case shows it. */
export function casePosition({ outlook }: Decision): Row {
  return {
    dun_stage: outlook.stage?.name ?? null,
    dun_nextstep: outlook.next?.step.name ?? null,
    dun_nextstepon: outlook.next?.on ?? null,
    dun_stepsleft: outlook.stepsLeft,
    dun_path: outlook.path.map(({ step, on }) => `${on} ${step.name}`).join('\n') || null,
  };
}

/** Copies of the decision that views and forms read. */
function projections(evaluated: Evaluated): Row {
  const { decision, factsHash, facts, company } = evaluated;
  const { asOf, outlook, segment, severity, alerts } = decision;
  return {
    dun_nextevaluationon: nextLookOn(facts, decision) ?? null,
    dun_evaluatedon: asOf,
    'dun_segmentid@odata.bind': bound('dun_segments', segment && company.segmentIds.get(segment.code)),
    'dun_severityid@odata.bind': bound('dun_severities', severity && company.severityIds.get(severity.code)),
    dun_atrisk:
      alerts.warnings
        .map(({ rule }) => rule.name)
        .join(', ')
        .slice(0, debtor.columns.dun_atrisk.maxLength) || null,
    ...willingnessColumns(evaluated),
    ...debtorMoney(evaluated),
    dun_oldestdueon: oldestDueOn(facts),
    dun_stage: outlook.stage?.name ?? null,
    dun_nextstep: outlook.next?.step.name ?? null,
    dun_nextstepon: outlook.next?.on ?? null,
    dun_undonesince: undoneSince(decision) ?? null,
    dun_tradingstatus: optionValue(tradingStatus, decision.trading.standing.status),
    dun_because: explanation(decision).slice(0, debtor.columns.dun_because.maxLength),
    dun_factshash: factsHash,
    dun_policyversion: decision.policyVersion,
  };
}

function bound(set: string, id: string | undefined): string | null {
  return id === undefined ? null : bindTo(set, id);
}

function oldestDueOn(facts: Facts): string | null {
  return (
    facts.receivables
      .filter(isOpenInvoice)
      .map(({ dueOn }) => dueOn)
      .sort()[0] ?? null
  );
}

/** A line an invoice: its document and why it is acted on, waits or is held; and why the debtor is not sold to freely. */
function explanation({ verdicts, because, trading }: Decision): string {
  const items = verdicts.map(
    ({ item, kind, because: reasons }) =>
      `${item.receivable.document} (${kind}): ${sentences(reasons).replaceAll('\n', ' ')}`,
  );
  return [...items, ...(because.length > 0 ? [sentences(because)] : []), ...tradingInWords(trading)].join(
    '\n',
  );
}
