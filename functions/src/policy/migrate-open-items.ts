/** Every open item is decided upon by the policy before and the one after, some debtors at a time. */
import type { IsoDate } from '@dunlin/shared/dates/iso-date';
import { migrationOf } from '@dunlin/shared/publishing/migration';
import type { DebtorMigration } from '@dunlin/shared/publishing/migration-report';
import { policyOfVersion, type CompanyWithCodes } from '@dunlin/shared/publishing/policy-of-version';
import { PolicyError } from '@dunlin/shared/records/policy-rows';
import type { Policy } from '@dunlin/shared/strategy/policy';
import { debtor } from '@dunlin/shared/tables/ledger';
import type { Row } from '../dataverse/client.ts';
import { debtorQueries, factsOf, loadedDebtors, withAgreements } from '../evaluation/load-debtors.ts';
import { withHistory } from '../evaluation/load-history.ts';
import type { Services } from '../services.ts';
import type { Drafts } from './load-drafts.ts';
import type { Version, VersionContent } from './version-rows.ts';

const debtorsAtATime = 200;

export async function migrateOpenItems(
  services: Services,
  change: {
    readonly drafts: Drafts;
    readonly old: Version & VersionContent;
    readonly policies: ReadonlyMap<CompanyWithCodes, Policy>;
    readonly on: IsoDate;
  },
): Promise<readonly DebtorMigration[]> {
  const { drafts, old, policies, on } = change;
  const migrated: DebtorMigration[] = [];
  for (const [company, after] of policies) {
    const before = usable(company, old, on);
    // What decided nothing has no item standing anywhere.
    if (!before) continue;
    for await (const ids of debtorsWithOpenItems(services, company)) {
      const queries = debtorQueries(ids);
      const answers = await services.dataverse.readTogether<readonly Row[]>(queries);
      const promised = await withAgreements(services.dataverse, loadedDebtors(answers));
      const whole = await withHistory(services.dataverse, promised, { policies: [before, after], asOf: on });
      for (const loaded of whole) {
        const debtor = `${loaded.row.dun_name} (${loaded.row.dun_number})`;
        const facts = readable(() => factsOf(loaded, { company, ...drafts }));
        if (typeof facts === 'string') migrated.push({ debtor, items: [], unreadable: facts });
        else migrated.push({ debtor, items: migrationOf({ before, after, on }, facts) });
      }
    }
  }
  return migrated;
}

function usable(
  company: CompanyWithCodes,
  { number, mapping, rows }: Version & VersionContent,
  on: IsoDate,
): Policy | undefined {
  try {
    return policyOfVersion(company, { number, mapping, rows }, { on });
  } catch (error) {
    if (error instanceof PolicyError) return undefined;
    throw error;
  }
}

/** What a row says that cannot be reckoned with: nothing is decided for such a debtor, before or after. */
function readable<T>(read: () => T): T | string {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError) return error.message;
    throw error;
  }
}

/** Those with open invoices when they were decided upon last, and those that wait for a decision. */
async function* debtorsWithOpenItems(
  { dataverse }: Services,
  { dun_companyid }: CompanyWithCodes,
): AsyncGenerator<readonly string[]> {
  const pages = dataverse.pages<{ readonly dun_debtorid: string }>({
    collection: debtor.set,
    select: ['dun_debtorid'],
    filter: `(dun_oldestdueon ne null or dun_nextevaluationon ne null) and _dun_companyid_value eq ${dun_companyid}`,
    orderBy: ['dun_key'],
  });
  for await (const page of pages) {
    for (let at = 0; at < page.length; at += debtorsAtATime)
      yield page.slice(at, at + debtorsAtATime).map(({ dun_debtorid }) => dun_debtorid);
  }
}
