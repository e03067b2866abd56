/** Who owns the rows of a company's debtors: its team. */
import { bindTo } from '@dunlin/shared/tables/wire';
import type { Row } from '../dataverse/client.ts';
import type { CompanyPolicy } from '../policy/policy-store.ts';

export function ownerOf({ company }: Pick<CompanyPolicy, 'company'>): Row {
  return company._dun_teamid_value === null
    ? {}
    : { 'ownerid@odata.bind': bindTo('teams', company._dun_teamid_value) };
}
