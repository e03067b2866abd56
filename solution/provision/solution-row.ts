/** Everything else is about the tables and roles of the solution, so it has to be there. */
import type { WebApi } from '../load/web-api.ts';
import { missing, ready, type Finding } from './finding.ts';

export async function findSolution(api: WebApi): Promise<readonly Finding[]> {
  const { body } = await api.send({
    method: 'GET',
    path: "solutions?$select=version,ismanaged&$filter=uniquename eq 'Dunlin'",
  });
  const [found] = body.value as readonly { readonly version: string; readonly ismanaged: boolean }[];
  return found === undefined
    ? [missing('Dunlin is not in this environment', 'import the solution, then run this again')]
    : [ready(`Dunlin ${found.version} is there, ${found.ismanaged ? 'managed' : 'unmanaged'}`)];
}
