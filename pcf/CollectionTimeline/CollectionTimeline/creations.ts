/** What can be written down from the timeline, and of which record it begins: agreements of the debtor, activities of the customer. */
import { dispute, hold, promise } from '@dunlin/shared/tables/agreements';
import { debtor as debtorTable } from '@dunlin/shared/tables/ledger';
import type { RecordName } from './entry.ts';
import type { Debtor } from './loaded.ts';
import type { Place } from './place.ts';
import type { Word } from './words.ts';

export type Creation = {
  readonly table: string;
  readonly word: Word;
  /** Left out where there are several debtors: the one who is meant is chosen in the form. */
  readonly from?: RecordName;
};

/** @param mayCreate whether the user may create rows of a table */
export function creationsAt(
  place: Place,
  debtors: readonly Debtor[],
  mayCreate: (table: string) => boolean,
): readonly Creation[] {
  const [debtor, ...others] = debtors;
  if (debtor === undefined) return [];
  const isCustomer = place.table === 'account' || place.table === 'contact';
  const customer = isCustomer ? place : debtor.customer;
  const ofDebtor = others.length === 0 ? { from: { table: debtorTable.name, id: debtor.id } } : {};
  const all: readonly Creation[] = [
    ...(customer === undefined ? [] : activities.map((activity) => ({ ...activity, from: customer }))),
    ...agreements.map((agreement) => ({ ...agreement, ...ofDebtor })),
  ];
  return all.filter(({ table }) => mayCreate(table));
}

const activities = [
  { table: 'phonecall', word: 'New_Call' },
  { table: 'task', word: 'New_Task' },
] as const;

const agreements = [
  { table: promise.name, word: 'New_Promise' },
  { table: dispute.name, word: 'New_Dispute' },
  { table: hold.name, word: 'New_Hold' },
] as const;
