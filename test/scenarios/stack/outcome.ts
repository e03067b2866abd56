/** What a run came to, by names that are the same in every run: to be compared with a run in which nobody was killed. */
import { messagesIn, type SentMessage } from './outbox.ts';
import { actionsIn, activitiesIn, dispatchesIn, receivablesIn, type Action, type Activity } from './rows.ts';
import type { Scenario } from './scenario.ts';

export type Outcome = {
  readonly receivables: readonly string[];
  readonly debtors: readonly string[];
  readonly cases: readonly string[];
  readonly payments: readonly string[];
  readonly actions: ReadonlyMap<string, Action>;
  /** By the key of their action. */
  readonly messages: ReadonlyMap<string, readonly SentMessage[]>;
  /** States of the attempts, by the key of their action. */
  readonly attempts: ReadonlyMap<string, readonly string[]>;
  readonly activities: readonly Activity[];
};

const unknown = 'Unknown, needs a person';

export async function outcomeOf({ api, stack }: Scenario): Promise<Outcome> {
  const actions = await actionsIn(api);
  const dispatches = await dispatchesIn(api);
  const keyOfAction = new Map(actions.map(({ id, key }) => [id, key]));
  const keyOfDispatch = new Map(dispatches.map(({ id, action }) => [id, keyOfAction.get(action) ?? id]));
  const activities = await Promise.all(
    (['emails', 'letters', 'dun_smses', 'phonecalls', 'tasks'] as const).map((table) =>
      activitiesIn(api, table),
    ),
  );
  const columns = (table: string, ...names: readonly string[]): Promise<readonly string[]> =>
    api
      .list<Record<string, unknown>>(`${table}?$select=${names.join(',')}&$orderby=${names[0]}`)
      .then((rows) => rows.map((row) => names.map((name) => String(row[name])).join(' | ')));
  return {
    receivables: (await receivablesIn(api)).map((row) => Object.values(row).join(' | ')),
    debtors: await columns(
      'dun_debtors',
      ...[
        'dun_number',
        'dun_nextevaluationon',
        'dun_overdue',
        'dun_stage',
        'dun_nextstep',
        'dun_nextstepon',
        'dun_because',
      ],
    ),
    cases: await columns(
      'dun_collectioncases',
      ...[
        'dun_key',
        'statuscode',
        'dun_openedon',
        'dun_closedon',
        'dun_stage',
        'dun_nextstep',
        'dun_stepsleft',
      ],
    ),
    payments: await columns('dun_payments', 'dun_name', 'dun_paidon', 'dun_amount', 'dun_clears'),
    actions: new Map(actions.map((action) => [action.key, action])),
    messages: Map.groupBy(await messagesIn(stack), ({ key }) => keyOfDispatch.get(key) ?? `nobody’s: ${key}`),
    attempts: mapValues(
      Map.groupBy(dispatches, ({ id }) => keyOfDispatch.get(id) ?? id),
      (rows) => rows.map(({ state }) => state),
    ),
    activities: activities.flat(),
  };
}

/** Everything in which a disturbed run may not differ from the undisturbed one, each difference in words. */
export function differences(undisturbed: Outcome, disturbed: Outcome): readonly string[] {
  return [
    ...listed('receivable', undisturbed.receivables, disturbed.receivables),
    ...listed('debtor', undisturbed.debtors, disturbed.debtors),
    ...listed('case', undisturbed.cases, disturbed.cases),
    ...listed('payment', undisturbed.payments, disturbed.payments),
    ...listed('action', contents(undisturbed), contents(disturbed)),
    ...[...disturbed.messages]
      .filter(([, messages]) => messages.length > 1)
      .map(([key, messages]) => `${key} was sent ${messages.length} times`),
    ...[...disturbed.actions].flatMap(([key, action]) => ofAction(key, action, undisturbed, disturbed)),
  ];
}

export function unknownIn({ actions }: Outcome): readonly Action[] {
  return [...actions.values()].filter(({ state }) => state === unknown);
}

function ofAction(key: string, action: Action, undisturbed: Outcome, disturbed: Outcome): readonly string[] {
  const before = undisturbed.actions.get(key);
  const messages = disturbed.messages.get(key) ?? [];
  const attempts = disturbed.attempts.get(key) ?? [];
  const about = disturbed.activities.filter((activity) => activity.action === action.id);
  const reviews = about.filter(
    ({ table, isOpen, queues }) => table === 'tasks' && isOpen && queues.includes('Dunlin review'),
  );
  if (action.state === unknown) {
    return [
      ...(before?.state === 'Sent'
        ? []
        : [`${key} is unknown, undisturbed it was ${before?.state ?? 'nothing'}`]),
      ...(action.channel === 'E-mail' ? [] : [`${key} is unknown, though ${action.channel} knows its keys`]),
      ...(attempts.at(-1) === 'Unknown' && !attempts.includes('Sent')
        ? []
        : [`${key} is unknown, its attempts ${attempts.join(', ')}`]),
      ...(reviews.length === 1 && about.length === 1
        ? []
        : [`${key} is unknown, with ${reviews.length} tasks for a person`]),
    ];
  }
  const text = messages[0] && [messages[0].to, messages[0].subject, messages[0].text].join('\n');
  const undisturbedMessage = undisturbed.messages.get(key)?.[0];
  const undisturbedText =
    undisturbedMessage &&
    [undisturbedMessage.to, undisturbedMessage.subject, undisturbedMessage.text].join('\n');
  return [
    ...(action.state === before?.state
      ? []
      : [`${key} is ${action.state}, undisturbed ${before?.state ?? 'nothing'}`]),
    ...(text === undisturbedText
      ? []
      : [`${key} said ${JSON.stringify(text)}, undisturbed ${JSON.stringify(undisturbedText)}`]),
    ...(action.state !== 'Sent' || attempts.filter((state) => state === 'Sent').length === 1
      ? []
      : [`${key} is sent, its attempts ${attempts.join(', ')}`]),
    ...(about.length === undisturbed.activities.filter((activity) => activity.action === action.id).length
      ? []
      : [`${key} has ${about.length} activities`]),
  ];
}

/** All of an action but what became of it. */
function contents({ actions }: Outcome): readonly string[] {
  return [...actions.values()].map(({ key, channel, amount, currency, lines, executedOn }) =>
    [key, channel, amount, currency, executedOn, JSON.stringify(lines)].join(' | '),
  );
}

function listed(
  what: string,
  undisturbed: readonly string[],
  disturbed: readonly string[],
): readonly string[] {
  const [before, after] = [new Set(undisturbed), new Set(disturbed)];
  return [
    ...undisturbed.filter((one) => !after.has(one)).map((one) => `${what} missing: ${one}`),
    ...disturbed.filter((one) => !before.has(one)).map((one) => `${what} new: ${one}`),
    ...(disturbed.length === after.size ? [] : [`${what}: some are there twice`]),
  ];
}

function mapValues<K, V, W>(map: ReadonlyMap<K, V>, change: (value: V) => W): ReadonlyMap<K, W> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}
