/** Makes an environment's rows those of a document. Only what differs is written; what the document lacks is deactivated, never deleted. */
import {
  documentOf,
  ofParts,
  parts,
  placeOf,
  policyTables,
  type Part,
  type PolicyDocument,
} from '@dunlin/shared/publishing/document';
import { readableName, type ReadableRow } from '@dunlin/shared/publishing/readable-row';
import type { Table } from '@dunlin/shared/tables/table';
import { activeRows, exportPolicy } from './export-policy.ts';
import { resolver } from './load-rows.ts';
import type { WebApi } from './web-api.ts';
import { wireRow } from './wire-row.ts';

export type Imported = {
  readonly written: number;
  readonly unchanged: number;
  readonly deactivated: number;
};

export async function importPolicy(api: WebApi, document: PolicyDocument): Promise<Imported> {
  const before = (await exportPolicy(api)).document;
  const counts = { written: 0, unchanged: 0, deactivated: 0 };
  // Steps go before what takes their place, so that an order is not taken twice for anybody who looks meanwhile.
  for (const part of [...parts].reverse()) counts.deactivated += await deactivateMissing(api, part, document);
  for (const part of parts) {
    const old = new Map(before[part].map((row) => [placeOf(part, row), row]));
    for (const row of document[part]) {
      const was = old.get(placeOf(part, row));
      if (was && same(was, row)) counts.unchanged += 1;
      else {
        await writeRow(api, policyTables[part], row);
        counts.written += 1;
      }
    }
  }
  return counts;
}

/** All columns: what is left out of the document is empty. A row that was deactivated is active again. */
async function writeRow(api: WebApi, table: Table, row: ReadableRow): Promise<void> {
  const named = Object.entries(table.columns).flatMap(([name, column]): [string, unknown][] => {
    const value = row[readableName(name, column)];
    return value === undefined ? [] : [[name, value]];
  });
  const wire = await wireRow(table, Object.fromEntries(named), resolver(api));
  const empty = Object.entries(table.columns).filter(
    ([name, column]) =>
      row[readableName(name, column)] === undefined && column.type !== 'lookup' && name !== 'dun_code',
  );
  await api.send({
    method: 'PATCH',
    path: `${table.set}(${wire.key})`,
    body: {
      ...Object.fromEntries(
        empty.map(([name, column]) => [name, column.type === 'boolean' ? column.default : null]),
      ),
      ...wire.body,
      statecode: 0,
      statuscode: 1,
    },
  });
}

async function deactivateMissing(api: WebApi, part: Part, document: PolicyDocument): Promise<number> {
  const table = policyTables[part];
  const kept = new Set(document[part].map((row) => placeOf(part, row)));
  const stored = await activeRows(api, part);
  const strategies = part === 'steps' ? await activeRows(api, 'strategies') : [];
  let count = 0;
  for (const row of stored) {
    const only = { ...nothing, strategies, [part]: [row] };
    const [readable] = documentOf(only).document[part];
    if (readable !== undefined && kept.has(placeOf(part, readable))) continue;
    await api.send({
      method: 'PATCH',
      path: `${table.set}(${String(row[`${table.name}id`])})`,
      body: { statecode: 1, statuscode: 2 },
    });
    count += 1;
  }
  return count;
}

const nothing = ofParts(() => []);

function same(one: ReadableRow, other: ReadableRow): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => one[name] === other[name]);
}
