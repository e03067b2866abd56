/**
 * What people wrote – a promise, a dispute, a hold – is checked by the rules of the domain. What cannot stand is marked, with the reason;
 * what can is completed: a promise without items covers the oldest ones.
 */
import { uuidOf } from '@dunlin/shared/actions/keys';
import { dateIn, instant } from '@dunlin/shared/dates/instant';
import type { IsoDate } from '@dunlin/shared/dates/iso-date';
import { checkDispute } from '@dunlin/shared/disputes/check-dispute';
import { checkHold } from '@dunlin/shared/holds/check-hold';
import { toDecimalText, toMajor } from '@dunlin/shared/money/money';
import { checkPromise } from '@dunlin/shared/promises/check';
import { promiseLevel } from '@dunlin/shared/promises/level';
import { oldestItems } from '@dunlin/shared/promises/oldest-items';
import { promisedTotal, type PromiseToPay } from '@dunlin/shared/promises/promise';
import { promisedAmounts } from '@dunlin/shared/promises/suppression';
import {
  disputeOf,
  holdOf,
  promiseOf,
  type DisputeRow,
  type HoldRow,
  type PromiseRow,
} from '@dunlin/shared/records/agreement-rows';
import { bindCurrency } from '@dunlin/shared/records/currencies';
import type { Facts } from '@dunlin/shared/strategy/facts';
import { dispute, hold, promise, promiseItem } from '@dunlin/shared/tables/agreements';
import { receivable } from '@dunlin/shared/tables/ledger';
import { bindTo } from '@dunlin/shared/tables/wire';
import type { Change, Row } from '../dataverse/client.ts';
import type { CompanyPolicy } from '../policy/policy-store.ts';
import { factsOf, type LoadedDebtor } from './load-debtors.ts';

export type CheckedAgreement = {
  /** Empty when it stands. */
  readonly problems: readonly string[];
  /** What of the row, and beside it, is to be written. */
  readonly changes: readonly Change[];
};

type Question = {
  readonly loaded: LoadedDebtor;
  readonly company: CompanyPolicy;
  readonly today: IsoDate;
};

export function checkedPromise(row: PromiseRow, question: Question): CheckedAgreement {
  const { loaded, company, today } = question;
  const facts = factsOf(loaded, company);
  const documents = new Map(facts.receivables.map((one) => [one.id, one]));
  const read = promiseOf(row, loaded.promiseItems, documents, contextOf(company));
  if (!read.ok) return refused(row, read.problems, promise);
  const written = completed(read.value, facts, company, today);
  const { agreements, calendar } = company.policy(today);
  const around = {
    rules: agreements.promises,
    calendar,
    payments: facts.payments,
    receivables: facts.receivables,
    promises: facts.promises,
  };
  // As on the day it was entered: a change made later does not make its days the past.
  const enteredOn = dateIn(company.company.dun_timezone, instant(row.createdon));
  const checked = checkPromise(written, around, enteredOn);
  if (!checked.ok) return refused(row, checked.refusals.map(inWords), promise);
  const total = promisedTotal(written);
  const lastDay = written.instalments.at(-1)?.dueOn ?? '';
  return accepted(
    row,
    promise,
    {
      dun_name: `${toDecimalText(total)} ${total.currency} by ${lastDay}, ${loaded.row.dun_name}`.slice(
        0,
        200,
      ),
      dun_level: promiseLevel(written, facts.promises, around, today),
    },
    read.value.items.length > 0 ? [] : written.items.map((item) => newItem(item, written, company)),
  );
}

/** Without items the promise covers the oldest invoices that nobody promised yet. */
function completed(
  written: PromiseToPay,
  facts: Facts,
  company: CompanyPolicy,
  today: IsoDate,
): PromiseToPay {
  if (written.items.length > 0) return written;
  const { agreements, calendar } = company.policy(today);
  const circumstances = {
    rules: agreements.promises,
    calendar,
    payments: facts.payments,
    receivables: facts.receivables,
  };
  const others = facts.promises.filter(({ id }) => id !== written.id);
  const promised = new Set(promisedAmounts(others, circumstances, today).map(({ receivable: id }) => id));
  const free = facts.receivables.filter(({ id }) => !promised.has(id));
  return { ...written, items: oldestItems(promisedTotal(written), free).items };
}

export function checkedDispute(row: DisputeRow, { loaded, company, today }: Question): CheckedAgreement {
  const facts = factsOf(loaded, company);
  const item = facts.receivables.find(({ id }) => id === row._dun_receivableid_value);
  const read = disputeOf(row, item, contextOf(company));
  if (!read.ok) return refused(row, read.problems, dispute);
  // What is settled is looked at for what it changes, and no longer checked.
  if (read.value.state !== 'open' && read.value.state !== 'underReview') return { problems: [], changes: [] };
  const checked = checkDispute(
    read.value,
    {
      receivables: facts.receivables,
      disputes: facts.disputes,
      reasons: Object.keys(dispute.columns.dun_reason.options),
      rules: company.policy(today).agreements.disputes,
    },
    today,
  );
  if (!checked.ok) return refused(row, checked.refusals.map(inWords), dispute);
  return accepted(row, dispute, {
    dun_name: `${item?.document ?? ''} ${loaded.row.dun_name}`.slice(0, 200),
    dun_openedon: read.value.openedOn,
  });
}

/** Only a repayment agreement, a clarification or a decision has to end; insolvency and death have no last day. */
const holdReasons = Object.keys(hold.columns.dun_reason.options).map((code) => ({
  code,
  ...(code !== 'insolvency' && code !== 'deceased' && { longestDays: 365 }),
}));

export function checkedHold(row: HoldRow, { loaded, company }: Omit<Question, 'today'>): CheckedAgreement {
  const facts = factsOf(loaded, company);
  const read = holdOf(row, contextOf(company));
  if (!read.ok) return refused(row, read.problems, hold);
  if (read.value.releasedOn !== undefined) return { problems: [], changes: [] };
  const enteredOn = dateIn(company.company.dun_timezone, instant(row.createdon));
  const checked = checkHold(
    read.value,
    { receivables: facts.receivables, holds: facts.holds, reasons: holdReasons },
    enteredOn,
  );
  if (!checked.ok) return refused(row, checked.refusals.map(inWords), hold);
  return accepted(row, hold, {
    dun_name: `${read.value.reason}, ${loaded.row.dun_name}`.slice(0, 200),
  });
}

/** A row that names no debtor is marked as such. */
export function withoutDebtor(row: AnyRow, table: Agreement): Change {
  const dun_result = 'debtor: choose whom it is about';
  return update(row, table, { statecode: 0, statuscode: table.status.refused.value, dun_result });
}

type Agreement = typeof promise | typeof dispute | typeof hold;
type AnyRow = PromiseRow | DisputeRow | HoldRow;

function refused(row: AnyRow, problems: readonly string[], table: Agreement): CheckedAgreement {
  const text = problems.join('\n').slice(0, 2000);
  return {
    problems,
    changes: [update(row, table, { statecode: 0, statuscode: table.status.refused.value, dun_result: text })],
  };
}

/** A row that stood refused and was mended is open again. */
function accepted(
  row: AnyRow,
  table: Agreement,
  columns: Row,
  beside: readonly Change[] = [],
): CheckedAgreement {
  const wasRefused = row.statuscode === table.status.refused.value;
  const next: Row = { ...columns, ...(wasRefused && { statecode: 0, statuscode: 1, dun_result: null }) };
  const differs = Object.entries(next).some(([name, value]) => (row as unknown as Row)[name] !== value);
  return { problems: [], changes: [...beside, ...(differs ? [update(row, table, next)] : [])] };
}

function update(row: AnyRow, table: Agreement, columns: Row): Change {
  const key = (row as unknown as Record<string, string>)[`${table.name}id`] ?? '';
  return { kind: 'update', collection: table.set, key, ifMatch: row['@odata.etag'], row: columns };
}

function newItem(
  item: PromiseToPay['items'][number],
  { id }: PromiseToPay,
  { currencies }: CompanyPolicy,
): Change {
  return {
    kind: 'create',
    collection: promiseItem.set,
    row: {
      dun_promiseitemid: uuidOf('promise item', id, item.receivable),
      dun_name: item.document,
      'dun_promiseid@odata.bind': bindTo(promise.set, id),
      'dun_receivableid@odata.bind': bindTo(receivable.set, item.receivable),
      dun_amount: toMajor(item.amount),
      ...bindCurrency(currencies, item.amount.currency),
    },
  };
}

function contextOf({ currencies, company }: CompanyPolicy) {
  return { currencies, zone: company.dun_timezone };
}

function inWords({
  field,
  value,
  remedy,
}: {
  readonly field: string;
  readonly value: string;
  readonly remedy: string;
}): string {
  return `${field}${value === '' ? '' : ` (${value})`}: ${remedy}`;
}
