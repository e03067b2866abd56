/** A FetchXML query while it is bound: the select as far as it has come, and what its aliases stand for. */
import type { Session } from '../../engine.ts';
import { badRequest } from '../../errors.ts';
import type { Table } from '../../metadata/catalog.ts';
import type { Column } from '../../metadata/types.ts';
import type { Select } from '../select.ts';
import type { Fetch, FetchLink } from './parse.ts';
import type { Scope } from './parts.ts';

export const rootAlias = 'row';

/** A column of the answer. */
export interface FetchOutput {
  /** The name of the value among the SQL outputs; its type, for lookups, has `__type` after it. */
  readonly name: string;
  readonly column: Column;
  readonly table: Table;
  /** Columns of the entity itself are shown as properties, others under this name. */
  readonly shownAs: string | undefined;
  readonly kind: 'value' | 'count' | 'number' | 'datePart';
}

export interface Binding {
  readonly session: Session;
  readonly fetch: Fetch;
  readonly root: Scope;
  readonly select: Select;
  readonly outputs: FetchOutput[];
  /** By alias, and the root by the name of its table. */
  readonly scopes: Map<string, Scope>;
  readonly scopeByLink: Map<FetchLink, Scope>;
}

/** What a client's `entityname` means. */
export function scopeNamed({ scopes }: Binding, alias: string): Scope {
  const scope = scopes.get(alias);
  if (scope === undefined) throw badRequest(`There is no link-entity with the alias '${alias}'.`);
  return scope;
}

/** The scope of a link that was joined before. */
export function scopeOf({ scopeByLink }: Binding, link: FetchLink): Scope {
  const scope = scopeByLink.get(link);
  if (scope === undefined) throw new RangeError(`The link to ${link.name} was not joined`);
  return scope;
}
