/**
 * What of the debtor is open by days past due, in the currency of the row. Ages hold invoices as they are; credit notes and unapplied cash
 * stand apart, because they have no due date anybody waits for.
 */
import { earlier, type IsoDate } from '@dunlin/shared/dates/iso-date';
import { formatMoney, money, toMajor, type Currency, type Money } from '@dunlin/shared/money/money';
import {
  balanceOf,
  nextBucketChange,
  type AgingBucket,
  type AgingProfile,
} from '@dunlin/shared/receivables/aging';
import type { Decision } from '@dunlin/shared/strategy/decision';
import type { Facts } from '@dunlin/shared/strategy/facts';
import type { debtor } from '@dunlin/shared/tables/ledger';
import type { Row } from '../dataverse/client.ts';
import { shorten } from '../shorten.ts';

const columns = {
  current: 'dun_notdue',
  '1-30': 'dun_days1to30',
  '31-60': 'dun_days31to60',
  '61-90': 'dun_days61to90',
  '91+': 'dun_over90days',
} as const satisfies Readonly<Record<AgingBucket, keyof typeof debtor.columns>>;

export function agingColumns(profiles: readonly AgingProfile[], currency: Currency): Row {
  const own = profiles.find((profile) => profile.currency === currency);
  const nothing = money(0, currency);
  const others = profiles.filter((profile) => profile !== own).map(balanceOf);
  return {
    dun_balance: toMajor(own ? balanceOf(own) : nothing),
    ...Object.fromEntries(
      Object.entries(columns).map(([bucket, column]) => [
        column,
        toMajor(own?.buckets[bucket as AgingBucket] ?? nothing),
      ]),
    ),
    dun_opencredits: toMajor(own?.credits ?? nothing),
    dun_otherbalance: amountsInWords(others),
  };
}

/** For a column of text: as many amounts as it holds, null for none. */
export function amountsInWords(amounts: readonly Money[]): string | null {
  return shorten(amounts.map((amount) => formatMoney(amount, 'en')).join(', ')) || null;
}

/**
 * The next day on which the debtor is looked at. A decision can stay as it is while what is owed grows a bucket older: that day is one too,
 * and no other is added.
 */
export function nextLookOn(facts: Facts, { nextChangeOn, asOf }: Decision): IsoDate | undefined {
  const older = nextBucketChange(facts.receivables, asOf);
  if (nextChangeOn === undefined || older === undefined) return nextChangeOn ?? older;
  return earlier(nextChangeOn, older);
}

/** Of a debtor about whom no currency is known: nothing is open, and nothing ever was. */
export const noAging: Row = Object.fromEntries(
  ['dun_balance', ...Object.values(columns), 'dun_opencredits', 'dun_otherbalance'].map((column) => [
    column,
    null,
  ]),
);
