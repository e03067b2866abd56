/** What `npm start` understands. A wrong option ends with the usage and exit code 2. */
import { parseArgs } from 'node:util';

export type Options = {
  /** The ledger's source; without one the sample portfolio. */
  readonly erp:
    | { readonly kind: 'sample' }
    | {
        readonly kind: 'drop' | 'history';
        readonly file: string;
        readonly customers: string;
        readonly mapping: string;
      };
  /** The first day, YYYY-MM-DD; without it the last weekday. */
  readonly asOf: string | undefined;
  readonly days: number;
  readonly once: boolean;
  readonly hold: boolean;
  readonly json: boolean;
  readonly fresh: boolean;
  /** Where everything is kept; without it `.dunlin` in the repository. */
  readonly data: string | undefined;
  /** The first of the ports used. */
  readonly port: number;
};

export class UsageError extends Error {}

export const portsUsed = 8;

export const usage = `Usage: npm start -- [options]

  --erp FILE          one export of the ERP's open items (CSV), with --customers and --mapping
  --erp-history FILE  a history of invoices, replayed day by day, with --customers and --mapping
  --customers FILE    the customers of that file (CSV)
  --mapping FILE      which column is what, date and number formats (JSON)
                      Without these: a made-up sample portfolio.
  --as-of YYYY-MM-DD  the first day (default: the last weekday)
  --days N            how many days to run, 1 to 3660 (default 1)
  --once              ends when all is quiet, instead of running on
  --hold              plans, but sends nothing
  --json              ends with the summary as one line of JSON
  --fresh             forgets what earlier runs left behind
  --data FOLDER       where everything is kept (default .dunlin)
  --port N            first of the ${portsUsed} ports used (default 7400)
  --help              this text
`;

/** @throws UsageError saying which option is wrong. */
export function readOptions(args: readonly string[]): Options | 'help' {
  const values = parsed(args);
  if (values.help) return 'help';
  return {
    erp: erpOf(values),
    asOf: values['as-of'] === undefined ? undefined : dayOf(values['as-of']),
    days: wholeNumber('--days', values.days ?? '1', 1, 3660),
    once: values.once ?? false,
    hold: values.hold ?? false,
    json: values.json ?? false,
    fresh: values.fresh ?? false,
    data: values.data,
    port: wholeNumber('--port', values.port ?? '7400', 1, 65_535 - portsUsed),
  };
}

function parsed(args: readonly string[]) {
  try {
    const text = { type: 'string' } as const;
    const flag = { type: 'boolean' } as const;
    return parseArgs({
      args: [...args],
      options: {
        erp: text,
        'erp-history': text,
        customers: text,
        mapping: text,
        'as-of': text,
        days: text,
        data: text,
        port: text,
        once: flag,
        hold: flag,
        json: flag,
        fresh: flag,
        help: flag,
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function erpOf(values: ReturnType<typeof parsed>): Options['erp'] {
  const { customers, mapping, erp } = values;
  const history = values['erp-history'];
  if (erp !== undefined && history !== undefined)
    throw new UsageError('Give --erp or --erp-history, not both');
  const file = erp ?? history;
  if (file === undefined) {
    if (customers !== undefined || mapping !== undefined) {
      throw new UsageError('--customers and --mapping belong to --erp or --erp-history');
    }
    return { kind: 'sample' };
  }
  if (customers === undefined || mapping === undefined) {
    throw new UsageError(`${erp === undefined ? '--erp-history' : '--erp'} needs --customers and --mapping`);
  }
  return { kind: erp === undefined ? 'history' : 'drop', file, customers, mapping };
}

function dayOf(text: string): string {
  const date = new Date(`${text}T00:00:00Z`);
  const isDay =
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  if (!isDay) throw new UsageError(`--as-of is not a day (YYYY-MM-DD): ${text}`);
  return text;
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw new UsageError(`${option} is a whole number from ${least} to ${most}, not ${text}`);
  }
  return value;
}
