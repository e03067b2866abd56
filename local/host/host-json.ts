/** host.json: what of it the local host follows. An option it knows nothing of is refused by name, never passed over. */
import { HostRefusal } from './refusal.ts';
import type { Settings } from './settings.ts';

export type HostJson = {
  readonly functionTimeoutMs: number;
  readonly routePrefix: string;
  readonly serviceBus: ServiceBusOptions;
};

export type ServiceBusOptions = {
  /** Messages of one queue being processed at once. */
  readonly maxConcurrentCalls: number;
  /** Sessions of one queue being processed at once, each one message at a time. */
  readonly maxConcurrentSessions: number;
  /** How long a session without messages is kept before another session may take its place. */
  readonly sessionIdleTimeoutMs: number;
  readonly maxAutoLockRenewalMs: number;
  /** Most messages handed to a function whose cardinality is `many`. */
  readonly maxMessageBatchSize: number;
};

const MINUTE_MS = 60_000;

/** Options about things a single machine does not have: logs to Application Insights, the bundle of .NET extensions. */
const withoutMeaningHere = ['version', 'logging', 'extensionBundle', 'telemetryMode'];

/**
 * Reads the parsed host.json; the defaults are the real host's, but for the idle session. A setting `AzureFunctionsJobHost__a__b` stands
 * before the option b of a, as in the real host. @throws HostRefusal naming the option.
 */
export function parseHostJson(json: unknown, settings: Settings): HostJson {
  const root = new Options('host.json', withSettings(json, settings));
  if (root.text('version', '') !== '2.0') throw new HostRefusal('host.json: "version" must be "2.0".');
  const extensions = root.child('extensions');
  const http = extensions.child('http');
  const serviceBus = extensions.child('serviceBus');

  if (!serviceBus.flag('autoCompleteMessages', true)) {
    serviceBus.refuse('autoCompleteMessages', 'only automatic completion is supported; remove it');
  }
  if (serviceBus.count('maxConcurrentCallsPerSession', 1) !== 1) {
    serviceBus.refuse(
      'maxConcurrentCallsPerSession',
      'a session is processed one message at a time; remove it',
    );
  }
  if (serviceBus.count('prefetchCount', 0) !== 0) {
    serviceBus.refuse('prefetchCount', 'messages are not fetched ahead of need; remove it or set 0');
  }

  const parsed = {
    functionTimeoutMs: root.duration('functionTimeout', 30 * MINUTE_MS),
    routePrefix: http.text('routePrefix', 'api'),
    serviceBus: {
      maxConcurrentCalls: serviceBus.count('maxConcurrentCalls', 16),
      maxConcurrentSessions: serviceBus.count('maxConcurrentSessions', 8),
      // The real host waits a minute: held sessions cost it nothing. Here they would keep the sessions of a whole day's work waiting.
      sessionIdleTimeoutMs: serviceBus.duration('sessionIdleTimeout', 50),
      maxAutoLockRenewalMs: serviceBus.duration('maxAutoLockRenewalDuration', 5 * MINUTE_MS),
      maxMessageBatchSize: serviceBus.count('maxMessageBatchSize', 1000),
    },
  };
  root.refuseOthers(['extensions', ...withoutMeaningHere]);
  extensions.refuseOthers(['http', 'serviceBus']);
  http.refuseOthers([]);
  serviceBus.refuseOthers([]);
  return parsed;
}

function withSettings(json: unknown, settings: Settings): unknown {
  const merged = structuredClone(json);
  for (const [setting, value] of Object.entries(settings)) {
    const [prefix, ...path] = setting.split('__');
    const option = path.pop();
    if (prefix !== 'AzureFunctionsJobHost' || option === undefined) continue;
    let parent = merged as Record<string, unknown>;
    for (const name of path) parent = (parent[name] ??= {}) as Record<string, unknown>;
    parent[option] = /^(\d+|true|false)$/.test(value) ? (JSON.parse(value) as unknown) : value;
  }
  return merged;
}

/** One object of host.json, which remembers what was asked of it. */
class Options {
  readonly #path: string;
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #asked = new Set<string>();

  constructor(path: string, value: unknown) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new HostRefusal(`${path}: expected an object.`);
    }
    this.#path = path;
    this.#values = value as Record<string, unknown>;
  }

  child(name: string): Options {
    return new Options(`${this.#path} ${name}`, this.#values[name] ?? {});
  }

  text(name: string, otherwise: string): string {
    const value = this.#get(name) ?? otherwise;
    return typeof value === 'string' ? value : this.refuse(name, 'expected a text');
  }

  flag(name: string, otherwise: boolean): boolean {
    const value = this.#get(name) ?? otherwise;
    return typeof value === 'boolean' ? value : this.refuse(name, 'expected true or false');
  }

  count(name: string, otherwise: number): number {
    const value = this.#get(name) ?? otherwise;
    return Number.isInteger(value) && Number(value) >= 0
      ? Number(value)
      : this.refuse(name, 'expected a whole number');
  }

  /** Milliseconds of `hh:mm:ss`, with optional fraction (`00:00:00.200`) and days (`1.00:00:00`). */
  duration(name: string, otherwiseMs: number): number {
    const value = this.text(name, '');
    if (value === '') return otherwiseMs;
    const parts = /^(?:(\d+)\.)?(\d\d):([0-5]\d):([0-5]\d(?:\.\d{1,7})?)$/.exec(value);
    if (parts === null) return this.refuse(name, 'expected a duration hh:mm:ss');
    const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0));
    return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
  }

  refuse(name: string, reason: string): never {
    throw new HostRefusal(`${this.#path}: "${name}": ${JSON.stringify(this.#values[name])}: ${reason}.`);
  }

  refuseOthers(known: readonly string[]): void {
    const other = Object.keys(this.#values).find((name) => !this.#asked.has(name) && !known.includes(name));
    if (other !== undefined) this.refuse(other, 'the local host does not support this option; remove it');
  }

  #get(name: string): unknown {
    this.#asked.add(name);
    return this.#values[name];
  }
}
