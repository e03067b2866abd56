/** How one row is named: by its id, or by the columns of an alternate key. */
export type Key = string | { readonly [column: string]: string | number };

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `accounts(6f9619ff-…)` or `dun_debtors(dun_key='…')`, ready to stand in a URL. Throws on an id that is not a GUID. */
export function resourceOf(collection: string, key: Key): string {
  if (typeof key === 'string') return `${collection}(${checkedGuid(key)})`;
  const parts = Object.entries(key).map(([column, value]) => `${column}=${literal(column, value)}`);
  if (parts.length === 0) throw new RangeError(`A key of ${collection} needs at least one column`);
  return `${collection}(${parts.join(',')})`;
}

export function checkedGuid(value: string): string {
  if (!guid.test(value)) throw new RangeError(`Not a GUID: ${value}`);
  return value;
}

function literal(column: string, value: string | number): string {
  if (typeof value === 'number') return String(value);
  if (/^_.+_value$/.test(column)) return checkedGuid(value); // A lookup in a key is the id of the row it points to.
  return `'${encodeURIComponent(value.replaceAll("'", "''"))}'`;
}
