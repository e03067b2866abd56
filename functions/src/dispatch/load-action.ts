/** An action with everything the last look before its effect needs, in one request. */
import type { Dispatches } from '@dunlin/shared/messages/messages';
import { actionRecordOf, type ActionRow } from '@dunlin/shared/records/action-rows';
import { PolicyError, type CompanyRow } from '@dunlin/shared/records/policy-rows';
import type { ActionRecord } from '@dunlin/shared/actions/action';
import { dateIn } from '@dunlin/shared/dates/instant';
import type { IsoDate } from '@dunlin/shared/dates/iso-date';
import type { ReceivableRow } from '@dunlin/shared/records/ledger-rows';
import type { Policy } from '@dunlin/shared/strategy/policy';
import { factsOn, type Facts } from '@dunlin/shared/strategy/facts';
import { collectionAction, dispatch } from '@dunlin/shared/tables/collection';
import { company, sendControl } from '@dunlin/shared/tables/company';
import type { RowOf } from '@dunlin/shared/tables/table';
import { selectOf } from '@dunlin/shared/tables/wire';
import type { Change, ListQuery, Row } from '../dataverse/client.ts';
import {
  customerOf,
  debtorQueries,
  factsOf,
  loadedDebtors,
  withAgreements,
  zoneOf,
  type LoadedDebtor,
} from '../evaluation/load-debtors.ts';
import { historyOf } from '../evaluation/load-history.ts';
import {
  firstDayThatCountsAnywhere,
  manualContactQueries,
  manualContactsIn,
} from '../evaluation/manual-contacts.ts';
import type { CustomerRow } from '../evaluation/reach.ts';
import type { CompanyPolicy } from '../policy/policy-store.ts';
import type { Services } from '../services.ts';

export type DispatchRow = RowOf<typeof dispatch>;

export type LoadedAction = {
  readonly row: ActionRow;
  readonly record: ActionRecord;
  readonly debtor: LoadedDebtor;
  readonly customer: CustomerRow;
  readonly facts: Facts;
  /** Whether what people did by hand is among the facts. */
  readonly knowsContacts: boolean;
  /** As it is now, not as it was kept: whether sending is released must not be a minute old. */
  readonly company: CompanyRow;
  readonly companyPolicy: CompanyPolicy;
  /** Attempts so far, the latest first. */
  readonly attempts: readonly DispatchRow[];
  /** Why all sending is stopped; undefined when it is not. */
  readonly stopped: string | undefined;
};

/** Undefined when there is no such action. */
export async function loadAction(services: Services, ids: Dispatches): Promise<LoadedAction | undefined> {
  const queries = debtorQueries([ids.debtor]);
  const since = firstDayThatCountsAnywhere(await services.policies.all(), services.now());
  const byHand = ids.customer === undefined ? [] : manualContactQueries([ids.customer], since);
  const others: readonly ListQuery[] = [
    { collection: company.set, select: selectOf(company) },
    { collection: sendControl.set, select: selectOf(sendControl), filter: 'dun_stopped eq true' },
    {
      collection: dispatch.set,
      select: selectOf(dispatch),
      filter: `_dun_actionid_value eq ${ids.action}`,
      orderBy: ['dun_reservedon desc'],
    },
  ];
  // With what was settled, where rules ask for it: else the last look would find another segment than the decision did.
  const history = historyOf([ids.debtor], await usablePolicies(services));
  const groups = [queries, others, byHand, history.queries];
  const answers = await services.dataverse.readTogether<readonly Row[]>(groups.flat());
  const [ofDebtor = [], ofOthers = [], ofContacts = [], ofHistory = []] = inGroups(answers, groups);
  const loaded = await withAgreements(services.dataverse, loadedDebtors(ofDebtor));
  const [debtor] = history.added(loaded, ofHistory as unknown as readonly (readonly ReceivableRow[])[]);
  const row = debtor?.actions.find(({ dun_collectionactionid }) => dun_collectionactionid === ids.action);
  if (!debtor || !row) return undefined;
  const [companies, stops, attempts] = ofOthers as unknown as [
    readonly CompanyRow[],
    readonly RowOf<typeof sendControl>[],
    readonly DispatchRow[],
  ];
  const companyId = debtor.row._dun_companyid_value;
  const companyPolicy = await services.policies.ofCompany(companyId);
  const [stop] = stops;
  const customerId = debtor.row._dun_customerid_value;
  const zones = new Map([[customerId, zoneOf(debtor.row, companyPolicy.company)]]);
  const contacts = manualContactsIn(ofContacts, zones);
  return {
    row,
    record: actionRecordOf(row),
    debtor,
    customer: customerOf(debtor),
    facts: factsOn(
      factsOf(debtor, companyPolicy, contacts.get(customerId)),
      dateIn(companyPolicy.company.dun_timezone, services.now()),
    ),
    knowsContacts: ids.customer === customerId,
    company: companies.find(({ dun_companyid }) => dun_companyid === companyId) ?? companyPolicy.company,
    companyPolicy,
    attempts,
    stopped: stop && (stop.dun_reason ?? 'the stop switch is on'),
  };
}

/** Of all companies, since whose the debtor is is not known yet. One that cannot be used is told of by the last look. */
async function usablePolicies({
  policies,
  now,
}: Services): Promise<{ readonly policies: readonly Policy[]; readonly asOf: IsoDate }> {
  const asOf = dateIn('UTC', now());
  const usable = (await policies.all()).flatMap((one): readonly Policy[] => {
    try {
      return [one.policy(dateIn(one.company.dun_timezone, now()))];
    } catch (error) {
      if (error instanceof PolicyError) return [];
      throw error;
    }
  });
  return { policies: usable, asOf };
}

/** Answers to several groups of queries that were asked together. */
function inGroups<T>(answers: readonly T[], groups: readonly (readonly unknown[])[]): readonly T[][] {
  let at = 0;
  return groups.map(({ length }) => answers.slice(at, (at += length)));
}

/** A change of the action as it was loaded: refused when it is another version by now. */
export function changeOf({ row }: LoadedAction, columns: Row): Change {
  return {
    kind: 'update',
    collection: collectionAction.set,
    key: row.dun_collectionactionid,
    ifMatch: row['@odata.etag'],
    row: columns,
    wantsEtag: true,
  };
}

export function hintOf({ row, debtor }: LoadedAction): Dispatches {
  return {
    action: row.dun_collectionactionid,
    debtor: debtor.row.dun_debtorid,
    customer: debtor.row._dun_customerid_value,
  };
}
