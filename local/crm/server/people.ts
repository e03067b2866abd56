/** The people of the organization and the roles they have, by themselves or through their teams: for the sign-in page. */
import { DataverseUnreachable, type Tokens } from './tokens.ts';

export type Person = {
  readonly domainName: string;
  readonly fullName: string;
  readonly roles: readonly string[];
};

/** Who reads the list before anybody is signed in. */
const administrator = 'admin@local';

type Named = { readonly name: string };
type UserRow = {
  readonly systemuserid: string;
  readonly domainname: string;
  readonly fullname: string;
  readonly systemuserroles_association: readonly Named[];
};
type TeamRow = {
  readonly teamroles_association: readonly Named[];
  readonly teammembership_association: readonly { readonly systemuserid: string }[];
};

/** Application users are left out: nobody signs in as them. */
export async function peopleOf(dataverse: string, tokens: Tokens): Promise<readonly Person[]> {
  const token = await tokens.of(administrator);
  const list = async <T>(query: string): Promise<readonly T[]> => {
    const response = await fetch(`${dataverse}/api/data/v9.2/${query}`, {
      headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
    });
    if (!response.ok) throw new DataverseUnreachable(`The Dataverse answers ${response.status}`);
    return ((await response.json()) as { readonly value: readonly T[] }).value;
  };
  const [users, teams] = await Promise.all([
    list<UserRow>(
      'systemusers?$select=domainname,fullname&$expand=systemuserroles_association($select=name)' +
        '&$filter=isdisabled eq false and applicationid eq null&$orderby=fullname',
    ),
    list<TeamRow>(
      'teams?$select=name&$expand=teamroles_association($select=name),teammembership_association($select=systemuserid)',
    ),
  ]);
  return users.map(({ systemuserid, domainname, fullname, systemuserroles_association }) => {
    const ofTeams = teams
      .filter((team) =>
        team.teammembership_association.some((member) => member.systemuserid === systemuserid),
      )
      .flatMap((team) => team.teamroles_association);
    const roles = [...systemuserroles_association, ...ofTeams].map(({ name }) => name);
    return { domainName: domainname, fullName: fullname, roles: [...new Set(roles)].sort() };
  });
}
