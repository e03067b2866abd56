/**
 * An action that was reserved and then fell silent: its handler died between reserve and receipt. A sink that knows keys is given the
 * very same bytes again; for the others nobody can tell any more, and a person is asked.
 */
import { dateIn, instant, millisecondsOf, minutesAfter } from '@dunlin/shared/dates/instant';
import { queues } from '@dunlin/shared/messages/messages';
import { optionName } from '@dunlin/shared/records/options';
import { dispatch } from '@dunlin/shared/tables/collection';
import { channel as channels } from '@dunlin/shared/tables/policy';
import type { Services } from '../services.ts';
import { effect, isKeyed } from './effect.ts';
import { brakeOf } from './may-send.ts';
import { hintOf, type DispatchRow, type LoadedAction } from './load-action.ts';
import { recordEffect, releaseForNextAttempt, silentAfterMinutes, type Attempt } from './record-effect.ts';

/** @returns what became of the action, in words */
export async function recoverReserved(services: Services, loaded: LoadedAction): Promise<string> {
  const row = loaded.attempts.find(({ statuscode }) => statuscode === dispatch.status.reserved.value);
  if (!row) throw new Error(`The action ${loaded.record.key} is reserved without an attempt`);
  const now = services.now();
  const silentAt = minutesAfter(instant(row.dun_reservedon), silentAfterMinutes);
  if (millisecondsOf(now) < millisecondsOf(silentAt)) {
    await services.bus.send(queues.dispatches, [{ body: hintOf(loaded), notBefore: silentAt }]);
    return `being sent since ${row.dun_reservedon}; looked at again at ${silentAt}`;
  }
  const attempt = attemptOf(loaded, row);
  if (!isKeyed(attempt.channel)) {
    return recordEffect(services, loaded, attempt, {
      kind: 'unknown',
      reason: 'the app was stopped while sending',
    });
  }
  const bytes = await storedBytes(services, row, attempt.channel);
  if (!bytes) {
    // The document is stored before it is sent, so this attempt surely sent nothing.
    return releaseForNextAttempt(services, loaded, attempt, 'the app was stopped before sending');
  }
  const brake = brakeOf(loaded.company, loaded.stopped, dateIn(loaded.company.dun_timezone, now));
  if (brake) return `stays as it is: ${brake.reason}`;
  const content = row.dun_content;
  return recordEffect(
    services,
    loaded,
    attempt,
    await effect(services, attempt.channel, { ...attempt, content, bytes }),
  );
}

function attemptOf(loaded: LoadedAction, row: DispatchRow): Attempt {
  const channel = optionName(channels, row.dun_channel);
  if (channel === 'call' || channel === 'person') throw new Error(`A ${channel} has no attempt`);
  return {
    key: row.dun_dispatchid,
    number: loaded.attempts.length,
    reservedOn: row.dun_reservedon,
    channel,
    recipient: row.dun_recipient,
    sender: row.dun_sender ?? '',
    subject: row.dun_subject ?? '',
    text: row.dun_content,
    etag: loaded.row['@odata.etag'],
  };
}

async function storedBytes(
  { dataverse }: Services,
  row: DispatchRow,
  channel: 'email' | 'letter' | 'sms',
): Promise<Uint8Array | undefined> {
  if (channel !== 'letter') return new TextEncoder().encode(row.dun_content);
  return (
    await dataverse.downloadFile({
      collection: dispatch.set,
      key: row.dun_dispatchid,
      column: 'dun_document',
    })
  )?.bytes;
}
