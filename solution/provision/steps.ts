/** The steps: asynchronous, only for the columns that count. Their ids are fixed, because the app names them when its own writes shall raise none. */
import { eventEndpoint, steps, type Step } from '@dunlin/shared/tables/steps';
import { messages, stepSettings } from '../schema/steps.ts';
import { find, missing, ready, type Finding } from './finding.ts';
import { listAll, type WebApi } from '../load/web-api.ts';

type Row = Readonly<Record<string, unknown>>;

const columns = [
  ...['sdkmessageprocessingstepid', 'name', 'filteringattributes', 'statecode', '_eventhandler_value'],
  ...Object.keys(stepSettings),
];

export async function registerSteps(api: WebApi): Promise<readonly Finding[]> {
  if ((await find(api, `serviceendpoints(${eventEndpoint.id})?$select=name`)) === undefined)
    return [missing('have no service endpoint to post to', 'register it first, with --service-bus')];
  const declared: readonly Step[] = Object.values(steps);
  const counts = { kept: 0, registered: 0, set: [] as string[] };
  for (const step of declared) {
    const path = `sdkmessageprocessingsteps(${step.id})`;
    const found = await find(api, `${path}?$select=${columns.join(',')}`);
    if (found === undefined) {
      await register(api, step);
      counts.registered += 1;
      continue;
    }
    const changes = changesOf(step, found);
    if (Object.keys(changes).length === 0) counts.kept += 1;
    else {
      await api.send({ method: 'PATCH', path, body: changes, headers: { 'If-Match': '*' } });
      counts.set.push(`${step.name} (${Object.keys(changes).join(', ')})`);
    }
  }
  const did = [
    ...(counts.registered > 0 ? [`${counts.registered} registered`] : []),
    ...counts.set.map((name) => `set back: ${name}`),
  ];
  return [ready([`${declared.length} are registered and enabled`, ...did].join('; '))];
}

function changesOf(step: Step, found: Row): Row {
  const wanted = { ...stepSettings, name: step.name };
  const changed = Object.entries(wanted).filter(([name, value]) => found[name] !== value);
  return {
    ...Object.fromEntries(changed),
    ...(sameColumns(filterOf(step), found['filteringattributes'])
      ? {}
      : { filteringattributes: filterOf(step) }),
    ...(found['statecode'] === 0 ? {} : { statecode: 0, statuscode: 1 }),
    ...(found['_eventhandler_value'] === eventEndpoint.id ? {} : handler),
  };
}

const handler = { 'eventhandler_serviceendpoint@odata.bind': `/serviceendpoints(${eventEndpoint.id})` };

async function register(api: WebApi, step: Step): Promise<void> {
  const message = messages[step.message];
  const [filter] = await listAll(
    api,
    `sdkmessagefilters?$select=sdkmessagefilterid&$filter=primaryobjecttypecode eq '${step.table}' and _sdkmessageid_value eq ${message}`,
  );
  if (filter === undefined) throw new RangeError(`${step.table} has no message ${step.message}`);
  await api.send({
    method: 'POST',
    path: 'sdkmessageprocessingsteps',
    body: {
      sdkmessageprocessingstepid: step.id,
      name: step.name,
      ...stepSettings,
      filteringattributes: filterOf(step),
      ...handler,
      'sdkmessageid@odata.bind': `/sdkmessages(${message})`,
      'sdkmessagefilterid@odata.bind': `/sdkmessagefilters(${String(filter['sdkmessagefilterid'])})`,
    },
    headers: { 'MSCRM.SolutionUniqueName': 'Dunlin' },
  });
}

function filterOf(step: Step): string | null {
  return step.message === 'Update' ? step.columns.join(',') : null;
}

/** In whatever order, and whether or not nothing is an empty text. */
function sameColumns(wanted: string | null, found: unknown): boolean {
  const sorted = (list: unknown): string =>
    (typeof list === 'string' ? list : '').split(',').filter(Boolean).toSorted().join(',');
  return sorted(wanted) === sorted(found);
}
