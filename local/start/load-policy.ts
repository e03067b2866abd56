/** The starter policy, the app's user and the demo people, loaded into the local Dataverse by the solution's own command. */
import { node } from './build.ts';
import { appId, type Stack } from './stack.ts';
import { adminToken } from './web-api.ts';

export async function loadPolicy(stack: Stack): Promise<void> {
  const args = ['--url', stack.addresses.dataverse, '--app-id', appId, '--users'];
  await node('solution/load.ts', args, { DATAVERSE_TOKEN: await adminToken(stack) });
}
