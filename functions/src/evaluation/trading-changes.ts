/** What a decision changes of credit holds and due dates, with what the ERP is told: each change and its command together, once. */
import { dueDateCommandRow, tradingCommandRow } from '@dunlin/shared/records/command-rows';
import { newCreditHoldRow, releasedColumns } from '@dunlin/shared/records/trading-rows';
import { dueDateChange } from '@dunlin/shared/tables/approvals';
import { creditHold, erpCommand } from '@dunlin/shared/tables/trading';
import type { Change } from '../dataverse/client.ts';
import { addresseeOf } from './addressee.ts';
import { ownerOf } from './owner.ts';
import type { Evaluated } from './changes.ts';

export function tradingChanges(evaluated: Evaluated): readonly Change[] {
  const { decision, loaded, company } = evaluated;
  const { release, place, command } = decision.trading.change;
  const before = loaded.creditHolds.find(({ dun_creditholdid }) => dun_creditholdid === release?.id);
  return [
    ...(release && before
      ? [
          {
            kind: 'update',
            collection: creditHold.set,
            key: release.id,
            ifMatch: before['@odata.etag'],
            row: releasedColumns(release),
          } as const,
        ]
      : []),
    ...(place
      ? [
          {
            kind: 'create',
            collection: creditHold.set,
            row: { ...newCreditHoldRow(place, loaded.row.dun_name), ...ownerOf(company) },
          } as const,
        ]
      : []),
    ...(command
      ? [
          {
            kind: 'create',
            collection: erpCommand.set,
            row: { ...tradingCommandRow(command, addresseeOf(evaluated)), ...ownerOf(company) },
          } as const,
        ]
      : []),
  ];
}

/** The ERP is told of a changed due date on the day from which it holds. */
export function dueDateCommands(evaluated: Evaluated): readonly Change[] {
  const { facts, loaded, company, decision } = evaluated;
  return facts.dueDateChanges.flatMap((change): readonly Change[] => {
    const row = loaded.dueDateChanges.find(({ dun_duedatechangeid }) => dun_duedatechangeid === change.id);
    const item = facts.receivables.find(({ id }) => id === change.receivable);
    const holds = item?.originalDueOn === change.originalDueOn && item.dueOn === change.newDueOn;
    if (!row || !holds || row.dun_requestedon !== null) return [];
    const command = dueDateCommandRow(change, addresseeOf(evaluated), item.document);
    return [
      { kind: 'create', collection: erpCommand.set, row: { ...command, ...ownerOf(company) } },
      {
        kind: 'update',
        collection: dueDateChange.set,
        key: change.id,
        ifMatch: row['@odata.etag'],
        row: { dun_requestedon: decision.asOf },
      },
    ];
  });
}
