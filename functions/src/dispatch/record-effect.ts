/** What came of an attempt, written to the attempt, its action and the timeline in one change set. */
import { transition, type ActionEvent } from '@dunlin/shared/actions/states';
import { dateIn, instant, millisecondsOf, minutesAfter } from '@dunlin/shared/dates/instant';
import { queues } from '@dunlin/shared/messages/messages';
import { statusColumns } from '@dunlin/shared/records/action-rows';
import { withFailedAddress } from '@dunlin/shared/records/failed-addresses';
import { collectionAction, dispatch } from '@dunlin/shared/tables/collection';
import { debtor } from '@dunlin/shared/tables/ledger';
import { statusOf } from '@dunlin/shared/tables/wire';
import type { EffectResult } from '../channels/effect.ts';
import type { Change, ChangeSetOutcome, Dataverse, Row } from '../dataverse/client.ts';
import { DataverseAnswerLost } from '../dataverse/errors.ts';
import type { Services } from '../services.ts';
import { mended, reviewTask, sentActivity } from './activities.ts';
import { isKeyed } from './effect.ts';
import { hintOf, type LoadedAction } from './load-action.ts';

export type Attempt = {
  /** The id of its dispatch row, by which a keyed sink knows it. */
  readonly key: string;
  /** From 1. */
  readonly number: number;
  readonly reservedOn: string;
  readonly channel: 'email' | 'letter' | 'sms';
  readonly recipient: string;
  readonly sender: string;
  readonly subject: string;
  readonly text: string;
  /** The version of the action that reserved this attempt. */
  readonly etag: string;
};

/** Longer than any handler lives, so that a slow one is never mistaken for a dead one. */
export const silentAfterMinutes = 15;

/** How long a keyed sink is offered the same bytes before a person is asked. */
const giveUpAfterMinutes = 6 * 60;

/** Minutes before each further attempt where the one before surely sent nothing; after the last, a person is asked. */
const minutesToNextAttempt = [5, 15, 60, 240];

const notExecuted = { dun_executedon: null, dun_contactedon: null } as const;

/** @returns what became of the action, in words */
export async function recordEffect(
  services: Services,
  loaded: LoadedAction,
  attempt: Attempt,
  result: EffectResult,
): Promise<string> {
  switch (result.kind) {
    case 'sent':
      return write(services, loaded, attempt, {
        event: 'receipt',
        dispatch: 'sent',
        result: result.receipt,
        also: sentActivity({ ...loaded, record: { ...loaded.record, channel: attempt.channel } }, attempt),
      });
    case 'refused':
      return result.address
        ? recordFailedAddress(services, loaded, attempt, result.reason)
        : recordRefusal(services, loaded, attempt, result.reason);
    case 'unknown':
      return recordUnknown(services, loaded, attempt, result.reason);
    case 'later':
      return isKeyed(attempt.channel)
        ? offerAgain(services, loaded, attempt, result.reason)
        : releaseForNextAttempt(services, loaded, attempt, result.reason);
  }
}

/** The attempt surely sent nothing: the action is planned again and gets a new attempt, after a new last look. */
export async function releaseForNextAttempt(
  services: Services,
  loaded: LoadedAction,
  attempt: Attempt,
  reason: string,
): Promise<string> {
  const minutes = minutesToNextAttempt[attempt.number - 1];
  if (minutes === undefined) {
    return recordRefusal(services, loaded, attempt, `gave up after ${attempt.number} attempts: ${reason}`);
  }
  const notBefore = minutesAfter(services.now(), minutes);
  const done = await write(services, loaded, attempt, {
    event: 'release',
    dispatch: 'failed',
    result: `${reason}; again at ${notBefore}`,
    columns: { ...notExecuted, dun_notbefore: notBefore },
  });
  await services.bus.send(queues.dispatches, [{ body: hintOf(loaded), notBefore }]);
  return done;
}

/** The sink may have taken it and will know it by its key: the same bytes are offered again, and nothing else. */
async function offerAgain(
  services: Services,
  loaded: LoadedAction,
  attempt: Attempt,
  reason: string,
): Promise<string> {
  const now = services.now();
  const reservedOn = instant(attempt.reservedOn);
  if (millisecondsOf(now) > millisecondsOf(minutesAfter(reservedOn, giveUpAfterMinutes))) {
    return recordUnknown(services, loaded, attempt, reason);
  }
  const notBefore = minutesAfter(now, silentAfterMinutes);
  await services.bus.send(queues.dispatches, [{ body: hintOf(loaded), notBefore }]);
  return `offered again at ${notBefore}: ${reason}`;
}

/**
 * The address is not there: it is not used again until the customer has another one. The same action goes on at once by the step's other
 * channel, or goes to a person, as its next last look decides.
 */
async function recordFailedAddress(
  services: Services,
  loaded: LoadedAction,
  attempt: Attempt,
  reason: string,
): Promise<string> {
  const { row } = loaded.debtor;
  const now = services.now();
  const failed = {
    channel: attempt.channel,
    on: dateIn(loaded.company.dun_timezone, now),
    address: attempt.recipient,
  };
  const done = await write(services, loaded, attempt, {
    event: 'release',
    dispatch: 'failed',
    result: `${attempt.recipient} cannot be reached: ${reason}`,
    columns: { ...notExecuted, dun_notbefore: now },
    also: [
      {
        kind: 'update',
        collection: debtor.set,
        key: row.dun_debtorid,
        row: { dun_failedaddresses: withFailedAddress(row.dun_failedaddresses, failed) },
      },
    ],
  });
  await services.bus.send(queues.dispatches, [{ body: hintOf(loaded), notBefore: now }]);
  return done;
}

async function recordRefusal(
  services: Services,
  loaded: LoadedAction,
  attempt: Attempt,
  reason: string,
): Promise<string> {
  return write(services, loaded, attempt, {
    event: 'refuse',
    dispatch: 'failed',
    result: reason,
    columns: notExecuted,
    also: reviewTask(loaded, 'Could not be sent', mended(reason)),
  });
}

async function recordUnknown(
  services: Services,
  loaded: LoadedAction,
  attempt: Attempt,
  reason: string,
): Promise<string> {
  return write(services, loaded, attempt, {
    event: 'loseTrack',
    dispatch: 'unknown',
    result: reason,
    also: reviewTask(loaded, 'Perhaps sent', `Nobody can tell whether this was sent: ${reason}`),
  });
}

async function write(
  { dataverse, now }: Services,
  loaded: LoadedAction,
  attempt: Attempt,
  outcome: {
    readonly event: ActionEvent;
    readonly dispatch: keyof typeof dispatch.status;
    readonly result: string;
    readonly columns?: Row;
    readonly also?: readonly Change[];
  },
): Promise<string> {
  const state = transition('reserved', outcome.event);
  if (typeof state === 'object') throw new Error(state.refused);
  const written = await changedSurely(dataverse, [
    {
      kind: 'update',
      collection: dispatch.set,
      key: attempt.key,
      row: {
        dun_finishedon: now(),
        dun_receipt: outcome.result.slice(0, 2000),
        ...statusOf(dispatch.status[outcome.dispatch]),
      },
    },
    {
      kind: 'update',
      collection: collectionAction.set,
      key: loaded.row.dun_collectionactionid,
      ifMatch: attempt.etag,
      row: { ...statusColumns(state), dun_result: outcome.result.slice(0, 2000), ...outcome.columns },
    },
    ...(outcome.also ?? []),
  ]);
  // Only a recovery that gave this attempt up can have come in between; it said then what is known.
  if (written.kind === 'refused') return `${state}, but it was given up meanwhile: ${written.message}`;
  return `${state}: ${outcome.result}`;
}

/**
 * What came of an attempt must not be lost with Dataverse's answer, for it would become unknown. Made a second time, a change set that
 * was carried out after all is refused by the action's version.
 */
async function changedSurely(dataverse: Dataverse, changes: readonly Change[]): Promise<ChangeSetOutcome> {
  try {
    return await dataverse.changeSet(changes);
  } catch (error) {
    if (!(error instanceof DataverseAnswerLost)) throw error;
    return dataverse.changeSet(changes);
  }
}
