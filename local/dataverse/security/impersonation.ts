/** Acting for somebody else: `CallerObjectId` names them by directory id, `MSCRMCallerID` by user id. */
import { assumes } from '../assumptions.ts';
import type { Engine } from '../engine.ts';
import { DataverseError, rowNotFound } from '../errors.ts';
import { parseId } from '../ids.ts';
import { requireGeneralPrivilege } from './access.ts';
import type { Caller } from './caller.ts';
import type { Depth } from './privileges.ts';

const actOnBehalf = 'prvActOnBehalfOfAnotherUser';

/** The caller a request is carried out as: the one who sent it, or whom they act for, with the rights both have. */
export function callerFor(engine: Engine, headers: ReadonlyMap<string, string>, sender: Caller): Caller {
  const objectId = headers.get('callerobjectid');
  const userId = headers.get('mscrmcallerid');
  if (objectId === undefined && userId === undefined) return sender;
  requireGeneralPrivilege(sender, actOnBehalf);
  const id = parseId((objectId ?? userId ?? '').trim());
  const { directory } = engine;
  const claims = objectId === undefined ? undefined : { oid: id ?? '' };
  const other = claims === undefined ? directory.callerById(id ?? '') : directory.callerOf(claims);
  if (other === undefined || other.roleCount === 0) throw nobody(objectId ?? userId ?? '');
  return other.userId === sender.userId ? sender : combined(sender, other);
}

function combined(sender: Caller, other: Caller): Caller {
  return {
    ...other,
    initiatingUser: { userId: sender.userId, azureObjectId: sender.azureObjectId, fullName: sender.fullName },
    isAdministrator: sender.isAdministrator && other.isAdministrator,
    privileges: shallower(sender, other),
    columnRights: sender.isAdministrator
      ? other.columnRights
      : other.isAdministrator
        ? sender.columnRights
        : bothRights(sender, other),
  };
}

function shallower(sender: Caller, other: Caller): ReadonlyMap<string, Depth> {
  if (sender.isAdministrator) return other.privileges;
  if (other.isAdministrator) return sender.privileges;
  const both = new Map<string, Depth>();
  for (const [name, depth] of other.privileges) {
    const theirs = sender.privileges.get(name);
    if (theirs !== undefined) both.set(name, Math.min(depth, theirs) as Depth);
  }
  return both;
}

function bothRights(sender: Caller, other: Caller): Caller['columnRights'] {
  return new Map(
    [...other.columnRights].map(([name, rights]) => {
      const theirs = sender.columnRights.get(name);
      return [
        name,
        {
          read: rights.read && theirs?.read === true,
          create: rights.create && theirs?.create === true,
          update: rights.update && theirs?.update === true,
        },
      ];
    }),
  );
}

/** Assumed: the documentation does not say how somebody unknown is refused. */
function nobody(id: string): Error {
  if (!assumes('unknownToActForIsForbidden')) return rowNotFound('systemuser', id);
  return new DataverseError(
    403,
    '0x80041d1f',
    `The user ${id} to act for does not exist, is disabled, or has no roles.`,
  );
}
