/** A banner on a form whose customer is not sold to freely: on the customer itself, and on whatever form is about one. */
import { tradingStatus } from '@dunlin/shared/tables/trading';
import type { EventContext, Form, Reference, Refusal, Row } from './client-api.ts';
import { say } from './say.ts';
import { bareId } from './rows.ts';

/**
 * A handler of OnLoad, and of OnChange where the form's customer can change.
 * @param customerColumn the lookup of the customer; left out, the record is one itself
 */
export async function showTradingBlock(event: EventContext, customerColumn?: string): Promise<void> {
  const form = event.getFormContext();
  form.ui.clearFormNotification(notification);
  const customerId = customerOf(form, customerColumn);
  if (customerId === '') return;
  const restricted = await restrictedDebtors(customerId);
  if (restricted.length === 0) return;
  const reasons = await reasonsFor(customerId);
  const isBlocked = restricted.some((row) => row['dun_tradingstatus'] === tradingStatus.blocked.value);
  form.ui.setFormNotification(
    restricted.map((row) => sentenceOf(row, reasons.get(String(row['dun_debtorid'])))).join(' '),
    isBlocked ? 'ERROR' : 'WARNING',
    notification,
  );
}

const notification = 'dun.tradingblock';

/** '' on a new record, and where the lookup is empty or not on the form. */
function customerOf(form: Form, column: string | undefined): string {
  if (column === undefined) return bareId(form.data.entity.getId());
  const value = form.getAttribute(column)?.getValue();
  const [customer] = Array.isArray(value) ? (value as readonly Reference[]) : [];
  return bareId(customer?.id ?? '');
}

/** None for whoever may not read debtors: the form is theirs all the same. */
function restrictedDebtors(customerId: string): Promise<readonly Row[]> {
  return readable(
    'dun_debtor',
    '?$select=dun_debtorid,dun_tradingstatus,_dun_companyid_value' +
      `&$filter=_dun_customerid_value eq ${customerId} and dun_tradingstatus ne null` +
      ` and dun_tradingstatus ne ${tradingStatus.free.value}`,
  );
}

/** By debtor, the credit hold in force. Whoever may not read credit holds is told that there is a block, and not why. */
async function reasonsFor(customerId: string): Promise<ReadonlyMap<string, Row>> {
  const rows = await readable(
    'dun_credithold',
    '?$select=dun_reason,dun_rule,dun_amounts,_dun_debtorid_value' +
      `&$filter=statecode eq 0 and dun_debtorid/_dun_customerid_value eq ${customerId}`,
  );
  return new Map(rows.map((row) => [String(row['_dun_debtorid_value']), row]));
}

async function readable(table: string, options: string): Promise<readonly Row[]> {
  try {
    return (await Xrm.WebApi.retrieveMultipleRecords(table, options)).entities;
  } catch (error) {
    if (!isWithoutPrivilege(error)) throw error;
    return [];
  }
}

/** 0x80040220; clients give it with or without a sign. */
function isWithoutPrivilege(error: unknown): boolean {
  return ((error as Partial<Refusal>).errorCode ?? 0) >>> 0 === 0x8004_0220;
}

function sentenceOf(debtor: Row, hold: Row | undefined): string {
  const company = String(debtor['_dun_companyid_value@OData.Community.Display.V1.FormattedValue']);
  const isBlocked = debtor['dun_tradingstatus'] === tradingStatus.blocked.value;
  const reason = textIn(hold, 'dun_reason') ?? textIn(hold, 'dun_rule');
  const amounts = textIn(hold, 'dun_amounts');
  return [
    say(isBlocked ? 'blocked' : 'conditional', { company }),
    ...(reason === undefined ? [] : [say('why', { reason })]),
    ...(amounts === undefined ? [] : [say('amounts', { amounts })]),
  ].join(' ');
}

/** What stands in the column, without a full stop of its own. */
function textIn(row: Row | undefined, column: string): string | undefined {
  const value = row?.[column];
  return typeof value === 'string' && value !== '' ? value.replace(/\.$/, '') : undefined;
}
