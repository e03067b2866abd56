/**
 * A dispute that people wrote, and how they propose to settle it. It is settled when its mandatory tasks are closed, what is granted fits and
 * everybody who has to has approved; until then it stays under review and says what is missing.
 */
import { dateIn, instant } from '@dunlin/shared/dates/instant';
import { checkDispute } from '@dunlin/shared/disputes/check-dispute';
import type { Dispute } from '@dunlin/shared/disputes/dispute';
import { disputeOf, type DisputeRow } from '@dunlin/shared/records/agreement-rows';
import { disputeReasons } from '@dunlin/shared/records/agreement-rules';
import { proposalOf } from '@dunlin/shared/records/proposal-rows';
import { dispute as table } from '@dunlin/shared/tables/agreements';
import { statusOf } from '@dunlin/shared/tables/wire';
import type { Change } from '../dataverse/client.ts';
import {
  accepted,
  contextOf,
  inWords,
  marked,
  refused,
  type CheckedAgreement,
  type Question,
} from './agreement-marks.ts';
import { factsOf } from './load-debtors.ts';
import { isBacked, proposedNow, settlement } from './settle-dispute.ts';

export function checkedDispute(
  row: DisputeRow,
  question: Question,
  roles: ReadonlyMap<string, readonly string[]>,
): CheckedAgreement {
  const { loaded, company, today } = question;
  const facts = factsOf(loaded, company);
  const item = facts.receivables.find(({ id }) => id === row._dun_receivableid_value);
  const read = disputeOf(row, item, contextOf(company));
  if (!read.ok) return refused(row, read.problems, table);
  const dispute = read.value;
  if (dispute.state === 'withdrawn') {
    const resolvedOn = row.dun_resolvedon ?? today;
    return { problems: [], changes: marked(row, table, { dun_resolvedon: resolvedOn }) };
  }
  // What is settled is no longer checked, but for whether it was: the day it was settled on can be typed in by anybody.
  if (dispute.state === 'accepted' || dispute.state === 'rejected') {
    return isBacked(row, dispute, question) ? { problems: [], changes: [] } : reopened(row);
  }
  const checked = checkDispute(
    dispute,
    {
      receivables: facts.receivables,
      disputes: facts.disputes,
      reasons: disputeReasons,
      rules: company.policy(today).agreements.disputes,
    },
    // As on the day it was entered.
    dateIn(company.company.dun_timezone, instant(row.createdon)),
  );
  const proposal = proposalOf(row, dispute, {
    receivable: item,
    proposedBy: row._dun_proposedbyid_value ?? row._modifiedby_value,
    currencies: company.currencies,
  });
  const proposed =
    proposal.ok && proposal.value
      ? proposedNow(row, dispute, proposal.value, { facts, question })
      : undefined;
  if (!checked.ok && row.statecode === 0)
    return refused(row, checked.refusals.map(inWords), table, proposed?.columns);
  if (!proposal.ok) return refused(row, proposal.problems, table);
  const columns = {
    dun_name: `${item?.document ?? ''} ${loaded.row.dun_name}`.slice(0, 200),
    dun_openedon: dispute.openedOn,
  };
  if (!proposed) return accepted(row, table, columns);
  const underReview: Dispute = { ...dispute, state: 'underReview' };
  const settled = settlement({ row, dispute: underReview, proposed, facts, question, roles });
  const changes: readonly Change[] = [
    ...settled.marks,
    ...marked(row, table, { ...columns, ...settled.columns }),
  ];
  return { problems: settled.problems, changes };
}

function reopened(row: DisputeRow): CheckedAgreement {
  const problem = 'approvals: it was settled without those it needs. Accept or reject it again';
  const columns = { ...statusOf(table.status.underReview), dun_resolvedon: null, dun_result: problem };
  return { problems: [problem], changes: marked(row, table, columns) };
}
