/** Companies that nothing holds back today: not the stop switch, not a missing release, not an old ledger. */
import { dateIn } from '@dunlin/shared/dates/instant';
import type { CompanyRow } from '@dunlin/shared/records/policy-rows';
import { sendControl } from '@dunlin/shared/tables/company';
import { brakeOf } from '../dispatch/may-send.ts';
import type { Services } from '../services.ts';

export async function companiesThatMaySend(services: Services): Promise<readonly CompanyRow[]> {
  const stops = await services.dataverse.list({
    collection: sendControl.set,
    select: ['dun_sendcontrolid'],
    filter: 'dun_stopped eq true',
    limit: 1,
  });
  if (stops.length > 0) return [];
  const companies = (await services.policies.all()).map(({ company }) => company);
  return companies.filter(
    (company) => brakeOf(company, undefined, dateIn(company.dun_timezone, services.now())) === undefined,
  );
}
