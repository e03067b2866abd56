/** What a decision changes of promises: how they stand, for people to read, and a task for somebody when one was missed. */
import { uuidOf } from '@dunlin/shared/actions/keys';
import { formatMoney, toMajor } from '@dunlin/shared/money/money';
import type { PromiseRow } from '@dunlin/shared/records/agreement-rows';
import type { PromiseStanding } from '@dunlin/shared/promises/standing';
import { promise } from '@dunlin/shared/tables/agreements';
import { statusOf } from '@dunlin/shared/tables/wire';
import { queueItem } from '../alarm.ts';
import type { Change, Row } from '../dataverse/client.ts';
import type { Evaluated } from './changes.ts';
import type { LoadedDebtor } from './load-debtors.ts';
import { regardingCustomer } from './regarding.ts';

export function promiseChanges(evaluated: Evaluated): readonly Change[] {
  return [...standings(evaluated), ...unreadPromises(evaluated), ...brokenPromiseTasks(evaluated)];
}

/** How promises stand: copies for people to read, written when they change. */
function standings({ decision, loaded }: Evaluated): readonly Change[] {
  const known = lookedAt(loaded);
  return decision.promises.flatMap(({ promise: { id }, standing }): readonly Change[] => {
    const before = known.find(({ dun_promiseid }) => dun_promiseid === id);
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
  return lookedAt(loaded)
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

/** Of the others the event is still on its way: without items nothing is owed by them, and they would pass for withdrawn. */
function lookedAt({ promises, promiseItems }: LoadedDebtor): readonly PromiseRow[] {
  const withItems = new Set(promiseItems.map(({ _dun_promiseid_value }) => _dun_promiseid_value));
  return promises.filter((row) => row.dun_level !== null || withItems.has(row.dun_promiseid));
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
          ...regardingCustomer(loaded, 'task'),
        },
      },
      queueItem(company.company._dun_reviewqueueid_value, 'task', taskId),
    ];
  });
}
