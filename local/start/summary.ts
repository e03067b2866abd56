/** What a run of `npm start` did, counted from the rows and the parts' own counters. */
import type { Counters } from './counters.ts';
import { minorOf } from './minor.ts';
import type { Stack } from './stack.ts';
import type { WebApi } from './web-api.ts';

export type Summary = {
  readonly asOf: string;
  readonly receivables: Readonly<
    Record<'read' | 'created' | 'updated' | 'unchanged' | 'closed' | 'rejected', number>
  >;
  readonly debtors: { readonly total: number; readonly evaluated: number };
  readonly actions: Readonly<
    Record<'planned' | 'sent' | 'failed' | 'cancelled' | 'unknown' | 'forPeople', number>
  > & {
    readonly byChannel: Readonly<Record<string, number>>;
    readonly byStep: Readonly<Record<string, number>>;
  };
  /** Minor units per currency: invoices open at the end of `asOf` and due before it. */
  readonly overdue: Readonly<Record<string, number>>;
  readonly dataverse: Counters;
  readonly queues: Readonly<Record<string, { readonly active: number; readonly deadLettered: number }>>;
  readonly seconds: Readonly<Record<string, number>>;
  readonly peakMemoryMb: number;
};

type BusState = {
  readonly queues: Readonly<Record<string, { readonly active: number; readonly deadLettered: number }>>;
};

export async function summarize(
  stack: Stack,
  api: WebApi,
  run: {
    readonly asOf: string;
    /** ISO instant of the local clock at which the run began. */
    readonly since: string;
    readonly counters: Counters;
    readonly seconds: Readonly<Record<string, number>>;
    readonly peakMemoryMb: number;
  },
): Promise<Summary> {
  const { queues } = await stack.state<BusState>('servicebus');
  return {
    asOf: run.asOf,
    receivables: await receivablesSince(api, run.since),
    debtors: await debtorsOf(api, run.since.slice(0, 10)),
    actions: await actionsSince(api, run.since),
    overdue: await overdueOn(api, run.asOf),
    dataverse: run.counters,
    queues: Object.fromEntries(
      Object.entries(queues).map(([name, { active, deadLettered }]) => [name, { active, deadLettered }]),
    ),
    seconds: run.seconds,
    peakMemoryMb: run.peakMemoryMb,
  };
}

async function receivablesSince(api: WebApi, since: string): Promise<Summary['receivables']> {
  const sums = ['rowsread', 'created', 'updated', 'unchanged', 'closed', 'rowsrejected']
    .map((name) => `<attribute name="dun_${name}" aggregate="sum" alias="${name}"/>`)
    .join('');
  const [row] = await api.fetchXml<Record<string, number | undefined>>(
    'dun_syncruns',
    `<fetch aggregate="true"><entity name="dun_syncrun">${sums}<filter><condition attribute="createdon" operator="ge" value="${since}"/></filter></entity></fetch>`,
  );
  const total = (name: string): number => row?.[name] ?? 0;
  return {
    read: total('rowsread'),
    created: total('created'),
    updated: total('updated'),
    unchanged: total('unchanged'),
    closed: total('closed'),
    rejected: total('rowsrejected'),
  };
}

async function debtorsOf(api: WebApi, firstDay: string): Promise<Summary['debtors']> {
  const count = async (condition: string): Promise<number> => {
    const [row] = await api.fetchXml<{ n?: number }>(
      'dun_debtors',
      `<fetch aggregate="true"><entity name="dun_debtor"><attribute name="dun_debtorid" aggregate="count" alias="n"/>${condition}</entity></fetch>`,
    );
    return row?.n ?? 0;
  };
  return {
    total: await count(''),
    evaluated: await count(
      `<filter><condition attribute="dun_evaluatedon" operator="on-or-after" value="${firstDay}"/></filter>`,
    ),
  };
}

type ActionGroup = {
  readonly status: number;
  readonly step: string;
  readonly channel: number;
  readonly n: number;
} & Readonly<Record<string, unknown>>;

const label = '@OData.Community.Display.V1.FormattedValue';

async function actionsSince(api: WebApi, since: string): Promise<Summary['actions']> {
  const groups = await api.fetchXml<ActionGroup>(
    'dun_collectionactions',
    `<fetch aggregate="true"><entity name="dun_collectionaction"><attribute name="statuscode" groupby="true" alias="status"/>` +
      `<attribute name="dun_step" groupby="true" alias="step"/><attribute name="dun_channel" groupby="true" alias="channel"/>` +
      `<attribute name="dun_collectionactionid" aggregate="count" alias="n"/>` +
      `<filter><condition attribute="modifiedon" operator="ge" value="${since}"/></filter></entity></fetch>`,
  );
  const inState = (...names: readonly string[]): readonly ActionGroup[] =>
    groups.filter((group) => names.includes(String(group[`status${label}`])));
  const count = (some: readonly ActionGroup[]): number => some.reduce((sum, { n }) => sum + n, 0);
  const executed = inState('Sent', 'With a person', 'Done by a person');
  const per = (name: (group: ActionGroup) => string): Record<string, number> => {
    const totals: Record<string, number> = {};
    for (const group of executed) totals[name(group)] = (totals[name(group)] ?? 0) + group.n;
    return totals;
  };
  return {
    planned: count(inState('Planned')),
    sent: count(inState('Sent')),
    failed: count(inState('Failed, needs a person')),
    cancelled: count(inState('Cancelled')),
    unknown: count(inState('Unknown, needs a person')),
    forPeople: count(inState('With a person', 'Failed, needs a person', 'Unknown, needs a person')),
    byChannel: per((group) => String(group[`channel${label}`])),
    byStep: per(({ step }) => step),
  };
}

async function overdueOn(api: WebApi, asOf: string): Promise<Summary['overdue']> {
  const rows = await api.fetchXml<{ readonly open: number; readonly code: string }>(
    'dun_receivables',
    `<fetch aggregate="true"><entity name="dun_receivable"><attribute name="dun_open" aggregate="sum" alias="open"/>` +
      `<filter><condition attribute="statecode" operator="eq" value="0"/><condition attribute="dun_kind" operator="eq" value="784000000"/>` +
      `<condition attribute="dun_dueon" operator="lt" value="${asOf}"/></filter>` +
      `<link-entity name="transactioncurrency" from="transactioncurrencyid" to="transactioncurrencyid"><attribute name="isocurrencycode" groupby="true" alias="code"/></link-entity>` +
      `</entity></fetch>`,
  );
  const totals = rows.map(({ open, code }): [string, number] => [code, minorOf(open, code)]);
  return Object.fromEntries(totals.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The summary for people. */
export function inLines(summary: Summary): readonly string[] {
  const { receivables, debtors, actions, dataverse } = summary;
  const list = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ') || 'none';
  return [
    `As of ${summary.asOf}`,
    `  Receivables  ${list(receivables)}`,
    `  Debtors      ${list(debtors)}`,
    `  Actions      planned ${actions.planned}, sent ${actions.sent}, for people ${actions.forPeople}, failed ${actions.failed}, cancelled ${actions.cancelled}, unknown ${actions.unknown}`,
    `  By channel   ${list(actions.byChannel)}`,
    `  By step      ${list(actions.byStep)}`,
    `  Overdue      ${list(summary.overdue)} (minor units)`,
    `  Dataverse    ${dataverse.httpRequests} requests, ${dataverse.rowOperations} row operations, ${dataverse.executionSeconds} s of execution, ${dataverse.throttled} throttled`,
    `  Memory       ${summary.peakMemoryMb} MB at most`,
  ];
}
