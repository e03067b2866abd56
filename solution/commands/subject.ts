/** What a form is about: the debtor with whom something is agreed, and the open item where it is one. */
import type { Form, LookupItem, Reference, Row } from './client-api.ts';
import { CommandRefused } from './refusing.ts';
import { say } from './say.ts';

export type Subject = {
  readonly debtor: Reference;
  /** Of the debtor's amounts, where it has one. */
  readonly currency?: Reference;
};

/** Undefined when the debtor had to be chosen and nobody did. @throws CommandRefused */
export async function subjectOf(form: Form): Promise<Subject | undefined> {
  const { entity } = form.data;
  const id = bareId(entity.getId());
  if (id === '') throw new CommandRefused(say('notSaved'));
  switch (entity.getEntityName()) {
    case 'dun_debtor':
      return debtorOf(id);
    case 'dun_collectioncase': {
      const row = await Xrm.WebApi.retrieveRecord('dun_collectioncase', id, '?$select=_dun_debtorid_value');
      const debtor = row['_dun_debtorid_value'];
      if (typeof debtor !== 'string')
        throw new CommandRefused(say('caseWithoutDebtor', { record: nameOf(form) }));
      return debtorOf(debtor);
    }
    default:
      return debtorOfCustomer(id, nameOf(form));
  }
}

/** A customer is a debtor of each company it buys from: which of them is meant is asked where there are several. */
async function debtorOfCustomer(customerId: string, customer: string): Promise<Subject | undefined> {
  const { entities } = await Xrm.WebApi.retrieveMultipleRecords(
    'dun_debtor',
    `?${debtorColumns}&$filter=_dun_customerid_value eq ${customerId} and statecode eq 0`,
  );
  const [first, second] = entities;
  if (first === undefined) throw new CommandRefused(say('noDebtor', { customer }));
  if (second === undefined) return subjectIn(first);
  const [chosen] = await Xrm.Utility.lookupObjects({
    entityTypes: ['dun_debtor'],
    allowMultiSelect: false,
    filters: [
      {
        entityLogicalName: 'dun_debtor',
        filterXml: `<filter><condition attribute="dun_customerid" operator="eq" value="${customerId}" /></filter>`,
      },
    ],
  });
  return chosen === undefined ? undefined : debtorOf(bareId(chosen.id));
}

const debtorColumns = '$select=dun_debtorid,dun_name,_transactioncurrencyid_value';

async function debtorOf(id: string): Promise<Subject> {
  return subjectIn(await Xrm.WebApi.retrieveRecord('dun_debtor', id, `?${debtorColumns}`));
}

function subjectIn(row: Row): Subject {
  const currency = referenceIn(row, 'transactioncurrencyid', 'transactioncurrency');
  return {
    debtor: { entityType: 'dun_debtor', id: String(row['dun_debtorid']), name: String(row['dun_name']) },
    ...(currency !== undefined && { currency }),
  };
}

/** What a row's lookup points at. */
export function referenceIn(row: Row, column: string, entityType: string): Reference | undefined {
  const id = row[`_${column}_value`];
  const name = row[`_${column}_value@${formatted}`];
  if (typeof id !== 'string') return undefined;
  return { entityType, id, name: typeof name === 'string' ? name : '' };
}

const formatted = 'OData.Community.Display.V1.FormattedValue';

/** The customer a lookup field of the form points at; undefined when it is empty or not there. */
export function customerIn(form: Form, column: string): LookupItem | undefined {
  const value = form.getAttribute(column)?.getValue();
  return Array.isArray(value) ? (value[0] as LookupItem | undefined) : undefined;
}

export function nameOf(form: Form): string {
  return form.data.entity.getPrimaryAttributeValue() ?? '';
}

/** The client API writes ids in braces, the Web API without. */
export function bareId(id: string): string {
  return id.replace(/[{}]/g, '').toLowerCase();
}
