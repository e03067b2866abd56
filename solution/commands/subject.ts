/** With whom something is agreed on a form: the debtor behind a customer or a case, or the debtor itself. */
import type { Form, Reference, Row } from './client-api.ts';
import { CommandRefused } from './refusing.ts';
import { bareId, referenceIn } from './rows.ts';
import { say } from './say.ts';

/** Undefined when the debtor had to be chosen and nobody did. @throws CommandRefused */
export async function debtorOf(form: Form): Promise<Reference | undefined> {
  const { entity } = form.data;
  const id = bareId(entity.getId());
  const name = entity.getPrimaryAttributeValue() ?? '';
  if (id === '') throw new CommandRefused(say('notSaved'));
  switch (entity.getEntityName()) {
    case 'dun_debtor':
      return { entityType: 'dun_debtor', id, name };
    case 'dun_collectioncase':
      return referenceIn(
        await Xrm.WebApi.retrieveRecord('dun_collectioncase', id, '?$select=_dun_debtorid_value'),
        'dun_debtorid',
        'dun_debtor',
      );
    default:
      return debtorOfCustomer(id, name);
  }
}

/** A customer is a debtor of each company it buys from: which of them is meant is asked where there are several. */
async function debtorOfCustomer(customerId: string, customer: string): Promise<Reference | undefined> {
  const { entities } = await Xrm.WebApi.retrieveMultipleRecords(
    'dun_debtor',
    `?$select=dun_debtorid,dun_name&$filter=_dun_customerid_value eq ${customerId} and statecode eq 0`,
  );
  const [first, second] = entities;
  if (first === undefined) throw new CommandRefused(say('noDebtor', { customer }));
  return second === undefined ? referenceTo(first) : chosenDebtor(customerId);
}

async function chosenDebtor(customerId: string): Promise<Reference | undefined> {
  const filterXml =
    `<filter><condition attribute="dun_customerid" operator="eq" value="${customerId}" />` +
    '<condition attribute="statecode" operator="eq" value="0" /></filter>';
  const [chosen] = await Xrm.Utility.lookupObjects({
    entityTypes: ['dun_debtor'],
    allowMultiSelect: false,
    filters: [{ entityLogicalName: 'dun_debtor', filterXml }],
  });
  return chosen && { ...chosen, id: bareId(chosen.id) };
}

function referenceTo(debtor: Row): Reference {
  return { entityType: 'dun_debtor', id: String(debtor['dun_debtorid']), name: String(debtor['dun_name']) };
}
