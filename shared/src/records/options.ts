/** Option values ↔ the domain's words. The words are the names the tables give their options. */
type Options<Name extends string> = Readonly<Record<Name, { readonly value: number }>>;

export function optionValue<Name extends string>(options: Options<Name>, name: Name): number {
  return options[name].value;
}

/** @throws RangeError when no option has the value: the row was written by a newer solution. */
export function optionName<Name extends string>(options: Options<Name>, value: number): Name {
  const entry = (Object.entries(options) as [Name, { value: number }][]).find(
    ([, option]) => option.value === value,
  );
  if (!entry)
    throw new RangeError(`No option has the value ${value}; known are ${Object.keys(options).join(', ')}`);
  return entry[0];
}
