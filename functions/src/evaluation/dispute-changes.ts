/** What a decision changes of disputes: the departments' tasks, the credit note asked of the ERP, and the one that came. */
import { creditNoteRequest } from '@dunlin/shared/disputes/credit-note';
import type { Dispute } from '@dunlin/shared/disputes/dispute';
import type { DepartmentTask } from '@dunlin/shared/disputes/tasks';
import { toDecimalText } from '@dunlin/shared/money/money';
import { creditNoteCommandRow } from '@dunlin/shared/records/command-rows';
import { openDisputeTasks } from '@dunlin/shared/strategy/escalation-follow-ups';
import { dispute as table } from '@dunlin/shared/tables/agreements';
import { erpCommand } from '@dunlin/shared/tables/trading';
import type { Change } from '../dataverse/client.ts';
import type { Evaluated } from './changes.ts';
import { disputeTaskId, newDisputeTask } from './dispute-tasks.ts';
import { addresseeOf } from './addressee.ts';
import { ownerOf } from './owner.ts';
import { regardingCustomer } from './regarding.ts';

export function disputeChanges(evaluated: Evaluated): readonly Change[] {
  if (evaluated.facts.disputes.length === 0) return [];
  return [...newTasks(evaluated), ...creditNoteRequests(evaluated), ...creditNotesFound(evaluated)];
}

/** Tasks there are stay as they are: their names follow from the dispute and the department. */
function newTasks({ facts, company, loaded, decision }: Evaluated): readonly Change[] {
  const there = new Set(loaded.disputeTasks.map(({ activityid }) => activityid));
  return openDisputeTasks(company.policy(decision.asOf), facts, decision.asOf)
    .filter(({ key, closedOn }) => closedOn === undefined && !there.has(disputeTaskId(key)))
    .flatMap((task) => {
      const dispute = facts.disputes.find(({ id }) => id === task.dispute);
      if (!dispute) return [];
      return newDisputeTask(task, company.company, {
        subject: `Dispute of ${loaded.row.dun_name}: ${task.department}`,
        text: textOf(task, dispute, { facts, loaded }),
        regarding: regardingCustomer(loaded, 'task'),
      });
    });
}

function textOf(
  { deadline, mandatory }: DepartmentTask,
  { id, reason, items }: Dispute,
  { facts, loaded }: Pick<Evaluated, 'facts' | 'loaded'>,
): string {
  const what = items.map(({ receivable, amount }) => {
    const item = facts.receivables.find((one) => one.id === receivable);
    const disputed = amount ?? item?.open;
    return `${item?.document ?? 'an item'}${disputed ? `, ${toDecimalText(disputed)} ${disputed.currency}` : ''}`;
  });
  const said = loaded.disputes.find(({ dun_disputeid }) => dun_disputeid === id)?.dun_description ?? '';
  return [
    `About ${what.join('; ')} (${reason}). By ${deadline}.`,
    ...(mandatory ? ['The dispute is not settled before this task is completed.'] : []),
    ...(said === '' ? [] : [said]),
  ].join('\n');
}

/** Asked once: the command and the note on the dispute that it was asked are written together. */
function creditNoteRequests(evaluated: Evaluated): readonly Change[] {
  const { facts, loaded, company, decision } = evaluated;
  return facts.disputes.flatMap((dispute): readonly Change[] => {
    const request = creditNoteRequest(dispute);
    const row = loaded.disputes.find(({ dun_disputeid }) => dun_disputeid === dispute.id);
    if (!request || !row || row.dun_requestedon !== null) return [];
    const documentOf = (id: string): string =>
      facts.receivables.find((one) => one.id === id)?.document ?? row.dun_name ?? id;
    const command = creditNoteCommandRow(request, addresseeOf(evaluated), { on: decision.asOf, documentOf });
    return [
      { kind: 'create', collection: erpCommand.set, row: { ...command, ...ownerOf(company) } },
      {
        kind: 'update',
        collection: table.set,
        key: dispute.id,
        ifMatch: row['@odata.etag'],
        row: { dun_requestedon: decision.asOf },
      },
    ];
  });
}

/** What the ledger shows to be carried out is noted on the dispute. */
function creditNotesFound({ facts, loaded }: Evaluated): readonly Change[] {
  return facts.disputes.flatMap((dispute): readonly Change[] => {
    const document = dispute.state === 'accepted' ? dispute.erpDocument : undefined;
    const row = loaded.disputes.find(({ dun_disputeid }) => dun_disputeid === dispute.id);
    if (document === undefined || !row || row.dun_erpdocument !== null) return [];
    return [
      {
        kind: 'update',
        collection: table.set,
        key: dispute.id,
        ifMatch: row['@odata.etag'],
        row: { dun_erpdocument: document },
      },
    ];
  });
}

/** Tasks of disputes that are settled: nobody needs to answer any more. Each stands or falls by itself. */
export function cancelledDisputeTasks({
  facts,
  loaded,
  company,
  decision,
}: Evaluated): readonly (readonly Change[])[] {
  const open = loaded.disputeTasks.filter(({ statecode }) => statecode === 0);
  if (open.length === 0) return [];
  const wanted = new Set(
    openDisputeTasks(company.policy(decision.asOf), facts, decision.asOf).map(({ key }) =>
      disputeTaskId(key),
    ),
  );
  // Status reason 6 is a cancelled task.
  return open
    .filter(({ activityid }) => !wanted.has(activityid))
    .map(({ activityid }) => [
      { kind: 'update', collection: 'tasks', key: activityid, row: { statecode: 2, statuscode: 6 } },
    ]);
}
