/** A second company beside the starter policy's own. */
import type { Fields } from '../../local/dataverse/fixtures/server.ts';
import type { LocalApp } from './local-app.ts';

/** Lookups of a company, with the set they lead to. */
const lookups = {
  dun_calendarid: 'dun_calendars',
  dun_contactpolicyid: 'dun_contactpolicies',
  dun_teamid: 'teams',
  dun_callqueueid: 'queues',
  dun_reviewqueueid: 'queues',
} as const;

/** Like the starter policy's company in everything but code and name. @returns its id */
export async function addCompany({ admin }: LocalApp, code: string): Promise<string> {
  const { first: like } = await admin.get("dun_companies?$filter=dun_code eq 'DEMO'");
  return admin.create('dun_companies', {
    ...ownColumns(like),
    ...binds(like),
    dun_code: code,
    dun_name: code,
  });
}

function ownColumns(row: Fields): Fields {
  return Object.fromEntries(
    Object.entries(row).filter(([name]) => name.startsWith('dun_') && name !== 'dun_companyid'),
  );
}

function binds(row: Fields): Fields {
  return Object.fromEntries(
    Object.entries(lookups).map(([lookup, set]) => [
      `${lookup}@odata.bind`,
      `/${set}(${String(row[`_${lookup}_value`])})`,
    ]),
  );
}
