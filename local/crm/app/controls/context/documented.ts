/**
 * Members the component framework documents, and no others: a control that reaches for anything else fails here, by name, and not on
 * the day the platform takes it away.
 */

/** What JavaScript itself, promises and React look up on any object. */
const looksOnAnything: ReadonlySet<string> = new Set([
  'then',
  'toJSON',
  '$$typeof',
  'constructor',
  'nodeType',
]);

/** @param optional documented members this host does not have: they are undefined, as on hosts without them */
export function documented<T extends object>(path: string, members: T, optional: readonly string[] = []): T {
  return onlyMembers(members, {
    otherwise: (name) => {
      if (optional.includes(name)) return undefined;
      throw new RangeError(`${path}.${name} is not a documented member.`);
    },
    onChange: (name) => {
      throw new RangeError(`${path}.${name} cannot be changed.`);
    },
  });
}

/** An object that answers to its members, and to what JavaScript looks up on anything; what else is asked of it is decided elsewhere. */
export function onlyMembers<T extends object>(
  members: T,
  also: { readonly otherwise: (name: string) => unknown; readonly onChange: (name: string) => never },
): T {
  return new Proxy(members, {
    get(target, name, receiver): unknown {
      if (typeof name === 'symbol' || name in target || looksOnAnything.has(name))
        return Reflect.get(target, name, receiver);
      return also.otherwise(name);
    },
    set(_target, name): never {
      return also.onChange(String(name));
    },
  });
}

/** A documented member that this host does not have: using it is refused by name. */
export function notOffered(name: string): () => never {
  return () => {
    throw new RangeError(`${name} is not offered by the local CRM.`);
  };
}

/** The same for members that answer with a promise. */
export function notOfferedLater(name: string): () => Promise<never> {
  return () => {
    const message = `${name} is not offered by the local CRM.`;
    // As the framework rejects: a plain object, not an Error.
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
    return Promise.reject({ errorCode: 0, message });
  };
}
