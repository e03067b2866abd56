/** Collection actions and cases as entries. */
import { activityId, type Channel } from '@dunlin/shared/actions/action';
import type { ActionState } from '@dunlin/shared/actions/states';
import { collectionAction, collectionCase } from '@dunlin/shared/tables/collection';
import { channel as channels } from '@dunlin/shared/tables/policy';
import type { ActionEntry, EntryState, EntryType, StageEntry } from './entry.ts';
import { nameOf } from './ledger-entries.ts';
import {
  amountIn,
  dayIn,
  labelOf,
  numberIn,
  requiredDay,
  requiredText,
  textIn,
  UnreadableRow,
  type Row,
} from './row.ts';
import { searchTextOf } from './search.ts';

/** An action stands at the day of its effect; while there is none, at the day it is planned for. */
export function actionEntry(row: Row): ActionEntry {
  const id = requiredText(row, 'dun_collectionactionid');
  const step = textIn(row, 'dun_stepname');
  const channel = channelOf(row);
  const amount = amountIn(row, 'dun_amount');
  const plannedOn = requiredDay(row, 'dun_plannedon');
  const executedOn = dayIn(row, 'dun_executedon');
  const state = nameOf(collectionAction.status, numberIn(row, 'statuscode'));
  const because = (textIn(row, 'dun_because') ?? '').split('\n').filter((line) => line.trim() !== '');
  const result = textIn(row, 'dun_result');
  const key = textIn(row, 'dun_key');
  return {
    what: 'action',
    key: `${collectionAction.name} ${id}`,
    types: ['action', ...typeOfChannel(channel)],
    state: state === undefined ? 'open' : meaning[state],
    tag: state ?? { label: labelOf(row, 'statuscode') ?? '' },
    on: executedOn ?? plannedOn,
    isAhead: state === 'planned' || state === 'reserved' || state === 'withPerson',
    debtorId: requiredText(row, '_dun_debtorid_value'),
    record: { table: collectionAction.name, id },
    searchText: searchTextOf([step, ...because, result], [amount]),
    step,
    stepOrder: numberIn(row, 'dun_steporder') ?? 0,
    caseId: textIn(row, '_dun_caseid_value'),
    channel,
    amount,
    plannedOn,
    executedOn,
    because,
    result,
    actionState: state,
    activityId: key === undefined ? undefined : activityId(key),
  };
}

/** A case is an episode of delinquency: it opens, and closes when nothing is overdue. */
export function caseEntries(row: Row): readonly StageEntry[] {
  const id = requiredText(row, 'dun_collectioncaseid');
  const closedOn = dayIn(row, 'dun_closedon');
  const common = {
    what: 'stage' as const,
    types: ['stage'] as const,
    state: 'done' as const,
    isAhead: false,
    debtorId: requiredText(row, '_dun_debtorid_value'),
    record: { table: collectionCase.name, id },
    searchText: searchTextOf([textIn(row, 'dun_name')]),
  };
  const opened: StageEntry = {
    ...common,
    key: `opened ${id}`,
    tag: 'opened',
    on: requiredDay(row, 'dun_openedon'),
    change: { kind: 'caseOpened' },
  };
  if (closedOn === undefined) return [opened];
  return [
    opened,
    { ...common, key: `closed ${id}`, tag: 'closed', on: closedOn, change: { kind: 'caseClosed' } },
  ];
}

const meaning: Readonly<Record<ActionState, EntryState>> = {
  planned: 'planned',
  reserved: 'planned',
  withPerson: 'open',
  unknown: 'attention',
  failed: 'attention',
  sent: 'done',
  done: 'done',
  cancelled: 'cancelled',
};

function channelOf(row: Row): Channel {
  const channel = nameOf(channels, numberIn(row, 'dun_channel'));
  if (channel === undefined) throw new UnreadableRow('dun_channel', row['dun_channel']);
  return channel;
}

function typeOfChannel(channel: Channel): readonly EntryType[] {
  switch (channel) {
    case 'email':
    case 'letter':
    case 'sms':
    case 'call':
      return [channel];
    case 'person':
      return ['task'];
  }
}
