/** Headers that keep a request from raising steps. Only callers who hold the privilege may send them. */
import type { Bypass } from '../engine.ts';
import { badRequest, invalidArgument } from '../errors.ts';
import { parseId } from '../ids.ts';
import { requireGeneralPrivilege } from '../security/access.ts';
import type { Caller } from '../security/caller.ts';

const noBypass: Bypass = { allAsynchronous: false, stepIds: new Set() };

/** More than three step ids are refused, as environments are configured by default. */
const maximumStepIds = 3;

/** What the headers ask for; `otherwise` when they ask for nothing. */
export function bypassOf(
  headers: ReadonlyMap<string, string>,
  caller: Caller,
  otherwise: Bypass = noBypass,
): Bypass {
  const logic = headers.get('mscrm.bypassbusinesslogicexecution');
  const stepIds = headers.get('mscrm.bypassbusinesslogicexecutionstepids');
  // Synchronous logic is plug-ins, of which there are none; the right to skip it is still asked for.
  if (headers.get('mscrm.bypasscustompluginexecution') === 'true')
    requireGeneralPrivilege(caller, 'prvBypassCustomPlugins');
  if (logic === undefined && stepIds === undefined) return otherwise;
  requireGeneralPrivilege(caller, 'prvBypassCustomBusinessLogic');
  return {
    allAsynchronous: logic !== undefined && kindsIn(logic).includes('CustomAsync'),
    stepIds: idsIn(stepIds),
  };
}

function kindsIn(text: string): readonly string[] {
  const kinds = text.split(',').map((kind) => kind.trim());
  const unknown = kinds.find((kind) => kind !== 'CustomSync' && kind !== 'CustomAsync');
  if (unknown !== undefined)
    throw badRequest(`'${unknown}' is not a kind of business logic that can be bypassed.`);
  return kinds;
}

function idsIn(text: string | undefined): ReadonlySet<string> {
  if (text === undefined) return new Set();
  const ids = text.split(',').map((part) => {
    const id = parseId(part.trim());
    if (id === undefined) throw badRequest(`'${part.trim()}' is not the id of a step.`);
    return id;
  });
  if (ids.length > maximumStepIds)
    throw invalidArgument(`No more than ${maximumStepIds} steps can be bypassed at once.`);
  return new Set(ids);
}
