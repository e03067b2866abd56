import type { Table } from './catalog.ts';

/** What follows from a table alone is worked out once: tables never change, and a definition that is written makes new ones. */
export function perTable<T>(workOut: (table: Table) => T): (table: Table) => T {
  const known = new WeakMap<Table, { readonly value: T }>();
  return (table) => {
    let found = known.get(table);
    if (found === undefined) {
      found = { value: workOut(table) };
      known.set(table, found);
    }
    return found.value;
  };
}
