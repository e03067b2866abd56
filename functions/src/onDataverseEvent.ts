/**
 * What people did in the CRM: a call made, a task done, a promise written down, something approved, a policy version made, sending released,
 * an export judged.
 * The row itself is read again.
 */
import { transition } from '@dunlin/shared/actions/states';
import { dateIn } from '@dunlin/shared/dates/instant';
import {
  dataverseEvents,
  queues,
  type DataverseEvents,
  type Dispatches,
} from '@dunlin/shared/messages/messages';
import { statusColumns, type ActionRow } from '@dunlin/shared/records/action-rows';
import type { DebtorRow } from '@dunlin/shared/records/ledger-rows';
import { optionName } from '@dunlin/shared/records/options';
import { collectionAction } from '@dunlin/shared/tables/collection';
import { debtor } from '@dunlin/shared/tables/ledger';
import { selectOf } from '@dunlin/shared/tables/wire';
import { onQueue } from './bus/on-queue.ts';
import type { Dataverse } from './dataverse/client.ts';
import { zoneOf } from './evaluation/load-debtors.ts';
import { handOver } from './evaluation/plan-due-debtors.ts';
import { announce } from './import/start-run.ts';
import { onAgreement, onApproval, onPromiseItem } from './on-agreement.ts';
import { publishVersion } from './policy/publish-version.ts';
import type { Services } from './services.ts';
import { enqueuePlanned, enqueuePlannedOf } from './sweep/enqueue-planned.ts';

export async function onDataverseEvent(services: Services, event: DataverseEvents): Promise<string> {
  switch (event.PrimaryEntityName) {
    case 'phonecall':
    case 'task':
      return onActivity(services, event.PrimaryEntityName, event.PrimaryEntityId);
    case 'dun_promise':
    case 'dun_dispute':
    case 'dun_hold':
    case 'dun_duedatechange':
    case 'dun_tradingorder':
      return onAgreement(services, event.PrimaryEntityName, event.PrimaryEntityId);
    case 'dun_promiseitem':
      return onPromiseItem(services, event.PrimaryEntityId);
    case 'dun_approval':
      return onApproval(services, event.PrimaryEntityId);
    case 'dun_debtor':
      return onDebtor(services, event.PrimaryEntityId);
    case 'dun_company':
      return `${await enqueuePlannedOf(services, event.PrimaryEntityId)} planned actions handed over`;
    case 'dun_sendcontrol':
      return `${await enqueuePlanned(services)} planned actions looked at again`;
    case 'dun_syncrun':
      await announce(services, event.PrimaryEntityId, []);
      return 'the import goes on';
    case 'dun_policyversion':
      return publishVersion(services, event.PrimaryEntityId);
    default:
      return `nothing to do for ${event.PrimaryEntityName}`;
  }
}

type ActivityRow = {
  readonly statecode: number;
  readonly _dun_actionid_value: string | null;
  /** Of tasks: the dispute a department was asked about. */
  readonly _dun_disputeid_value?: string | null;
};

type DebtorOfAction = Pick<DebtorRow, '_dun_companyid_value' | 'dun_timezone' | 'dun_country'>;

const activityOpen = 0;
const activityCancelled = 2;

/**
 * A person finished a call or task of ours: its action is done, and the debtor is looked at again. Cancelling the task about an action that
 * failed says that it is mended: it is tried again.
 */
async function onActivity(services: Services, table: 'phonecall' | 'task', id: string): Promise<string> {
  const { dataverse, policies, now } = services;
  const activity = await dataverse.get<ActivityRow>({
    collection: `${table}s`,
    key: id,
    select: ['statecode', '_dun_actionid_value', ...(table === 'task' ? ['_dun_disputeid_value'] : [])],
  });
  if (!activity || activity.statecode === activityOpen) return 'it is open, or gone';
  const actionId = activity._dun_actionid_value;
  const about = activity._dun_disputeid_value ?? null;
  if (about !== null) return onAgreement(services, 'dun_dispute', about);
  if (actionId === null) return 'it is none of ours';
  const action = await dataverse.get<ActionRow>({
    collection: collectionAction.set,
    key: actionId,
    select: selectOf(collectionAction),
  });
  if (!action) return 'its action is gone';
  const state = optionName(collectionAction.status, action.statuscode);
  const again = state === 'failed' && activity.statecode === activityCancelled;
  const next = transition(state, again ? 'retry' : 'complete');
  if (typeof next === 'object') return next.refused;
  if (again && (await hasOpenTask(dataverse, actionId)))
    return 'another task about the action is open: it failed once more';
  const debtorRow = await dataverse.get<DebtorOfAction>({
    collection: debtor.set,
    key: action._dun_debtorid_value,
    select: ['_dun_companyid_value', 'dun_timezone', 'dun_country'],
  });
  if (!debtorRow) return 'its debtor is gone';
  const { company } = await policies.ofCompany(debtorRow._dun_companyid_value);
  const today = dateIn(company.dun_timezone, now());
  const outcome = await dataverse.changeSet([
    {
      kind: 'update',
      collection: collectionAction.set,
      key: actionId,
      ifMatch: action['@odata.etag'],
      row: {
        ...statusColumns(next),
        ...(again
          ? { dun_notbefore: now(), dun_result: 'Mended by a person, and tried again.' }
          : {
              // The wait for the next step counts from the day the customer was spoken to, not from the day the call was handed over.
              dun_executedon: today,
              dun_contactedon: dateIn(zoneOf(debtorRow, company), now()),
              dun_result:
                activity.statecode === activityCancelled ? 'Cancelled by a person.' : 'Finished by a person.',
            }),
      },
    },
    {
      kind: 'update',
      collection: debtor.set,
      key: action._dun_debtorid_value,
      row: { dun_nextevaluationon: today },
    },
  ]);
  if (outcome.kind === 'refused')
    throw new Error(`The action changed meanwhile and is looked at again: ${outcome.message}`);
  await handOver(services, [action._dun_debtorid_value]);
  if (!again) return 'the action is done; its debtor is evaluated';
  const hint: Dispatches = { action: actionId, debtor: action._dun_debtorid_value };
  await services.bus.send(queues.dispatches, [{ body: hint }]);
  return 'the action is tried again';
}

/** A message may come twice, and the action have been tried and failed in between. */
async function hasOpenTask(dataverse: Dataverse, actionId: string): Promise<boolean> {
  const open = await dataverse.list({
    collection: 'tasks',
    select: ['activityid'],
    filter: `_dun_actionid_value eq ${actionId} and statecode eq ${activityOpen}`,
    limit: 1,
  });
  return open.length > 0;
}

/** What people say of a debtor – a time zone, a consent, a segment chosen by hand – can change what is decided today. */
async function onDebtor(services: Services, id: string): Promise<string> {
  const { dataverse, policies, now } = services;
  const row = await dataverse.get<Pick<DebtorRow, '_dun_companyid_value'>>({
    collection: debtor.set,
    key: id,
    select: ['_dun_companyid_value'],
  });
  if (!row) return 'the debtor is gone';
  const { company } = await policies.ofCompany(row._dun_companyid_value);
  const due = { dun_nextevaluationon: dateIn(company.dun_timezone, now()) };
  const outcome = await dataverse.changeSet([{ kind: 'update', collection: debtor.set, key: id, row: due }]);
  if (outcome.kind === 'refused') return 'the debtor is gone';
  await handOver(services, [id]);
  return 'the debtor is evaluated with what was said of it';
}

onQueue('onDataverseEvent', { queue: queues.dataverseEvents, read: dataverseEvents, work: onDataverseEvent });
