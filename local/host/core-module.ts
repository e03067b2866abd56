/**
 * What an app gets when it asks for `@azure/functions-core`, the module that only the Functions worker supplies: without it the library
 * skips every registration. `load-app.ts` directs both `require` and `import` here. One process runs one app, so the module holds it.
 */
import { hookNames } from './core-types.ts';
import type {
  FunctionCallback,
  FunctionMetadata,
  HookCallback,
  HookName,
  LogCategory,
  LogLevel,
  ProgrammingModel,
} from './core-types.ts';
import { writeLog } from './log.ts';

/** The version of the Node.js worker whose module this is; the library reads nothing from it. */
export const version = '3.12.0';
export const hostVersion = '4.1040.300';

export type Registration = { readonly metadata: FunctionMetadata; readonly callback: FunctionCallback };

const registrations = new Map<string, Registration>();
const hooks = new Map<HookName, HookCallback[]>(hookNames.map((name) => [name, []]));
let programmingModel: ProgrammingModel | undefined;
let startedUp = false;

export function registerFunction(metadata: FunctionMetadata, callback: FunctionCallback): Disposable {
  if (startedUp) throw new Error(`Function "${metadata.name}" was registered after the app had started.`);
  if (registrations.has(metadata.name)) throw new Error(`Function "${metadata.name}" is registered twice.`);
  registrations.set(metadata.name, { metadata, callback });
  return new Disposable(() => registrations.delete(metadata.name));
}

export function registerHook(name: string, callback: HookCallback): Disposable {
  const callbacks = hooks.get(name as HookName);
  if (callbacks === undefined) {
    // The library looks for these two marks to explain which hooks an older host lacks.
    throw Object.assign(new RangeError(`Unrecognized hook "${name}"`), { isAzureFunctionsSystemError: true });
  }
  callbacks.push(callback);
  return new Disposable(() => {
    const position = callbacks.indexOf(callback);
    if (position >= 0) callbacks.splice(position, 1);
  });
}

export function setProgrammingModel(model: ProgrammingModel): void {
  programmingModel = model;
}

export function getProgrammingModel(): ProgrammingModel | undefined {
  return programmingModel;
}

export function log(level: LogLevel, _category: LogCategory, message: string): void {
  writeLog(level, 'host', message);
}

export class Disposable {
  #onDispose: (() => unknown) | undefined;

  constructor(onDispose: () => unknown) {
    this.#onDispose = onDispose;
  }

  static from(...disposables: { dispose(): unknown }[]): Disposable {
    return new Disposable(() => disposables.forEach((disposable) => disposable.dispose()));
  }

  dispose(): unknown {
    const onDispose = this.#onDispose;
    this.#onDispose = undefined;
    return onDispose?.();
  }
}

/** From here on nothing can be registered, as in the real worker. */
export function closeRegistration(): readonly Registration[] {
  startedUp = true;
  return [...registrations.values()];
}

export function hooksOf(name: HookName): readonly HookCallback[] {
  return hooks.get(name) ?? [];
}
