/** Credit holds and trading orders as rows ↔ as the domain reckons with them. */
import { isoDate } from '../dates/iso-date.ts';
import type { CreditHold } from '../holds/credit-hold.ts';
import type { TradingOrder } from '../holds/trading-status.ts';
import { money, toDecimalText, type Money } from '../money/money.ts';
import { debtor } from '../tables/ledger.ts';
import type { RowOf } from '../tables/table.ts';
import type { tradingOrder } from '../tables/trading.ts';
import { creditHold, tradingStatus } from '../tables/trading.ts';
import { bindTo, statusOf } from '../tables/wire.ts';
import { dayOf, type FromPeople, type Given, type Read } from './agreement-rows.ts';
import type { WireRow } from './ledger-rows.ts';
import { minimumsIn } from './lists.ts';
import { optionName, optionValue } from './options.ts';

export type CreditHoldRow = RowOf<typeof creditHold>;
export type TradingOrderRow = FromPeople<RowOf<typeof tradingOrder>, Given | 'dun_tradingorderid'>;

export function tradingOrderOf(
  row: TradingOrderRow,
  { zone }: { readonly zone: string },
): Read<TradingOrder> {
  const problems: string[] = [];
  if (row._dun_debtorid_value === null) problems.push('debtor: choose whom it is about');
  if (row.dun_tradingstatus === null) problems.push('trading status: choose one');
  if (row.dun_tradingstatus === null || problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: {
      id: row.dun_tradingorderid,
      debtor: row._dun_debtorid_value ?? '',
      status: optionName(tradingStatus, row.dun_tradingstatus),
      reason: row.dun_reason ?? '',
      from: dayOf(row.dun_from, row.createdon, zone),
      setBy: row._createdby_value,
      ...(row.dun_until !== null && { until: isoDate(row.dun_until) }),
      ...(row.dun_withdrawnon !== null && { withdrawnOn: isoDate(row.dun_withdrawnon) }),
    },
  };
}

export function creditHoldOf(row: CreditHoldRow): CreditHold {
  return {
    id: row.dun_creditholdid,
    debtor: row._dun_debtorid_value,
    status: optionName(creditHold.columns.dun_tradingstatus.options, row.dun_tradingstatus),
    rule: row.dun_rule,
    amounts: Object.entries(minimumsIn(row.dun_amounts)).map(([currency, minor]) => money(minor, currency)),
    placedOn: isoDate(row.dun_placedon),
    ...(row.dun_reason !== null && { reason: row.dun_reason }),
    ...(row._dun_setbyid_value !== null && { setBy: row._dun_setbyid_value }),
    ...(row.dun_releasedon !== null && { releasedOn: isoDate(row.dun_releasedon) }),
    ...(row._dun_releasedbyid_value !== null && { releasedBy: row._dun_releasedbyid_value }),
    ...(row._dun_afterid_value !== null && { after: row._dun_afterid_value }),
  };
}

/** A hold that is placed, as a new row. */
export function newCreditHoldRow(hold: CreditHold, debtorName: string): WireRow {
  const { columns } = creditHold;
  return {
    dun_creditholdid: hold.id,
    dun_name: `${debtorName}, ${hold.reason ?? hold.rule}`.slice(0, columns.dun_name.maxLength),
    'dun_debtorid@odata.bind': bindTo(debtor.set, hold.debtor),
    dun_tradingstatus: optionValue(columns.dun_tradingstatus.options, hold.status),
    dun_rule: hold.rule,
    dun_reason: hold.reason ?? null,
    dun_amounts: amountsText(hold.amounts),
    dun_placedon: hold.placedOn,
    ...(hold.setBy !== undefined && { 'dun_setbyid@odata.bind': bindTo('systemusers', hold.setBy) }),
    ...(hold.after !== undefined && { 'dun_afterid@odata.bind': bindTo(creditHold.set, hold.after) }),
  };
}

/** What changes of the row of a hold that is released. */
export function releasedColumns({ releasedOn, releasedBy }: CreditHold): WireRow {
  return {
    dun_releasedon: releasedOn ?? null,
    ...statusOf(creditHold.status.released),
    ...(releasedBy !== undefined && { 'dun_releasedbyid@odata.bind': bindTo('systemusers', releasedBy) }),
  };
}

function amountsText(amounts: readonly Money[]): string | null {
  if (amounts.length === 0) return null;
  return amounts.map((amount) => `${amount.currency} ${toDecimalText(amount)}`).join('; ');
}
