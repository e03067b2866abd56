/** Activities are regarding the customer: an account or a contact. */
import { bindTo } from '@dunlin/shared/tables/wire';
import type { Row } from '../dataverse/client.ts';
import type { LoadedDebtor } from './load-debtors.ts';

export function regardingCustomer({ row }: LoadedDebtor, activity: string): Row {
  const [kind, set] = row.dun_customerid_account ? ['account', 'accounts'] : ['contact', 'contacts'];
  return {
    [`regardingobjectid_${kind}_${activity}@odata.bind`]: bindTo(set ?? '', row._dun_customerid_value),
  };
}
