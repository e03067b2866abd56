/**
 * Intent → reserve → effect → receipt. The last look comes first; then the exact bytes are stored before anything leaves the house.
 * After that nothing is rendered again for this attempt.
 */
import { dispatchId, type PlannedAction } from '@dunlin/shared/actions/action';
import { dateIn, type Instant } from '@dunlin/shared/dates/instant';
import type { IsoDate } from '@dunlin/shared/dates/iso-date';
import { queues } from '@dunlin/shared/messages/messages';
import { contentColumns, sentences, statusColumns } from '@dunlin/shared/records/action-rows';
import type { Reason } from '@dunlin/shared/actions/reason';
import { PolicyError } from '@dunlin/shared/records/policy-rows';
import type { Policy } from '@dunlin/shared/strategy/policy';
import { recheck, type Recheck } from '@dunlin/shared/strategy/recheck';
import { collectionAction, dispatch } from '@dunlin/shared/tables/collection';
import { debtor } from '@dunlin/shared/tables/ledger';
import { channel } from '@dunlin/shared/tables/policy';
import { bindTo } from '@dunlin/shared/tables/wire';
import { raiseAlarm } from '../alarm.ts';
import type { Row } from '../dataverse/client.ts';
import { handOver as evaluateSoon } from '../evaluation/plan-due-debtors.ts';
import { zoneOf } from '../evaluation/load-debtors.ts';
import { firstDayThatCounts, manualContacts } from '../evaluation/manual-contacts.ts';
import { phoneOf } from '../evaluation/reach.ts';
import type { Services } from '../services.ts';
import { mended, openActivity, reviewTask } from './activities.ts';
import { compose, type Composed } from './compose.ts';
import { effect } from './effect.ts';
import { changeOf, hintOf, type LoadedAction } from './load-action.ts';
import { brakeOf } from './may-send.ts';
import { recordEffect, type Attempt } from './record-effect.ts';

/** @returns what became of the action, in words */
export async function sendPlanned(services: Services, loaded: LoadedAction): Promise<string> {
  const now = services.now();
  const today = dateIn(loaded.company.dun_timezone, now);
  const brake = brakeOf(loaded.company, loaded.stopped, today);
  if (brake) return refuseToSend(services, loaded, brake, today);
  const checked = await lastLook(services, loaded, { now, today });
  switch (checked.kind) {
    case 'unusablePolicy':
      return `stays planned: ${checked.reason}`;
    case 'cancel':
      return cancel(services, loaded, checked.because, today);
    case 'postpone':
      return postpone(services, loaded, checked.until);
    case 'send': {
      const done = await execute(services, loaded, checked, { now, today });
      if (stopsDeliveries(loaded, today)) await lookAgain(services, loaded, today);
      return done;
    }
  }
}

/** A step after which the customer is not sold to any more: that is to hold from the moment it is taken. */
function stopsDeliveries({ companyPolicy, record }: LoadedAction, today: IsoDate): boolean {
  return companyPolicy
    .policy(today)
    .strategies.some(({ steps }) => steps.some(({ code, creditHold }) => creditHold && code === record.step));
}

async function lookAgain(
  services: Services,
  { debtor: { row } }: LoadedAction,
  today: IsoDate,
): Promise<void> {
  await services.dataverse.changeSet([
    {
      kind: 'update',
      collection: debtor.set,
      key: row.dun_debtorid,
      row: { dun_nextevaluationon: today },
    },
  ]);
  await evaluateSoon(services, [row.dun_debtorid]);
}

async function refuseToSend(
  services: Services,
  { company }: LoadedAction,
  brake: { readonly reason: string; readonly alarm?: true },
  today: IsoDate,
): Promise<string> {
  if (brake.alarm)
    await raiseAlarm(services, company, {
      day: today,
      subject: 'Nothing is sent',
      text: `Nothing is sent: ${brake.reason}.`,
    });
  return `stays planned: ${brake.reason}`;
}

async function lastLook(
  { dataverse }: Services,
  { record, debtor: { row }, companyPolicy, company, facts, knowsContacts }: LoadedAction,
  { now, today }: { readonly now: Instant; readonly today: IsoDate },
): Promise<Recheck | { kind: 'unusablePolicy'; reason: string }> {
  const policy = usablePolicy(companyPolicy, today);
  if ('reason' in policy) return { kind: 'unusablePolicy', reason: policy.reason };
  const checked = recheck(record.key, policy, facts, now);
  if (knowsContacts || checked.kind !== 'send' || checked.action.channel === 'person') return checked;
  // What people did by hand can only hold a contact back, so it is read where one is about to be made.
  const zones = new Map([[row._dun_customerid_value, zoneOf(row, company)]]);
  const since = firstDayThatCounts(policy, today);
  const contacts = (await manualContacts(dataverse, zones, since)).get(row._dun_customerid_value);
  return contacts ? recheck(record.key, policy, { ...facts, contacts }, now) : checked;
}

function usablePolicy(
  companyPolicy: LoadedAction['companyPolicy'],
  today: IsoDate,
): Policy | { readonly reason: string } {
  try {
    return companyPolicy.policy(today);
  } catch (error) {
    if (error instanceof PolicyError) return { reason: error.message };
    throw error;
  }
}

/** What it was about is gone; the debtor is evaluated again, for there may be another step by now. */
async function cancel(
  services: Services,
  loaded: LoadedAction,
  because: readonly Reason[],
  today: IsoDate,
): Promise<string> {
  const outcome = await services.dataverse.changeSet([
    changeOf(loaded, { ...statusColumns('cancelled'), dun_result: sentences(because) }),
    {
      kind: 'update',
      collection: debtor.set,
      key: loaded.debtor.row.dun_debtorid,
      row: { dun_nextevaluationon: today },
    },
  ]);
  if (outcome.kind === 'refused') return `somebody else changed it: ${outcome.message}`;
  return `cancelled: ${sentences(because)}`;
}

async function postpone({ dataverse, bus }: Services, loaded: LoadedAction, until: Instant): Promise<string> {
  const outcome = await dataverse.changeSet([changeOf(loaded, { dun_notbefore: until })]);
  if (outcome.kind === 'refused') return `somebody else changed it: ${outcome.message}`;
  await bus.send(queues.dispatches, [{ body: hintOf(loaded), notBefore: until }]);
  return `postponed until ${until}`;
}

async function execute(
  services: Services,
  loaded: LoadedAction,
  { action, contactedOn }: Extract<Recheck, { readonly kind: 'send' }>,
  { now, today }: { readonly now: Instant; readonly today: IsoDate },
): Promise<string> {
  const days = { dun_executedon: today, dun_contactedon: contactedOn };
  const attempt = loaded.attempts.length + 1;
  const key = dispatchId(action.key, attempt);
  const composed = await compose(loaded, action, { now, today, key });
  if (action.channel === 'call' || action.channel === 'person') {
    const message = composed.ok
      ? composed.message
      : { subject: action.step.name, text: sentences(action.because) };
    return handOver(services, loaded, action, message, days);
  }
  if (!composed.ok) return fail(services, loaded, composed.reason);
  const { message } = composed;
  const reserved = await services.dataverse.changeSet([
    {
      kind: 'create',
      collection: dispatch.set,
      row: dispatchRow(loaded, action, message, { key, attempt, now }),
    },
    changeOf(loaded, { ...statusColumns('reserved'), ...contentColumns(action), ...days }),
  ]);
  if (reserved.kind === 'refused') return `somebody else reserved it: ${reserved.message}`;
  const etag = reserved.etags[1];
  if (etag === undefined) throw new Error('Dataverse did not tell the version of the reserved action');
  if (action.channel === 'letter') {
    await services.dataverse.uploadFile(
      { collection: dispatch.set, key, column: 'dun_document' },
      { name: `${key}.pdf`, bytes: new Uint8Array(message.bytes) },
    );
  }
  const result = await effect(services, action.channel, { key, ...message });
  const made: Attempt = {
    ...message,
    key,
    number: attempt,
    reservedOn: now,
    channel: action.channel,
    etag,
  };
  return recordEffect(services, loaded, made, result);
}

/** Calls and tasks have their effect in Dataverse itself, so one change set holds all of it. */
async function handOver(
  { dataverse }: Services,
  loaded: LoadedAction,
  action: PlannedAction,
  message: Pick<Composed, 'subject' | 'text'>,
  days: Row,
): Promise<string> {
  const withChannel: LoadedAction = { ...loaded, record: { ...loaded.record, channel: action.channel } };
  const outcome = await dataverse.changeSet([
    ...openActivity(withChannel, message, phoneOf(loaded.customer, loaded.debtor.row.dun_country)),
    changeOf(loaded, { ...statusColumns('withPerson'), ...contentColumns(action), ...days }),
  ]);
  return outcome.kind === 'done' ? 'handed to a person' : `somebody else handed it over: ${outcome.message}`;
}

async function fail({ dataverse }: Services, loaded: LoadedAction, reason: string): Promise<string> {
  const outcome = await dataverse.changeSet([
    changeOf(loaded, { ...statusColumns('failed'), dun_result: reason.slice(0, 2000) }),
    ...reviewTask(loaded, 'Could not be sent', mended(reason)),
  ]);
  return outcome.kind === 'done' ? `failed: ${reason}` : `somebody else changed it: ${outcome.message}`;
}

function dispatchRow(
  { row }: LoadedAction,
  action: PlannedAction,
  message: Composed,
  attempt: { readonly key: string; readonly attempt: number; readonly now: Instant },
): Row {
  return {
    dun_dispatchid: attempt.key,
    dun_name: `${row.dun_name} #${attempt.attempt}`.slice(0, 200),
    'dun_actionid@odata.bind': bindTo(collectionAction.set, row.dun_collectionactionid),
    dun_channel: channel[action.channel].value,
    dun_recipient: message.recipient,
    dun_sender: message.sender,
    dun_subject: message.subject.slice(0, 400),
    dun_content: message.content,
    dun_hash: message.hash,
    dun_reservedon: attempt.now,
  };
}
