/** A promise that people wrote: checked, and completed with the items it covers when it names none. */
import { uuidOf } from '@dunlin/shared/actions/keys';
import { dateIn, instant } from '@dunlin/shared/dates/instant';
import type { IsoDate } from '@dunlin/shared/dates/iso-date';
import { toDecimalText, toMajor } from '@dunlin/shared/money/money';
import { checkPromise } from '@dunlin/shared/promises/check';
import { chosenInvoices } from '@dunlin/shared/promises/chosen-invoices';
import { promiseLevel } from '@dunlin/shared/promises/level';
import { oldestItems } from '@dunlin/shared/promises/oldest-items';
import { promisedTotal, type PromiseToPay } from '@dunlin/shared/promises/promise';
import { promisedAmounts } from '@dunlin/shared/promises/suppression';
import type { Receivable } from '@dunlin/shared/receivables/receivable';
import { promiseOf, type PromiseRow, type Read } from '@dunlin/shared/records/agreement-rows';
import { bindCurrency } from '@dunlin/shared/records/currencies';
import type { Facts } from '@dunlin/shared/strategy/facts';
import { promise, promiseItem } from '@dunlin/shared/tables/agreements';
import { receivable } from '@dunlin/shared/tables/ledger';
import { bindTo } from '@dunlin/shared/tables/wire';
import type { Change } from '../dataverse/client.ts';
import type { CompanyPolicy } from '../policy/policy-store.ts';
import {
  accepted,
  contextOf,
  inWords,
  refused,
  type CheckedAgreement,
  type Question,
} from './agreement-marks.ts';
import { approvedByColumn, secondLook, type SecondLook } from './approvals.ts';
import { factsOf } from './load-debtors.ts';

export function checkedPromise(row: PromiseRow, question: Question): CheckedAgreement {
  const { loaded, company, today, approvals } = question;
  const facts = factsOf(loaded, company);
  const documents = new Map(facts.receivables.map((one) => [one.id, one]));
  // Who approved is read from the approvals: the column is a copy that anybody could write.
  const read = promiseOf(
    { ...row, _dun_approvedbyid_value: null },
    loaded.promiseItems,
    documents,
    contextOf(company),
  );
  if (!read.ok) return refused(row, read.problems, promise);
  const whole = completed(read.value, row.dun_documents ?? '', { facts, company, today });
  if (!whole.ok) return refused(row, whole.problems, promise);
  const complete = whole.value;
  const look = secondLook(approvals, { writtenBy: complete.recordedBy, text: textOf(complete) });
  const checked = checkedAs(row, complete, { look, facts, question });
  return { ...checked, changes: [...look.marks, ...checked.changes] };
}

function checkedAs(
  row: PromiseRow,
  complete: PromiseToPay,
  by: { readonly look: SecondLook; readonly facts: Facts; readonly question: Question },
): CheckedAgreement {
  const { look, facts, question } = by;
  const { loaded, company, today } = question;
  if (look.declined) return refused(row, [`approvedBy: it was declined. ${look.declined.comment}`], promise);
  const asked: PromiseToPay = {
    ...complete,
    ...(look.approvedBy !== undefined && { approvedBy: look.approvedBy }),
  };
  const around = { ...circumstancesOf(company, facts, today), promises: facts.promises };
  // As on the day it was entered: a change made later does not make its days the past.
  const enteredOn = dateIn(company.company.dun_timezone, instant(row.createdon));
  const checked = checkPromise(asked, around, enteredOn);
  if (!checked.ok) return refused(row, checked.refusals.map(inWords), promise);
  const hadItems = loaded.promiseItems.some(({ _dun_promiseid_value: id }) => id === row.dun_promiseid);
  return accepted(
    row,
    promise,
    {
      dun_name: `${textOf(asked)}, ${loaded.row.dun_name}`.slice(0, 200),
      dun_level: promiseLevel(asked, facts.promises, around, today),
      ...approvedByColumn(look.approvedBy),
      ...((row.dun_documents ?? '') !== '' && { dun_documents: null }),
    },
    hadItems ? [] : asked.items.map((item) => newItem(item, asked, company)),
  );
}

/** `100.00 EUR by 2026-03-10` */
function textOf(promised: PromiseToPay): string {
  const total = promisedTotal(promised);
  return `${toDecimalText(total)} ${total.currency} by ${promised.instalments.at(-1)?.dueOn ?? ''}`;
}

function circumstancesOf(company: CompanyPolicy, { payments, receivables }: Facts, today: IsoDate) {
  const { agreements, calendar } = company.policy(today);
  return { rules: agreements.promises, calendar, payments, receivables };
}

type Circumstances = { readonly facts: Facts; readonly company: CompanyPolicy; readonly today: IsoDate };

/** Without items the promise covers the invoices whose documents it names, or the oldest that nobody promised yet. It names either. */
function completed(
  written: PromiseToPay,
  documents: string,
  { facts, company, today }: Circumstances,
): Read<PromiseToPay> {
  if (written.items.length > 0) {
    return documents.trim() === ''
      ? { ok: true, value: written }
      : { ok: false, problems: [hasItemsAlready] };
  }
  const chosen = chosenInvoices(documents, facts.receivables);
  if (!chosen.ok) return { ok: false, problems: chosen.refusals.map(inWords) };
  const covered =
    chosen.invoices.length > 0 ? chosen.invoices : unpromised(written, { facts, company, today });
  return { ok: true, value: { ...written, items: oldestItems(promisedTotal(written), covered).items } };
}

const hasItemsAlready =
  'documents: The promise has its items already. Change them in the list below, and leave this empty';

function unpromised(written: PromiseToPay, { facts, company, today }: Circumstances): readonly Receivable[] {
  const others = facts.promises.filter(({ id }) => id !== written.id);
  const promised = new Set(
    promisedAmounts(others, circumstancesOf(company, facts, today), today).map(({ receivable: id }) => id),
  );
  return facts.receivables.filter(({ id }) => !promised.has(id));
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
