/** App settings: a JSON object of names and strings, as the `Values` of a local.settings.json. They become the app's environment. */
import { readFileSync } from 'node:fs';
import { HostRefusal } from './refusal.ts';

export type Settings = Readonly<Record<string, string>>;

/** Reads a settings file. @throws HostRefusal when it is not an object of strings. */
export function readSettings(path: string): Settings {
  const values: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    throw new HostRefusal(`Settings file ${path}: expected an object of names and strings.`);
  }
  for (const [name, value] of Object.entries(values)) {
    if (typeof value !== 'string') {
      throw new HostRefusal(
        `Settings file ${path}: setting "${name}" is not a string. Write every value in quotes.`,
      );
    }
  }
  return values as Settings;
}

/** Replaces each `%NAME%` by the setting of that name. @throws HostRefusal naming the function and the missing setting. */
export function resolveNames(text: string, settings: Settings, functionName: string): string {
  return text.replaceAll(/%([^%]+)%/g, (_, name: string) => {
    const value = settings[name];
    if (value === undefined) {
      throw new HostRefusal(
        `Function "${functionName}" asks for the setting "${name}" ("${text}"). Add it to the settings file.`,
      );
    }
    return value;
  });
}

/**
 * The connection string of a Service Bus connection named in a binding.
 * @throws HostRefusal when the setting is missing, or names a namespace to sign in to with an identity: a local broker has none.
 */
export function connectionString(connection: string, settings: Settings, functionName: string): string {
  const byIdentity = `${connection}__fullyQualifiedNamespace`;
  if (settings[byIdentity] !== undefined) {
    throw new HostRefusal(
      `Function "${functionName}": setting "${byIdentity}" asks for an identity connection, which the local host does not make. ` +
        `Give the connection string in "${connection}".`,
    );
  }
  const value = settings[connection];
  if (value === undefined) {
    throw new HostRefusal(
      `Function "${functionName}" asks for the connection "${connection}". Add it to the settings file.`,
    );
  }
  return value;
}
