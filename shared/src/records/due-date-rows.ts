/** Changes of due dates as rows ↔ as the domain reckons with them. */
import { isoDate } from '../dates/iso-date.ts';
import type { DueDateChange } from '../promises/due-date-change.ts';
import type { dueDateChange } from '../tables/approvals.ts';
import type { RowOf } from '../tables/table.ts';
import { dayOf, type FromPeople, type Given, type Read } from './agreement-rows.ts';

export type DueDateChangeRow = FromPeople<RowOf<typeof dueDateChange>, Given | 'dun_duedatechangeid'>;

/** @param ledgerDueOn the due date of its item, where the row does not say from which it was asked */
export function dueDateChangeOf(
  row: DueDateChangeRow,
  { ledgerDueOn, zone }: { readonly ledgerDueOn: string | undefined; readonly zone: string },
): Read<DueDateChange> {
  const originalDueOn = row.dun_originaldueon ?? ledgerDueOn;
  const problems = [
    ...(row._dun_debtorid_value === null ? ['debtor: choose who asked for it'] : []),
    ...(row._dun_receivableid_value === null ? ['open item: choose which one'] : []),
    ...(row.dun_newdueon === null ? ['new due date: say until when'] : []),
    ...(originalDueOn === undefined ? ['open item: choose an open item of the debtor'] : []),
  ];
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: {
      id: row.dun_duedatechangeid,
      receivable: row._dun_receivableid_value ?? '',
      originalDueOn: isoDate(originalDueOn ?? ''),
      newDueOn: isoDate(row.dun_newdueon ?? ''),
      validFrom: dayOf(row.dun_validfrom, row.createdon, zone),
      requestedBy: row._createdby_value,
      ...(row._dun_approvedbyid_value !== null && { approvedBy: row._dun_approvedbyid_value }),
    },
  };
}
