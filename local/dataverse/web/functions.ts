/** Functions that belong to no table. Parameters come as `Name(P=@p)?@p=…` or inside the parentheses. */
import { badRequest, notSupported } from '../errors.ts';
import type { Exchange } from './exchange.ts';
import { jsonResponse, type WebResponse } from './http.ts';
import { initializeFrom } from './initialize-from.ts';
import type { Segment } from './path.ts';
import { requiredParameter } from './parameters.ts';
import { retrieveAttributeChangeHistory, retrieveRecordChangeHistory } from './audit-functions.ts';
import { retrieveEntityRibbon } from './ribbon.ts';
import { retrieveSharedPrincipals } from './sharing-actions.ts';

const functions = {
  WhoAmI: whoAmI,
  InitializeFrom: initializeFrom,
  RetrieveTotalRecordCount: retrieveTotalRecordCount,
  RetrieveVersion: retrieveVersion,
  RetrieveProvisionedLanguages: retrieveProvisionedLanguages,
  RetrieveEntityRibbon: retrieveEntityRibbon,
  RetrieveSharedPrincipalsAndAccess: retrieveSharedPrincipals,
  RetrieveRecordChangeHistory: retrieveRecordChangeHistory,
  RetrieveAttributeChangeHistory: retrieveAttributeChangeHistory,
} as const satisfies Readonly<Record<string, (exchange: Exchange, segment: Segment) => WebResponse>>;

export function isFunction(name: string): name is keyof typeof functions {
  return Object.hasOwn(functions, name);
}

export function callFunction(exchange: Exchange, segment: Segment): WebResponse {
  if (exchange.request.method !== 'GET')
    throw badRequest(`'${segment.name}' is a function, called with GET.`);
  if (!isFunction(segment.name)) throw notSupported(`The function '${segment.name}'`);
  exchange.session.meter.add('other');
  return functions[segment.name](exchange, segment);
}

function whoAmI({ session, request }: Exchange): WebResponse {
  const { caller, engine } = session;
  return jsonResponse(200, {
    '@odata.context': `${request.base}$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse`,
    BusinessUnitId: caller.businessUnitId,
    UserId: caller.userId,
    OrganizationId: engine.organization.id,
  });
}

function retrieveVersion({ request }: Exchange): WebResponse {
  const context = `${request.base}$metadata#Microsoft.Dynamics.CRM.RetrieveVersionResponse`;
  return jsonResponse(200, { '@odata.context': context, Version: '9.2.0.0' });
}

function retrieveProvisionedLanguages({ session, request }: Exchange): WebResponse {
  const context = `${request.base}$metadata#Microsoft.Dynamics.CRM.RetrieveProvisionedLanguagesResponse`;
  return jsonResponse(200, {
    '@odata.context': context,
    RetrieveProvisionedLanguages: session.engine.languages,
  });
}

/** The real function answers from a snapshot up to a day old; here the count is always the present one. */
function retrieveTotalRecordCount(exchange: Exchange, segment: Segment): WebResponse {
  const { session, request } = exchange;
  const names = namesIn(requiredParameter(exchange, segment, 'EntityNames'));
  const { catalog, store } = session.engine;
  const values = names.map((name) => {
    if (!catalog.tables.has(name)) throw badRequest(`The entity with a name = '${name}' was not found.`);
    return Number(store.database.get(`SELECT count(*) AS n FROM "${name}"`)?.['n'] ?? 0);
  });
  return jsonResponse(200, {
    '@odata.context': `${request.base}$metadata#Microsoft.Dynamics.CRM.RetrieveTotalRecordCountResponse`,
    EntityRecordCountCollection: { Count: names.length, IsReadOnly: false, Keys: names, Values: values },
  });
}

function namesIn(list: string): readonly string[] {
  const names = [...list.matchAll(/['"]([^'"]*)['"]/g)].map((match) => match[1] ?? '');
  if (names.length === 0) throw badRequest(`'${list}' is not a list of table names.`);
  return names;
}
