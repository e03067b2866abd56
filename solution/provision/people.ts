/** The queues the app puts work into, and the user it signs in as. */
import { roles } from '@dunlin/shared/tables/roles';
import { loadApplicationUser, loadQueues } from '../load/people.ts';
import { standardRows } from '../load/starter-data.ts';
import { listAll, type WebApi } from '../load/web-api.ts';
import { starterFolder } from '../paths.ts';
import { missing, note, ready, type Finding } from './finding.ts';

export async function makeQueues(api: WebApi): Promise<readonly Finding[]> {
  const { queues } = standardRows(starterFolder);
  const created = await loadQueues(api, queues);
  return [ready(`${created} created, ${queues.length} in all`)];
}

/** The privilege by which the app's own writes raise no step: without it each would post to the queue the app reads. */
const bypass = 'prvBypassCustomBusinessLogic';
const appRole = 'Dunlin App';

export async function makeApplicationUser(
  api: WebApi,
  applicationId: string | undefined,
): Promise<readonly Finding[]> {
  if (applicationId === undefined)
    return [note('not looked at', 'give --app-id with the client id of the Functions app’s identity')];
  const created = await loadApplicationUser(api, applicationId);
  return [
    ready(`${created} created; ${applicationId} has the roles ${appRole} and Basic User`),
    ...(await mayBypass(api)),
  ];
}

async function mayBypass(api: WebApi): Promise<readonly Finding[]> {
  const role = roles.find(({ name }) => name === appRole);
  if (role === undefined) throw new RangeError(`There is no role "${appRole}" in shared/src/tables/roles.ts`);
  const held = await listAll(
    api,
    `roles(${role.id})/roleprivileges_association?$select=name&$filter=name eq '${bypass}'`,
  );
  return held.length > 0
    ? []
    : [
        missing(
          `the role ${appRole} lacks ${bypass}: what the app writes would come back to it as events`,
          'import this version of the solution again, which brings the role as it should be',
        ),
      ];
}
