/**
 * A `Date` that reads the local clock. Calling it, `new Date()` and `Date.now()` give the local time; everything else, instances
 * included, is the engine's own `Date`, so `instanceof`, `Date.UTC` and `Date.parse` are untouched.
 */
export function localDate(now: () => number): DateConstructor {
  const RealDate = Date;

  function LocalDate(...parts: unknown[]): unknown {
    if (new.target === undefined) return new RealDate(now()).toString();
    return Reflect.construct(RealDate, parts.length === 0 ? [now()] : parts, new.target);
  }

  return Object.defineProperties(LocalDate, {
    ...Object.getOwnPropertyDescriptors(RealDate),
    now: { value: () => Math.floor(now()), writable: true, configurable: true },
  }) as unknown as DateConstructor;
}

/** Gives this process the local clock's `Date`. Timers (`setTimeout`) keep running on real time. */
export function installLocalDate(now: () => number): void {
  const replacement = localDate(now);
  Object.defineProperty(replacement.prototype, 'constructor', {
    value: replacement,
    writable: true,
    configurable: true,
  });
  globalThis.Date = replacement;
}
