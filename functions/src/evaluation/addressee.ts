/** Who a command of the ERP is about, and who owns the rows of a company. */
import type { Addressee } from '@dunlin/shared/records/command-rows';
import { bindTo } from '@dunlin/shared/tables/wire';
import type { Row } from '../dataverse/client.ts';
import type { CompanyPolicy } from '../policy/policy-store.ts';
import type { LoadedDebtor } from './load-debtors.ts';

export function addresseeOf({
  loaded,
  company,
}: {
  readonly loaded: LoadedDebtor;
  readonly company: CompanyPolicy;
}): Addressee {
  const { dun_debtorid, dun_number, dun_name } = loaded.row;
  return {
    company: company.company.dun_code,
    debtorId: dun_debtorid,
    customer: dun_number,
    name: dun_name,
  };
}

/** The company's team, where it has one. */
export function ownedBy({ company }: CompanyPolicy): Row {
  return company._dun_teamid_value === null
    ? {}
    : { 'ownerid@odata.bind': bindTo('teams', company._dun_teamid_value) };
}
