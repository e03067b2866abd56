/** Queues, teams, users and the roles they have, found by their names and made when missing. */
import { profilesOf, roles } from '@dunlin/shared/tables/roles';
import type { DemoUser, StandardRows } from './starter-data.ts';
import { listAll, quoted, WebApiError, type WebApi } from './web-api.ts';

export async function loadQueues(api: WebApi, queues: StandardRows['queues']): Promise<number> {
  let created = 0;
  for (const queue of queues) {
    if (await findByName(api, 'queue', 'name', queue.name)) continue;
    // Public: everybody who may read queues sees what is in it.
    await api.send({ method: 'POST', path: 'queues', body: { ...queue, queueviewtype: 0 } });
    created += 1;
  }
  return created;
}

export async function loadTeams(api: WebApi, teams: StandardRows['teams']): Promise<number> {
  const { BusinessUnitId, UserId } = await whoAmI(api);
  let created = 0;
  for (const { name, description, roles: roleNames } of teams) {
    let id = await findByName(api, 'team', 'name', name);
    if (id === undefined) {
      const { id: newId } = await api.send({
        method: 'POST',
        path: 'teams',
        body: {
          name,
          description,
          teamtype: 0,
          'businessunitid@odata.bind': `/businessunits(${BusinessUnitId})`,
          'administratorid@odata.bind': `/systemusers(${UserId})`,
        },
      });
      id = written(newId, `team ${name}`);
      created += 1;
    }
    for (const role of roleNames)
      await associate(api, `teams(${id})/teamroles_association`, roleReference(role));
    await giveProfiles(api, `teams(${id})/teamprofiles_association`, roleNames);
  }
  return created;
}

const appRole = 'Dunlin App';

/** People for trying things out. In a real environment they come from the directory. */
export async function loadUsers(api: WebApi, users: readonly DemoUser[]): Promise<number> {
  const { BusinessUnitId } = await whoAmI(api);
  const everybody = await basicUser(api, BusinessUnitId);
  let created = 0;
  for (const user of users) {
    let id = await findByName(api, 'systemuser', 'domainname', user.domainname);
    if (id === undefined) {
      const { id: newId } = await api.send({
        method: 'POST',
        path: 'systemusers',
        body: {
          domainname: user.domainname,
          firstname: user.firstname,
          lastname: user.lastname,
          internalemailaddress: user.domainname,
          azureactivedirectoryobjectid: user.directoryId,
          'businessunitid@odata.bind': `/businessunits(${BusinessUnitId})`,
        },
      });
      id = written(newId, `user ${user.domainname}`);
      created += 1;
    }
    for (const role of user.roles) {
      await associate(api, `systemusers(${id})/systemuserroles_association`, roleReference(role));
    }
    await associate(api, `systemusers(${id})/systemuserroles_association`, everybody);
    await giveProfiles(api, `systemusers(${id})/systemuserprofiles_association`, user.roles);
    for (const team of user.teams) {
      const teamId = await findByName(api, 'team', 'name', team);
      if (teamId === undefined) throw new RangeError(`There is no team "${team}"`);
      await associate(api, `teams(${teamId})/teammembership_association`, `systemusers(${id})`);
    }
  }
  return created;
}

/**
 * The application user the Functions app signs in as, with its role beside Basic User. Where the caller may not make one, the admin centre
 * does, and this gives it its roles afterwards.
 */
export async function loadApplicationUser(api: WebApi, applicationId: string): Promise<number> {
  const { BusinessUnitId } = await whoAmI(api);
  const { body } = await api.send({
    method: 'GET',
    path: `systemusers?$select=systemuserid&$filter=applicationid eq ${applicationId}`,
  });
  const [found] = body.value as readonly { readonly systemuserid: string }[];
  let id = found?.systemuserid;
  if (id === undefined) {
    const { id: newId } = await api.send({
      method: 'POST',
      path: 'systemusers',
      body: {
        applicationid: applicationId,
        'businessunitid@odata.bind': `/businessunits(${BusinessUnitId})`,
      },
    });
    id = written(newId, `application user ${applicationId}`);
  }
  const roles = `systemusers(${id})/systemuserroles_association`;
  await associate(api, roles, roleReference(appRole));
  // Without it what is secured would be empty for the app, and refuse to be written.
  await giveProfiles(api, `systemusers(${id})/systemuserprofiles_association`, [appRole]);
  await associate(api, roles, await basicUser(api, BusinessUnitId));
  return found === undefined ? 1 : 0;
}

/** The column security profiles that go with the roles. */
async function giveProfiles(api: WebApi, collection: string, roleNames: readonly string[]): Promise<void> {
  for (const { id } of profilesOf(roleNames))
    await associate(api, collection, `fieldsecurityprofiles(${id})`);
}

async function whoAmI(api: WebApi): Promise<{ readonly BusinessUnitId: string; readonly UserId: string }> {
  const { body } = await api.send({ method: 'GET', path: 'WhoAmI' });
  return body as { BusinessUnitId: string; UserId: string };
}

async function findByName(
  api: WebApi,
  table: string,
  column: string,
  name: string,
): Promise<string | undefined> {
  const { body } = await api.send({
    method: 'GET',
    path: `${table}s?$select=${table}id&$filter=${column} eq ${quoted(name)}`,
  });
  const [row] = body.value as readonly Readonly<Record<string, string>>[];
  return row?.[`${table}id`];
}

/** Roles keep the ids they have in the solution. */
function roleReference(name: string): string {
  const role = roles.find((candidate) => candidate.name === name);
  if (role === undefined) throw new RangeError(`There is no role "${name}" in shared/src/tables/roles.ts`);
  return `roles(${role.id})`;
}

/** The platform's own role beside ours: it lets people open apps, read views and forms, and choose their language. Each unit has one. */
async function basicUser(api: WebApi, businessUnitId: string): Promise<string> {
  const [role] = await listAll(
    api,
    `roles?$select=roleid&$filter=name eq 'Basic User' and _businessunitid_value eq ${businessUnitId}`,
  );
  if (role === undefined) throw new RangeError('The business unit has no role "Basic User"');
  return `roles(${String(role['roleid'])})`;
}

/** Associating twice changes nothing; Dataverse calls the second time a duplicate. */
async function associate(api: WebApi, collection: string, target: string): Promise<void> {
  try {
    await api.send({
      method: 'POST',
      path: `${collection}/$ref`,
      body: { '@odata.id': `${api.url}/api/data/v9.2/${target}` },
    });
  } catch (error) {
    if (!(error instanceof WebApiError && error.code.toLowerCase() === '0x80040237')) throw error;
  }
}

function written(id: string | undefined, what: string): string {
  if (id === undefined) throw new Error(`The answer to creating the ${what} names no row`);
  return id;
}
