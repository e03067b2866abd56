/** The members of the client API that these pages offer: a script that reaches for another one fails here, by its name. */
import { onlyMembers } from '../controls/context/documented.ts';

export function offered<T extends object>(path: string, members: T): T {
  return onlyMembers(members, {
    otherwise: (name) => {
      throw new RangeError(`${path}.${name} is not offered by the local CRM.`);
    },
    onChange: (name) => {
      throw new RangeError(`${path}.${name} cannot be changed by a script.`);
    },
  });
}
