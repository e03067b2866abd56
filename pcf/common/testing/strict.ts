/** An object that throws when something is asked of it that it was not given: a control may use documented members only. */
export function strict<T extends object>(name: string, members: T): T {
  return new Proxy(members, {
    get(target, member, receiver): unknown {
      if (typeof member === 'symbol' || member in target) return Reflect.get(target, member, receiver);
      throw new TypeError(`${name}.${member} is not a member a control may use, or the test did not give it`);
    },
  });
}
