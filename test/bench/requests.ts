/**
 * What each phase costs in Dataverse, counted there. The import hands the debtors over at its end; the evaluation is kept from beginning
 * by holding the locks of its queue's sessions, so each phase is counted for itself.
 */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Stack } from '../../local/start/stack.ts';
import { webApiAs, type WebApi } from '../../local/start/web-api.ts';
import type { Bench, Figure } from './bench.ts';
import {
  benchStack,
  costOf,
  holdEvaluations,
  place,
  quiet,
  sync,
  untilImported,
  type Cost,
} from './bench-stack.ts';
import { makeDrop } from './sample-drop.ts';

const receivables = 5_000;

export const requests: Bench = {
  name: 'requests',
  measures: `requests, row operations and execution time of ${receivables.toLocaleString('en')} open receivables, phase by phase`,
  async run(surroundings) {
    const drop = await makeDrop(join(surroundings.folder, 'drop'), receivables);
    const stack = await benchStack(surroundings);
    try {
      const api = await webApiAs(stack, 'admin@local');
      const release = await holdEvaluations(stack);
      place(stack, drop);
      const imported = await costOf(stack, async () => {
        await sync(stack);
        await untilImported(stack);
      });
      const evaluated = await costOf(stack, async () => {
        await release();
        await quiet(stack);
      });
      const items = await count(api, 'dun_receivable');
      const debtors = await count(api, 'dun_debtor');
      const since = await nextSecond(stack);
      place(stack, drop, drop.manifest.sequence + 1);
      const unchanged = await costOf(stack, async () => {
        await sync(stack);
        await quiet(stack);
      });
      return [
        ...figuresOf('import', imported, { count: items, of: '1,000 receivables', limit: 20 }),
        ...figuresOf('evaluation', evaluated, { count: debtors, of: '1,000 debtors', limit: 100 }),
        ...figuresOf('unchanged drop', unchanged, { count: items, of: '1,000 receivables', limit: 20 }),
        {
          name: 'unchanged drop, ledger rows written',
          value: await writtenSince(api, since, ledger),
          unit: 'rows',
          limit: 0,
        },
        {
          name: 'unchanged drop, rows about the run itself',
          value: await writtenSince(api, since, runRows),
          unit: 'rows',
        },
      ];
    } finally {
      await stack.stop();
    }
  },
};

function figuresOf(
  phase: string,
  cost: Cost,
  per: { readonly count: number; readonly of: string; readonly limit: number },
): readonly Figure[] {
  const thousands = per.count / 1000;
  return [
    {
      name: `${phase}, requests`,
      value: cost.httpRequests / thousands,
      unit: `per ${per.of}`,
      limit: per.limit,
    },
    { name: `${phase}, row operations`, value: cost.rowOperations / thousands, unit: `per ${per.of}` },
    {
      name: `${phase}, execution`,
      value: cost.executionSeconds / thousands,
      unit: `s simulated per ${per.of}`,
    },
    { name: `${phase}, throttled`, value: cost.throttled, unit: 'requests' },
    { name: `${phase}, time`, value: cost.seconds, unit: 's' },
  ];
}

async function count(api: WebApi, table: string, filter = ''): Promise<number> {
  const [row] = await api.fetchXml<{ n: number }>(
    `${table}s`,
    `<fetch aggregate="true"><entity name="${table}"><attribute name="${table}id" aggregate="count" alias="n"/>${filter}</entity></fetch>`,
  );
  return row?.n ?? 0;
}

/** What an unchanged export must not touch, and what tells of its import. */
const ledger = [
  'account',
  'contact',
  'dun_debtor',
  'dun_receivable',
  'dun_payment',
  'dun_collectioncase',
  'dun_collectionaction',
];
const runRows = ['dun_syncrun', 'dun_syncchunk', 'dun_rejectedrow'];

async function writtenSince(api: WebApi, since: string, tables: readonly string[]): Promise<number> {
  const filter = `<filter><condition attribute="modifiedon" operator="ge" value="${since}"/></filter>`;
  const counts = await Promise.all(tables.map((table) => count(api, table, filter)));
  return counts.reduce((sum, some) => sum + some, 0);
}

/** Dataverse keeps whole seconds: whatever was written so far has to be in an earlier one. */
async function nextSecond(stack: Stack): Promise<string> {
  await pause(1_100);
  return `${new Date(stack.now()).toISOString().slice(0, 19)}Z`;
}
