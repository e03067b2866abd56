/** The roles of whoever is signed in, their own and those of their teams; asked for once. */
import { client, WebApiError, type Row } from './client.ts';
import { session } from './session.ts';

let known: Promise<readonly OwnRole[] | undefined> | undefined;

export type OwnRole = {
  readonly id: string;
  /** Solutions name the platform's own roles by what they were made from. */
  readonly templateId: string | undefined;
};

/** Undefined when the user may not read roles. @throws WebApiError */
export function ownRoles(): Promise<readonly OwnRole[] | undefined> {
  if (known === undefined) {
    known = load(session().userId);
    known.catch(() => {
      known = undefined;
    });
  }
  return known;
}

async function load(userId: string): Promise<readonly OwnRole[] | undefined> {
  try {
    const [own, teams] = await Promise.all([
      client.list(`systemusers(${userId})/systemuserroles_association`, columns),
      client.list(
        'teams',
        `$select=teamid&$filter=teammembership_association/any(m:m/systemuserid eq ${userId})` +
          `&$expand=teamroles_association(${columns})`,
      ),
    ]);
    const ofTeams = teams.rows.flatMap((team) => team['teamroles_association'] as readonly Row[]);
    return [...own.rows, ...ofTeams].map(roleOf);
  } catch (error) {
    if (error instanceof WebApiError && error.status === 403) return undefined;
    throw error;
  }
}

const columns = '$select=roleid,_roletemplateid_value';

function roleOf(row: Row): OwnRole {
  const template = row['_roletemplateid_value'];
  return { id: String(row['roleid']), templateId: typeof template === 'string' ? template : undefined };
}
