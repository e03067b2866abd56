/** The local Dataverse made ready, and the starter policy and the demo people loaded into it, by the solution's own commands. */
import { node } from './build.ts';
import { appId, type Stack } from './stack.ts';
import { adminToken, webApiAs } from './web-api.ts';

export async function loadPolicy(stack: Stack): Promise<void> {
  await turnOnAuditing(stack);
  const url = ['--url', stack.addresses.dataverse];
  const token = { DATAVERSE_TOKEN: await adminToken(stack) };
  const namespace = /Endpoint=([^;]+)/.exec(stack.addresses.serviceBus)?.[1] ?? '';
  const provision = [...url, '--app-id', appId, '--service-bus', namespace];
  await node('solution/provision.ts', provision, { ...token, SERVICE_BUS_KEY: 'local' });
  await node('solution/load.ts', [...url, '--users'], token);
}

/** What the administrators' guide asks of an environment first. */
async function turnOnAuditing(stack: Stack): Promise<void> {
  const admin = await webApiAs(stack, 'admin@local');
  const [organization] = await admin.list<{ organizationid: string }>('organizations?$select=organizationid');
  if (organization === undefined) throw new Error('There is no organization');
  const settings = { isauditenabled: true, auditretentionperiodv2: -1 };
  await admin.update(`organizations(${organization.organizationid})`, settings);
}
