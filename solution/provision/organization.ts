/** What the environment itself has to have: currencies, languages, auditing. None of it is changed here; who may, is told where. */
import { languages } from '../schema/labels.ts';
import { listAll, type WebApi } from '../load/web-api.ts';
import { missing, note, ready, type Finding } from './finding.ts';

const settings = 'in the Power Platform admin centre, under the environment’s Settings';

/** @param needed currency codes of the ledger; none when nobody said */
export async function checkCurrencies(api: WebApi, needed: readonly string[]): Promise<readonly Finding[]> {
  const [organization] = await listAll(api, 'organizations?$select=_basecurrencyid_value');
  const rows = await listAll(
    api,
    'transactioncurrencies?$select=transactioncurrencyid,isocurrencycode,currencyprecision&$filter=statecode eq 0&$orderby=isocurrencycode',
  );
  const base = rows.find((row) => row['transactioncurrencyid'] === organization?.['_basecurrencyid_value']);
  const present = rows.map(
    (row) => `${String(row['isocurrencycode'])} with ${String(row['currencyprecision'])} decimals`,
  );
  const lacking = needed.filter((code) => !rows.some((row) => row['isocurrencycode'] === code));
  return [
    ready(`the base is ${String(base?.['isocurrencycode'])}, which never changes; ${present.join(', ')}`),
    ...lacking.map((code) =>
      missing(
        `${code} is not there: amounts in it would be set aside`,
        `add it ${settings}, Business, Currencies`,
      ),
    ),
  ];
}

export async function checkLanguages(api: WebApi): Promise<readonly Finding[]> {
  const { body } = await api.send({ method: 'GET', path: 'RetrieveProvisionedLanguages()' });
  const provisioned = new Set((body['RetrieveProvisionedLanguages'] as readonly number[]).map(String));
  const there = languages().filter((code) => provisioned.has(code));
  return [
    ready(`${there.map(nameOf).join(', ')} ${there.length === 1 ? 'is' : 'are'} enabled`),
    ...languages()
      .filter((code) => !provisioned.has(code))
      .map((code) =>
        note(
          `${nameOf(code)} is not enabled: the import has left out its words`,
          `if somebody works in it, enable it ${settings}, Product, Languages, and import the solution again`,
        ),
      ),
  ];
}

const names: Readonly<Record<string, string>> = {
  1031: 'German',
  1033: 'English',
  1038: 'Hungarian',
  1045: 'Polish',
  1048: 'Romanian',
};

function nameOf(code: string): string {
  return names[code] ?? `the language ${code}`;
}

export async function checkAuditing(api: WebApi): Promise<readonly Finding[]> {
  const [organization] = await listAll(api, 'organizations?$select=isauditenabled,auditretentionperiodv2');
  const place = `${settings}, Audit and logs, Audit settings`;
  if (organization?.['isauditenabled'] !== true)
    return [note('is off: why something was changed or cancelled is not kept', `turn it on ${place}`)];
  const days = Number(organization['auditretentionperiodv2'] ?? 30);
  if (days < 0) return [ready('is on, and what it keeps is kept for ever')];
  if (days > aYear) return [ready(`is on, and keeps changes for ${days} days`)];
  return [
    note(
      `is on, but keeps changes for ${days} days only: agreements are disputed later than that`,
      `choose a longer period ${place}`,
    ),
  ];
}

const aYear = 365;
