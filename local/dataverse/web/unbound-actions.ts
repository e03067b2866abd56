/** Actions bound to no row and no set. What is not here answers 501 by name. */
import { badRequest } from '../errors.ts';
import type { Exchange } from './exchange.ts';
import { deleteRecordChangeHistory } from './audit-functions.ts';
import { createCustomerRelationships, createPolymorphicLookup } from './define/polymorphic-lookup.ts';
import { reactivateEntityKey } from './define/reactivate-key.ts';
import { emptyResponse, type WebResponse } from './http.ts';
import { merge } from './merge-action.ts';
import type { Segment } from './path.ts';
import { routeTo } from './queue-actions.ts';
import { grantAccess, modifyAccess, revokeAccess } from './sharing-actions.ts';

const actions = {
  CreateCustomerRelationships: createCustomerRelationships,
  CreatePolymorphicLookupAttribute: createPolymorphicLookup,
  DeleteRecordChangeHistory: deleteRecordChangeHistory,
  GrantAccess: grantAccess,
  Merge: merge,
  ModifyAccess: modifyAccess,
  RevokeAccess: revokeAccess,
  RouteTo: routeTo,
  // Definitions hold as soon as they are written.
  PublishAllXml: published,
  PublishXml: published,
  ReactivateEntityKey: reactivateEntityKey,
} as const satisfies Readonly<Record<string, (exchange: Exchange) => WebResponse>>;

export function isUnboundAction(name: string): name is keyof typeof actions {
  return Object.hasOwn(actions, name);
}

export function callUnboundAction(exchange: Exchange, { name }: Segment): WebResponse {
  if (!isUnboundAction(name)) throw new RangeError(`Unknown action '${name}'`);
  if (exchange.request.method !== 'POST') throw badRequest(`'${name}' is an action, called with POST.`);
  return actions[name](exchange);
}

function published(): WebResponse {
  return emptyResponse(204);
}
