/** The ERP knows a person by one name; a contact has two columns of 50 characters, shown one after the other. */
export type ContactName = { readonly firstname: string | null; readonly lastname: string };

const columnCharacters = 50;

/**
 * A name that fits is the last name whole. Of a longer one, what stands before the first blank after which the rest fits becomes the first
 * name: both together read as the ERP has it. Undefined when no blank divides it so.
 */
export function contactName(name: string): ContactName | undefined {
  if (name.length <= columnCharacters) return { firstname: null, lastname: name };
  const blank = name.indexOf(' ', name.length - columnCharacters - 1);
  if (blank < 0 || blank > columnCharacters) return undefined;
  return { firstname: name.slice(0, blank), lastname: name.slice(blank + 1) };
}
