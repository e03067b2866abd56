/** The service endpoint that the steps post to. Its key is no part of a solution and cannot be read back: whether there is one can. */
import { eventEndpoint } from '@dunlin/shared/tables/steps';
import { endpointSettings, placeholderNamespace, sendRule } from '../schema/steps.ts';
import type { WebApi } from '../load/web-api.ts';
import { find, missing, note, ready, type Finding } from './finding.ts';

export type ServiceBus = {
  /** As `sb://contoso.servicebus.windows.net/`. */
  readonly namespace: string;
  /** Of its rule that may send. */
  readonly key?: string;
  /** Whether the key is set although there is one: it was changed at the bus. */
  readonly replaceKey: boolean;
};

type Row = Readonly<Record<string, unknown>>;

const path = `serviceendpoints(${eventEndpoint.id})`;
const columns = [...Object.keys(endpointSettings), 'name', 'namespaceaddress', 'saskeyname', 'issaskeyset'];
const howToGive = `give --service-bus with the namespace, and the key of its rule ${sendRule}`;

export async function registerEndpoint(
  api: WebApi,
  bus: ServiceBus | undefined,
): Promise<readonly Finding[]> {
  const found = await find(api, `${path}?$select=${columns.join(',')}`);
  if (bus === undefined) return [asFound(found)];
  const wanted: Row = {
    ...endpointSettings,
    name: eventEndpoint.name,
    namespaceaddress: bus.namespace,
    saskeyname: sendRule,
  };
  const changes = Object.entries(wanted).filter(([name, value]) => found?.[name] !== value);
  const goesTo = `${eventEndpoint.queue} of ${bus.namespace}`;
  if (found?.['issaskeyset'] === true && changes.length === 0 && !bus.replaceKey)
    return [ready(`posts to ${goesTo}, with a key`)];
  if (bus.key === undefined) {
    return [
      missing(
        `has no key for ${goesTo}`,
        'give --service-bus-key-command, or set SERVICE_BUS_KEY to the key of that rule',
      ),
    ];
  }
  if (found === undefined) {
    const body = { serviceendpointid: eventEndpoint.id, ...wanted, saskey: bus.key };
    await api.send({ method: 'POST', path: 'serviceendpoints', body });
    return [ready(`registered; posts to ${goesTo}, with a key`)];
  }
  await api.send({
    method: 'PATCH',
    path,
    body: { ...Object.fromEntries(changes), saskey: bus.key },
    headers: { 'If-Match': '*' },
  });
  const changed = [...changes.map(([name]) => name), 'key'].join(', ');
  return [ready(`posts to ${goesTo}, with a key; set: ${changed}`)];
}

/** Where nobody says which bus it is, as in an environment that only builds. */
function asFound(found: Row | undefined): Finding {
  if (found === undefined) return note('is not registered', howToGive);
  if (found['issaskeyset'] === true && found['namespaceaddress'] !== placeholderNamespace)
    return ready(`posts to ${eventEndpoint.queue} of ${String(found['namespaceaddress'])}, with a key`);
  return note('has no key yet: nothing people write reaches the app before the next day', howToGive);
}
