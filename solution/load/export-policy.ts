/** The rows of the policy as an environment holds them, and what they are checked against. */
import {
  documentOf,
  parts,
  policyTables,
  type Part,
  type PolicyDocument,
} from '@dunlin/shared/publishing/document';
import { companyCodes, type CompanyWithCodes } from '@dunlin/shared/publishing/policy-of-version';
import type { Problem } from '@dunlin/shared/publishing/problem';
import type { StoredRow } from '@dunlin/shared/publishing/readable-row';
import { company } from '@dunlin/shared/tables/company';
import { selectOf } from '@dunlin/shared/tables/wire';
import { listAll, type WebApi } from './web-api.ts';

export async function exportPolicy(
  api: WebApi,
): Promise<{ readonly document: PolicyDocument; readonly problems: readonly Problem[] }> {
  const rows = {} as Record<Part, readonly StoredRow[]>;
  for (const part of parts) rows[part] = await activeRows(api, part);
  return documentOf(rows);
}

export async function activeRows(api: WebApi, part: Part): Promise<readonly StoredRow[]> {
  const table = policyTables[part];
  return listAll(api, `${table.set}?$select=${selectOf(table).join(',')}&$filter=statecode eq 0`);
}

export type EnvironmentSurroundings = {
  readonly companies: readonly CompanyWithCodes[];
  readonly currencies: ReadonlySet<string>;
};

export async function readSurroundings(api: WebApi): Promise<EnvironmentSurroundings> {
  const companies = await listAll(
    api,
    `${company.set}?$select=${selectOf(company).join(',')}&$expand=${companyCodes}&$filter=statecode eq 0`,
  );
  const currencies = await listAll(api, 'transactioncurrencies?$select=isocurrencycode');
  return {
    companies: companies as unknown as readonly CompanyWithCodes[],
    currencies: new Set(currencies.map((row) => String(row['isocurrencycode']))),
  };
}
