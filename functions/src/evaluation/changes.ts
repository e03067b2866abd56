/** What a decision changes besides new rows: the debtor's projections, actions no longer wanted, the case. One change set a debtor. */
import { actionId, activityId } from '@dunlin/shared/actions/action';
import { uuidOf } from '@dunlin/shared/actions/keys';
import { formatMoney, toMajor } from '@dunlin/shared/money/money';
import { caseIdOf, plannedColumns, sentences, statusColumns } from '@dunlin/shared/records/action-rows';
import { bindCurrency } from '@dunlin/shared/records/currencies';
import { isOpenInvoice } from '@dunlin/shared/receivables/receivable';
import type { PromiseStanding } from '@dunlin/shared/promises/standing';
import type { Decision } from '@dunlin/shared/strategy/decision';
import type { Facts } from '@dunlin/shared/strategy/facts';
import type { Reconciliation } from '@dunlin/shared/strategy/reconcile';
import { collectionAction, collectionCase } from '@dunlin/shared/tables/collection';
import { debtor } from '@dunlin/shared/tables/ledger';
import { promise } from '@dunlin/shared/tables/agreements';
import { bindTo, statusOf } from '@dunlin/shared/tables/wire';
import { queueItem } from '../alarm.ts';
import type { Change, Row } from '../dataverse/client.ts';
import type { CompanyPolicy } from '../policy/policy-store.ts';
import { classificationChanges } from './classification-changes.ts';
import { debtorMoney } from './debtor-money.ts';
import type { LoadedDebtor } from './load-debtors.ts';

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
    ...unreadPromises(evaluated),
    ...brokenPromiseTasks(evaluated),
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

/** How promises stand: copies for people to read, written when they change. */
function promiseChanges({ decision, loaded }: Evaluated): readonly Change[] {
  return decision.promises.flatMap(({ promise: { id }, standing }): readonly Change[] => {
    const before = loaded.promises.find(({ dun_promiseid }) => dun_promiseid === id);
    const row: Row = {
      ...statusOf(promise.status[standing.state]),
      dun_paid: toMajor(standing.paid),
      dun_brokenon: standing.brokenOn ?? null,
      dun_result: outcomeInWords(standing),
    };
    if (!before || Object.entries(row).every(([name, value]) => (before as unknown as Row)[name] === value))
      return [];
    return [{ kind: 'update', collection: promise.set, key: id, ifMatch: before['@odata.etag'], row }];
  });
}

/** Items are written without the promise being looked at, so what became unreadable by one is found here. */
function unreadPromises({ decision, loaded }: Evaluated): readonly Change[] {
  const counted = new Set(decision.promises.map(({ promise: { id } }) => id));
  return loaded.promises
    .filter((row) => !counted.has(row.dun_promiseid) && row.statuscode !== promise.status.refused.value)
    .map((row) => ({
      kind: 'update',
      collection: promise.set,
      key: row.dun_promiseid,
      ifMatch: row['@odata.etag'],
      row: {
        ...statusOf(promise.status.refused),
        dun_result:
          'The promise or one of its items lacks an amount, a currency or the open item. Complete it, then change the promise.',
      },
    }));
}

function outcomeInWords({ state, paid, promised, keptOn, brokenOn }: PromiseStanding): string {
  const of = `${formatMoney(paid, 'en')} of ${formatMoney(promised, 'en')} paid`;
  if (keptOn !== undefined && state === 'kept') return `${of}; kept on ${keptOn}.`;
  return brokenOn === undefined ? `${of}.` : `${of}; not in full in time, on ${brokenOn}.`;
}

/**
 * A promise that was missed is somebody's to follow up. The task is named after the version of the promise that was not broken yet, which is
 * written in the same change set: one task each time it breaks, also when it was mended in between.
 */
function brokenPromiseTasks(evaluated: Evaluated): readonly Change[] {
  const { decision, loaded, company } = evaluated;
  return decision.promises.flatMap(({ promise: { id }, standing }): readonly Change[] => {
    const before = loaded.promises.find(({ dun_promiseid }) => dun_promiseid === id);
    if (standing.brokenOn === undefined || before?.dun_brokenon !== null) return [];
    const taskId = uuidOf('broken promise', id, before['@odata.etag']);
    const text = `${outcomeInWords(standing)} The strategy goes on. Ask the customer what happened.`;
    return [
      {
        kind: 'create',
        collection: 'tasks',
        row: {
          activityid: taskId,
          subject:
            `Promise not kept: ${loaded.row.dun_name}, ${formatMoney(standing.outstanding, 'en')}`.slice(
              0,
              200,
            ),
          description: text,
          prioritycode: 2,
          ...regarding(loaded),
        },
      },
      queueItem(company.company._dun_reviewqueueid_value, 'task', taskId),
    ];
  });
}

function regarding({ row }: LoadedDebtor): Row {
  const id = row._dun_customerid_value;
  return row.dun_customerid_account
    ? { 'regardingobjectid_account_task@odata.bind': bindTo('accounts', id) }
    : { 'regardingobjectid_contact_task@odata.bind': bindTo('contacts', id) };
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
  const { asOf, outlook, nextChangeOn, segment, severity, alerts } = decision;
  return {
    dun_nextevaluationon: nextChangeOn ?? null,
    dun_evaluatedon: asOf,
    'dun_segmentid@odata.bind': bound('dun_segments', segment && company.segmentIds.get(segment.code)),
    'dun_severityid@odata.bind': bound('dun_severities', severity && company.severityIds.get(severity.code)),
    dun_atrisk:
      alerts.warnings
        .map(({ rule }) => rule.name)
        .join(', ')
        .slice(0, debtor.columns.dun_atrisk.maxLength) || null,
    ...debtorMoney(evaluated),
    dun_oldestdueon: oldestDueOn(facts),
    dun_stage: outlook.stage?.name ?? null,
    dun_nextstep: outlook.next?.step.name ?? null,
    dun_nextstepon: outlook.next?.on ?? null,
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

/** A line an invoice: its document and why it is acted on, waits or is held. */
function explanation({ verdicts, because }: Decision): string {
  const items = verdicts.map(
    ({ item, kind, because: reasons }) =>
      `${item.receivable.document} (${kind}): ${sentences(reasons).replaceAll('\n', ' ')}`,
  );
  return [...items, ...(because.length > 0 ? [sentences(because)] : [])].join('\n');
}
