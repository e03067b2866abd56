/** The local Dataverse made ready, and the starter policy and the demo people loaded into it, by the solution's own commands. */
import { node } from './build.ts';
import { appId, type Stack } from './stack.ts';
import { adminToken } from './web-api.ts';

export async function loadPolicy(stack: Stack): Promise<void> {
  const url = ['--url', stack.addresses.dataverse];
  const token = { DATAVERSE_TOKEN: await adminToken(stack) };
  const namespace = /Endpoint=([^;]+)/.exec(stack.addresses.serviceBus)?.[1] ?? '';
  const provision = [...url, '--app-id', appId, '--service-bus', namespace];
  await node('solution/provision.ts', provision, { ...token, SERVICE_BUS_KEY: 'local' });
  await node('solution/load.ts', [...url, '--users'], token);
}
