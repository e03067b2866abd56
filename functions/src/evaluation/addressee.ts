/** Whom a command to the ERP is about. */
import type { Addressee } from '@dunlin/shared/records/command-rows';
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
