/**
 * What a full export no longer holds is settled. An export that leaves out far more than usual may be broken: then nothing is settled, and the
 * run waits, until somebody has judged it.
 */
import { dateIn } from '@dunlin/shared/dates/instant';
import { optionName } from '@dunlin/shared/records/options';
import { receivableIdOf, type ReceivableRow } from '@dunlin/shared/records/ledger-rows';
import type { CompanyRow } from '@dunlin/shared/records/policy-rows';
import { debtor, receivable } from '@dunlin/shared/tables/ledger';
import { syncRun } from '@dunlin/shared/tables/runs';
import { statusOf } from '@dunlin/shared/tables/wire';
import { raiseAlarm } from '../alarm.ts';
import { allWritten } from '../dataverse/refusals.ts';
import { namesOf } from '../dataverse/tables.ts';
import type { Services } from '../services.ts';
import type { ChunkRow, RunRow } from './read-run.ts';
import { stagingFolder } from './staged.ts';

export type LeftOut =
  | { readonly kind: 'settled'; readonly items: readonly OpenItem[] }
  /** `open` counts what was open before the export. */
  | { readonly kind: 'doubtful'; readonly items: readonly OpenItem[]; readonly open: number };

type OpenItem = { readonly id: string; readonly debtorId: string };

/** Fewer are no sign of a broken export, whatever their share. */
const fewestToAsk = 10;
const mostPercent = 50;

/**
 * The items to settle: those open of the company and source that the export does not hold; none of a delta, and none that it is said to have
 * forgotten.
 */
export async function leftOutBy(
  services: Services,
  run: RunRow,
  chunks: readonly ChunkRow[],
  company: CompanyRow,
): Promise<LeftOut> {
  const { full } = syncRun.columns.dun_mode.options;
  const judged =
    run.dun_leftoutare === null
      ? undefined
      : optionName(syncRun.columns.dun_leftoutare.options, run.dun_leftoutare);
  if (run.dun_mode !== full.value || judged === 'forgotten') return { kind: 'settled', items: [] };
  const { items, open } = await openButLeftOut(services, run, chunks, company.dun_code);
  const isMuch =
    items.length >= fewestToAsk && items.length * 100 > open * (company.dun_mostleftout ?? mostPercent);
  return isMuch && judged !== 'settled' ? { kind: 'doubtful', items, open } : { kind: 'settled', items };
}

/** Puts the question to the company's reviewers, once a day until it is answered. Until then no debtor of the company is evaluated. */
export async function ask(
  services: Services,
  company: CompanyRow,
  run: RunRow,
  doubtful: LeftOut & { readonly kind: 'doubtful' },
): Promise<void> {
  const { asked } = syncRun.columns.dun_leftoutare.options;
  if (run.dun_leftoutare === null) {
    const row = { dun_leftoutare: asked.value, dun_leftout: doubtful.items.length };
    const key = run.dun_syncrunid;
    await services.dataverse.changeSet([
      { kind: 'update', collection: syncRun.set, key, ifMatch: run['@odata.etag'], row },
    ]);
  }
  await raiseAlarm(services, company, {
    day: dateIn(company.dun_timezone, services.now()),
    subject: `The export ${run.dun_name} waits for a decision`,
    text:
      `${inWords(doubtful)}. Nothing is settled, and nothing is decided for debtors of the company, before the import run says whether ` +
      'these items are settled or were forgotten by the export. If they were forgotten, the next export brings what is missing.',
  });
}

export function inWords({ items, open }: LeftOut & { readonly kind: 'doubtful' }): string {
  return `It leaves out ${items.length} of the ${open} items that were open`;
}

/**
 * Their debtors are marked due first.
 * @returns how many were settled
 * @throws RowsRefused when one could not be: the run stays open then and is taken up again
 */
export async function settle(
  { dataverse }: Services,
  run: RunRow,
  items: readonly OpenItem[],
): Promise<number> {
  const debtorIds = [...new Set(items.map(({ debtorId }) => debtorId))];
  const due = { dun_nextevaluationon: run.dun_ledgerason };
  const marked = await dataverse.updateMany(
    namesOf(debtor),
    debtorIds.map((id) => ({ id, row: due })),
  );
  allWritten(namesOf(debtor), marked);
  const settled = {
    dun_open: 0,
    dun_settledon: run.dun_ledgerason,
    dun_sequence: run.dun_sequence,
    ...statusOf(receivable.status.settled),
  };
  const closed = await dataverse.updateMany(
    namesOf(receivable),
    items.map(({ id }) => ({ id, row: settled })),
  );
  return allWritten(namesOf(receivable), closed);
}

async function openButLeftOut(
  { dataverse, settings }: Services,
  run: RunRow,
  chunks: readonly ChunkRow[],
  company: string,
): Promise<{ readonly items: readonly OpenItem[]; readonly open: number }> {
  const staging = stagingFolder(settings.DROP_FOLDER, run.dun_syncrunid);
  const present = new Set<string>();
  for (const { dun_number } of chunks) {
    const chunk = await staging.read(dun_number);
    if (!chunk)
      throw new Error(`The staged chunk ${dun_number} is gone, so it cannot be told what the export holds`);
    for (const { items } of chunk.debtors)
      for (const item of items) present.add(receivableIdOf(company, item));
  }
  const setAside = new Set(await staging.readSetAside());
  const pages = dataverse.pages<Pick<ReceivableRow, 'dun_receivableid' | 'dun_name' | '_dun_debtorid_value'>>(
    {
      collection: receivable.set,
      select: ['dun_receivableid', 'dun_name', '_dun_debtorid_value'],
      filter: `statecode eq 0 and dun_source eq '${run.dun_source}' and dun_debtorid/_dun_companyid_value eq ${run._dun_companyid_value}`,
      orderBy: ['dun_receivableid'],
    },
  );
  const items: OpenItem[] = [];
  // What this run created was not there to be left out.
  let open = -chunks.reduce((sum, { dun_created }) => sum + (dun_created ?? 0), 0);
  for await (const page of pages) {
    open += page.length;
    for (const row of page) {
      if (present.has(row.dun_receivableid) || setAside.has(row.dun_name)) continue;
      items.push({ id: row.dun_receivableid, debtorId: row._dun_debtorid_value });
    }
  }
  return { items, open };
}
