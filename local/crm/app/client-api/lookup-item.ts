/** What a lookup holds, as the client API hands it to scripts. */
import type { LookupValue } from '../record/values.ts';

export type LookupItem = { readonly entityType: string; readonly id: string; readonly name: string };

export function lookupItem({ table, id, name }: LookupValue): LookupItem {
  return { entityType: table, id: `{${id.toUpperCase()}}`, name };
}
