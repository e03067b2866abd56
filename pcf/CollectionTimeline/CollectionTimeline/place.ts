/** Whose timeline is shown: decided by the table of the form the control stands on. */
import { collectionCase } from '@dunlin/shared/tables/collection';
import { debtor } from '@dunlin/shared/tables/ledger';

export type Place = {
  readonly table: 'account' | 'contact' | typeof debtor.name | typeof collectionCase.name;
  readonly id: string;
};

/** `unsaved`: the form has no record yet. `misplaced`: the control was put on a form it cannot serve, or set up wrongly. */
export type NoPlace = 'unsaved' | 'misplaced';

/**
 * @param tableName logical name, a fixed value of the control's setup
 * @param recordId value of the id column the control is bound to; empty on a form that creates a record
 */
export function placeOf(tableName: string | null, recordId: string | null): Place | NoPlace {
  const table = tables.find((candidate) => candidate === tableName?.trim().toLowerCase());
  if (table === undefined) return 'misplaced';
  const id = (recordId ?? '').replace(/[{}]/g, '').trim().toLowerCase();
  if (id === '') return 'unsaved';
  return guid.test(id) ? { table, id } : 'misplaced';
}

const tables = ['account', 'contact', debtor.name, collectionCase.name] as const;
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
