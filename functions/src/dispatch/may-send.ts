/** The brakes: the stop switch, the release of a first run, and the age of the ledger. */
import { daysBetween, isoDate, type IsoDate } from '@dunlin/shared/dates/iso-date';
import type { CompanyRow } from '@dunlin/shared/records/policy-rows';

export type Brake = { readonly reason: string; readonly alarm?: true };

/** Why nothing may be sent for the company today; undefined when it may. */
export function brakeOf(company: CompanyRow, stopped: string | undefined, today: IsoDate): Brake | undefined {
  if (stopped !== undefined) return { reason: `all sending is stopped: ${stopped}` };
  if (!company.dun_released) return { reason: 'sending is not released for this company yet' };
  if (company.dun_ledgerason === null) return { reason: 'no import was ever completed', alarm: true };
  const age = daysBetween(isoDate(company.dun_ledgerason), today);
  if (age <= company.dun_maxledgeragedays) return undefined;
  return {
    reason: `the ledger is of ${company.dun_ledgerason}, ${age} days old; at most ${company.dun_maxledgeragedays} are allowed`,
    alarm: true,
  };
}
