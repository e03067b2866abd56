/** Collection actions, cases and the debtor's projections as rows. */
import { actionId, type ActionLine, type ActionRecord, type PlannedAction } from '../actions/action.ts';
import { digestOf, uuidOf } from '../actions/keys.ts';
import { inWords, type Reason } from '../actions/reason.ts';
import { countsAsTaken } from '../actions/states.ts';
import { isoDate, type IsoDate } from '../dates/iso-date.ts';
import { toMajor } from '../money/money.ts';
import type { Episode } from '../strategy/facts.ts';
import { collectionAction, collectionCase } from '../tables/collection.ts';
import { debtor } from '../tables/ledger.ts';
import { channel } from '../tables/policy.ts';
import type { RowOf } from '../tables/table.ts';
import { bindTo, statusOf } from '../tables/wire.ts';
import { bindCurrency, type Currencies } from './currencies.ts';
import type { WireRow } from './ledger-rows.ts';
import { optionName, optionValue } from './options.ts';

export type ActionRow = RowOf<typeof collectionAction>;
export type CaseRow = RowOf<typeof collectionCase>;

export function caseIdOf(debtorId: string, openedBy: string): string {
  return uuidOf('case', debtorId, openedBy);
}

/** A planned action as a new row. */
export function newActionRow(
  action: PlannedAction,
  context: {
    readonly debtorId: string;
    readonly debtorName: string;
    readonly caseId?: string;
    readonly policyVersion: string;
  },
  currencies: Currencies,
): WireRow {
  return {
    dun_collectionactionid: actionId(action.key),
    dun_key: action.key,
    'dun_debtorid@odata.bind': bindTo(debtor.set, context.debtorId),
    ...plannedColumns(action, context.debtorName, context.policyVersion),
    ...bindCurrency(currencies, action.currency),
    ...(context.caseId && { 'dun_caseid@odata.bind': bindTo(collectionCase.set, context.caseId) }),
  };
}

/** What a plan says of an action; written at planning and again when it is planned anew. */
export function plannedColumns(action: PlannedAction, debtorName: string, policyVersion: string): WireRow {
  return {
    dun_name: `${action.step.name} \u2013 ${debtorName}`.slice(
      0,
      collectionAction.columns.dun_name.maxLength,
    ),
    dun_step: action.step.code,
    dun_steporder: action.step.order,
    dun_stepname: action.step.name,
    dun_strategy: action.strategy,
    dun_plannedon: action.plannedOn,
    dun_notbefore: action.notBefore,
    dun_policyversion: policyVersion,
    ...contentColumns(action),
  };
}

/** What the effect says: refreshed by the last look before it. */
export function contentColumns(action: PlannedAction): WireRow {
  return {
    dun_channel: optionValue(channel, action.channel),
    dun_template: action.template,
    dun_amount: toMajor(action.amount),
    dun_payby: action.payBy,
    dun_lines: JSON.stringify(action.lines),
    dun_because: sentences(action.because),
    dun_ledgerhash: action.ledgerHash,
  };
}

export function statusColumns(state: keyof typeof collectionAction.status): WireRow {
  return statusOf(collectionAction.status[state]);
}

export function actionRecordOf(row: ActionRow): ActionRecord {
  const state = optionName(collectionAction.status, row.statuscode);
  return {
    key: row.dun_key,
    step: row.dun_step,
    stepOrder: row.dun_steporder,
    ...(row.dun_strategy !== null && { strategy: row.dun_strategy }),
    ...(row.dun_payby !== null && { payBy: isoDate(row.dun_payby) }),
    channel: optionName(channel, row.dun_channel),
    state,
    lines: JSON.parse(row.dun_lines) as readonly ActionLine[],
    ...(countsAsTaken(state) && row.dun_executedon !== null && { executedOn: isoDate(row.dun_executedon) }),
    ...(countsAsTaken(state) &&
      row.dun_contactedon !== null && { contactedOn: isoDate(row.dun_contactedon) }),
  };
}

export function newCaseRow(opened: {
  readonly debtorId: string;
  readonly debtorName: string;
  readonly openedBy: string;
  readonly openedOn: IsoDate;
}): WireRow {
  return {
    dun_collectioncaseid: caseIdOf(opened.debtorId, opened.openedBy),
    dun_key: digestOf(opened.debtorId, opened.openedBy),
    dun_name: `${opened.debtorName} ${opened.openedOn}`.slice(0, collectionCase.columns.dun_name.maxLength),
    'dun_debtorid@odata.bind': bindTo(debtor.set, opened.debtorId),
    'dun_openedbyid@odata.bind': bindTo('dun_receivables', opened.openedBy),
    dun_openedon: opened.openedOn,
  };
}

export function episodeOf(row: CaseRow): Episode {
  return { openedBy: row._dun_openedbyid_value, openedOn: isoDate(row.dun_openedon) };
}

/** Reasons as a person reads them, a sentence a line. */
export function sentences(reasons: readonly Reason[]): string {
  return reasons
    .map(inWords)
    .map((words) => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`)
    .join('\n');
}
