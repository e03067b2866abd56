/** A Web API over rows in memory that answers this control's questions page by page, counts them, and can be told to refuse. */
import type { Service } from '../load.ts';
import { ledgerSources, navigationFromDebtor, sourceTables, type LedgerSource } from '../queries.ts';
import type { Row } from '../row.ts';

export type Tables = { readonly debtors?: readonly Row[] } & Partial<
  Readonly<Record<LedgerSource | 'activities', readonly Row[]>>
>;

export type FakeService = Service & {
  readonly asked: {
    readonly table: string;
    readonly options: string;
    readonly pageSize: number | undefined;
  }[];
  /** What the next calls of a table answer instead: a value, or an error to throw. */
  readonly instead: Map<string, { readonly refuse: unknown } | { readonly answer: unknown }>;
  isOnlineNow: boolean;
};

export function fakeService(tables: Tables): FakeService {
  const activities = tables.activities ?? [];
  const service: FakeService = {
    asked: [],
    instead: new Map(),
    isOnlineNow: true,
    isOnline: () => service.isOnlineNow,
    webAPI: {
      retrieveRecord: async (table, id, options = '') => {
        service.asked.push({ table, options, pageSize: undefined });
        await Promise.resolve();
        const instead = service.instead.get(table);
        if (instead !== undefined && 'refuse' in instead) throw instead.refuse;
        return { description: activities.find((row) => row['activityid'] === id)?.['description'] ?? null };
      },
      retrieveMultipleRecords: async (table, options = '', pageSize) => {
        service.asked.push({ table, options, pageSize });
        await Promise.resolve();
        const instead = service.instead.get(table);
        if (instead !== undefined && 'refuse' in instead) throw instead.refuse;
        if (instead !== undefined)
          return instead.answer as ComponentFramework.WebApi.RetrieveMultipleResponse;
        return table === 'dun_debtor' ? debtors(tables, options) : page(tables, table, options, pageSize);
      },
    },
  };
  return service;
}

function debtors(tables: Tables, options: string): ComponentFramework.WebApi.RetrieveMultipleResponse {
  const entities = (tables.debtors ?? []).map((debtor) => ({
    ...debtor,
    ...Object.fromEntries(
      ledgerSources.map((source) => [navigationFromDebtor(source), firstOf(source, debtor)]),
    ),
  }));
  return { entities, nextLink: '' };

  function firstOf(source: LedgerSource, debtor: Row): readonly Row[] {
    const expand = new RegExp(
      `${navigationFromDebtor(source)}\\(.*?\\$orderby=\\w+ (\\w+);\\$top=(\\d+)\\)`,
    ).exec(options);
    if (expand === null) throw new Error(`${source} are not expanded`);
    const own = (tables[source] ?? []).filter((row) => row['_dun_debtorid_value'] === debtor['dun_debtorid']);
    return ordered(own, sourceTables[source].orderColumn, expand[1] === 'desc').slice(0, Number(expand[2]));
  }
}

function page(
  tables: Tables,
  table: string,
  options: string,
  pageSize = 5000,
): ComponentFramework.WebApi.RetrieveMultipleResponse {
  const source = ([...ledgerSources, 'activities'] as const).find((one) => sourceTables[one].table === table);
  if (source === undefined) throw new Error(`Unknown table ${table}`);
  const { orderColumn } = sourceTables[source];
  const skipped = Number(/&\$skiptoken=(\d+)/.exec(options)?.[1] ?? 0);
  const debtorIds = [...options.matchAll(/_dun_debtorid_value eq (\S+?)[ )]/g)].map(([, id]) => id);
  const bound = new RegExp(`${orderColumn} (le|ge) (\\S+?)&`).exec(options);
  const found = (tables[source] ?? []).filter(
    (row) =>
      (source === 'activities' || debtorIds.includes(String(row['_dun_debtorid_value']))) &&
      (bound === null || isWithin(String(row[orderColumn]), bound)),
  );
  const rows = ordered(found, orderColumn, options.includes(`$orderby=${orderColumn} desc`));
  const end = skipped + pageSize;
  const base = `http://crm/api/data/v9.2/${table}s${options.replace(/&\$skiptoken=\d+/, '')}`;
  return {
    entities: rows.slice(skipped, end),
    nextLink: end < rows.length ? `${base}&$skiptoken=${end}` : '',
  };
}

function isWithin(value: string, [, side, day = '']: RegExpExecArray): boolean {
  return side === 'le' ? value <= day : value >= day;
}

function ordered(rows: readonly Row[], column: string, isDescending: boolean): readonly Row[] {
  const sign = isDescending ? -1 : 1;
  return [...rows].sort((a, b) => sign * (String(a[column]) < String(b[column]) ? -1 : 1));
}
