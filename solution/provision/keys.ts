/** Alternate keys: a key serves only once its index is made, which a job of the platform does after the import, or fails to do. */
import { setTimeout } from 'node:timers/promises';
import { tables } from '@dunlin/shared/tables/index';
import type { Table } from '@dunlin/shared/tables/table';
import { listAll, type WebApi } from '../load/web-api.ts';
import { find, missing, ready, type Finding } from './finding.ts';

type Key = { readonly table: Table; readonly name: string; readonly columns: readonly string[] };
type Status = 'Pending' | 'InProgress' | 'Active' | 'Failed';

export type Patience = { readonly seconds: number; readonly betweenLooks: number };

export async function makeKeysActive(api: WebApi, patience: Patience): Promise<readonly Finding[]> {
  const declared = Object.values(tables).flatMap((table: Table) =>
    Object.entries(table.keys).map(([name, columns]): Key => ({ table, name, columns })),
  );
  const findings: Finding[] = [];
  const counts = { active: 0, created: 0, triedAgain: 0 };
  const waited: Key[] = [];
  for (const key of declared) {
    if ((await find(api, `${definitionOf(key.table)}?$select=LogicalName`)) === undefined) {
      findings.push(
        missing(`the table ${key.table.name} is not there`, 'import this version of the solution'),
      );
      continue;
    }
    const status = await statusOf(api, key);
    if (status === 'Active') counts.active += 1;
    else waited.push(key);
    if (status === undefined) {
      await create(api, key);
      counts.created += 1;
    }
    if (status === 'Failed') {
      await tryAgain(api, key);
      counts.triedAgain += 1;
    }
  }
  const stuck = await notActive(api, waited, patience);
  const did = [
    ...(counts.created > 0 ? [`${counts.created} created`] : []),
    ...(counts.triedAgain > 0 ? [`${counts.triedAgain} had failed and were tried again`] : []),
  ];
  const active = counts.active + waited.length - stuck.length;
  return [
    ready([`${active} of ${declared.length} are active`, ...did].join('; ')),
    ...findings,
    ...stuck.map(findingOf),
  ];
}

type Stuck = { readonly key: Key; readonly status: Status | undefined };

/** Looks until each is active or has failed, and no longer than patience lasts. */
async function notActive(api: WebApi, keys: readonly Key[], patience: Patience): Promise<readonly Stuck[]> {
  let waiting: readonly Stuck[] = keys.map((key) => ({ key, status: undefined }));
  for (let waited = 0; ; waited += patience.betweenLooks) {
    const looked: Stuck[] = [];
    for (const { key } of waiting) looked.push({ key, status: await statusOf(api, key) });
    waiting = looked.filter(({ status }) => status !== 'Active');
    if (waiting.every(({ status }) => status === 'Failed') || waited >= patience.seconds) return waiting;
    await setTimeout(patience.betweenLooks * 1000);
  }
}

function findingOf({ key, status }: Stuck): Finding {
  const name = `${key.table.name}.${key.name}`;
  if (status !== 'Failed') {
    return missing(
      `${name} is still ${status ?? 'not there'}`,
      'its job waits among the system jobs of the environment: run this again later',
    );
  }
  return missing(
    `${name} has failed`,
    `more than one row of ${key.table.plural} has the same ${key.columns.join(', ')}: mend or delete all but one, then run this again`,
  );
}

async function statusOf(api: WebApi, { table, name }: Key): Promise<Status | undefined> {
  const keys = await listAll(api, `${definitionOf(table)}/Keys?$select=LogicalName,EntityKeyIndexStatus`);
  const found = keys.find(({ LogicalName }) => LogicalName === name);
  return found?.['EntityKeyIndexStatus'] as Status | undefined;
}

async function create(api: WebApi, { table, name, columns }: Key): Promise<void> {
  const label = {
    '@odata.type': 'Microsoft.Dynamics.CRM.Label',
    LocalizedLabels: [
      { '@odata.type': 'Microsoft.Dynamics.CRM.LocalizedLabel', Label: name, LanguageCode: 1033 },
    ],
  };
  await api.send({
    method: 'POST',
    path: `${definitionOf(table)}/Keys`,
    body: { SchemaName: name, DisplayName: label, KeyAttributes: columns },
    // So that it belongs to Dunlin and not to the environment's default solution.
    headers: { 'MSCRM.SolutionUniqueName': 'Dunlin' },
  });
}

async function tryAgain(api: WebApi, { table, name }: Key): Promise<void> {
  await api.send({
    method: 'POST',
    path: 'ReactivateEntityKey',
    body: { EntityLogicalName: table.name, EntityKeyLogicalName: name },
  });
}

function definitionOf({ name }: Table): string {
  return `EntityDefinitions(LogicalName='${name}')`;
}
