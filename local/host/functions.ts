/** From what the app registered to what this host runs: each function's trigger and outputs, or a refusal that names the binding. */
import { parseSchedule } from './schedule.ts';
import type { Schedule } from './schedule.ts';
import { parseRoute } from './routes.ts';
import type { Route } from './routes.ts';
import type { Registration } from './core-module.ts';
import type { Binding, FunctionCallback, FunctionMetadata } from './core-types.ts';
import { HostRefusal } from './refusal.ts';
import { connectionString, resolveNames } from './settings.ts';
import type { Settings } from './settings.ts';

export type LoadedFunction = {
  readonly name: string;
  readonly metadata: FunctionMetadata;
  readonly callback: FunctionCallback;
  readonly trigger: Trigger;
  readonly outputs: readonly QueueOutput[];
};

export type Trigger = TimerTrigger | HttpTrigger | QueueTrigger;

export type TimerTrigger = {
  readonly kind: 'timer';
  readonly binding: string;
  readonly schedule: Schedule;
  readonly runOnStartup: boolean;
};

export type HttpTrigger = {
  readonly kind: 'http';
  readonly binding: string;
  readonly route: Route;
  readonly methods: readonly string[];
  readonly authLevel: AuthLevel;
};

export type AuthLevel = 'anonymous' | 'function' | 'admin';

export type QueueTrigger = {
  readonly kind: 'queue';
  readonly binding: string;
  readonly connectionString: string;
  readonly queue: string;
  readonly sessions: boolean;
  readonly cardinality: 'one' | 'many';
};

/** An output binding that sends to a queue; `$return` is what the function returns, any other name an extra output. */
export type QueueOutput = {
  readonly binding: string;
  readonly connectionString: string;
  readonly queue: string;
};

/** @throws HostRefusal naming the function and the binding or option that the local host does not run. */
export function planFunction(
  { metadata, callback }: Registration,
  settings: Settings,
  routePrefix: string,
): LoadedFunction {
  const { name } = metadata;
  const bindings = Object.entries(metadata.bindings);
  const triggers = bindings.filter(
    ([, binding]) => binding.direction === 'in' && /trigger$/i.test(binding.type ?? ''),
  );
  const [trigger, second] = triggers;
  if (trigger === undefined || second !== undefined)
    throw new HostRefusal(`Function "${name}" must have one trigger.`);

  const planned = planTrigger(name, trigger, settings, routePrefix);
  if (metadata.retryOptions !== undefined) {
    throw new HostRefusal(
      planned.kind === 'queue'
        ? `Function "${name}": "retry" does not apply to a Service Bus trigger; the queue's maximum delivery count does. Remove it.`
        : `Function "${name}": "retry" is not supported by the local host.`,
    );
  }
  const others = bindings.filter((entry) => entry !== trigger);
  const outputs = others.flatMap((entry) => planOutput(name, entry, planned, settings));
  return { name, metadata, callback, trigger: planned, outputs };
}

function planTrigger(
  functionName: string,
  [bindingName, binding]: [string, Binding],
  settings: Settings,
  routePrefix: string,
): Trigger {
  switch ((binding.type ?? '').toLowerCase()) {
    case 'timertrigger': {
      const options = new BindingOptions(functionName, bindingName, binding, [
        'schedule',
        'runOnStartup',
        'useMonitor',
      ]);
      if (!options.flag('useMonitor', true)) options.refuse('useMonitor', 'last fire times are always kept');
      const expression = resolveNames(options.text('schedule'), settings, functionName);
      return {
        kind: 'timer',
        binding: bindingName,
        schedule: parseSchedule(expression, settings['WEBSITE_TIME_ZONE'] ?? 'UTC', functionName),
        runOnStartup: options.flag('runOnStartup', false),
      };
    }
    case 'httptrigger': {
      const options = new BindingOptions(functionName, bindingName, binding, [
        'route',
        'methods',
        'authLevel',
      ]);
      const path = resolveNames(options.text('route', functionName), settings, functionName);
      return {
        kind: 'http',
        binding: bindingName,
        route: parseRoute([routePrefix, path].filter((part) => part !== '').join('/'), functionName),
        methods: options.texts('methods').map((method) => method.toUpperCase()),
        authLevel: options.choice('authLevel', ['anonymous', 'function', 'admin'], 'function'),
      };
    }
    case 'servicebustrigger': {
      const known = [
        'connection',
        'queueName',
        'isSessionsEnabled',
        'cardinality',
        'autoCompleteMessages',
        'sdkBinding',
      ];
      const options = new BindingOptions(functionName, bindingName, binding, known);
      if (!options.flag('autoCompleteMessages', true))
        options.refuse('autoCompleteMessages', 'only automatic completion is supported');
      if (options.flag('sdkBinding', false))
        options.refuse('sdkBinding', 'messages are handed over as values only');
      return {
        kind: 'queue',
        binding: bindingName,
        connectionString: connectionString(options.text('connection'), settings, functionName),
        queue: resolveNames(options.text('queueName'), settings, functionName),
        sessions: options.flag('isSessionsEnabled', false),
        cardinality: options.choice('cardinality', ['one', 'many'], 'one'),
      };
    }
    default:
      throw new HostRefusal(
        `Function "${functionName}": the local host does not run the trigger "${binding.type}" ("${bindingName}").`,
      );
  }
}

function planOutput(
  functionName: string,
  [bindingName, binding]: [string, Binding],
  trigger: Trigger,
  settings: Settings,
): readonly QueueOutput[] {
  const type = binding.type?.toLowerCase();
  if (binding.direction === 'out' && type === 'http' && bindingName === '$return' && trigger.kind === 'http')
    return [];
  if (binding.direction === 'out' && type === 'servicebus') {
    const options = new BindingOptions(functionName, bindingName, binding, ['connection', 'queueName']);
    return [
      {
        binding: bindingName,
        connectionString: connectionString(options.text('connection'), settings, functionName),
        queue: resolveNames(options.text('queueName'), settings, functionName),
      },
    ];
  }
  throw new HostRefusal(
    `Function "${functionName}": the local host does not run the ${binding.direction} binding "${binding.type}" ("${bindingName}").`,
  );
}

/** The options of one binding; one that is not known is refused. */
class BindingOptions {
  readonly #functionName: string;
  readonly #bindingName: string;
  readonly #binding: Binding;

  constructor(functionName: string, bindingName: string, binding: Binding, known: readonly string[]) {
    this.#functionName = functionName;
    this.#bindingName = bindingName;
    this.#binding = binding;
    const filledInByTheLibrary = ['name', 'type', 'direction', 'properties'];
    for (const option of Object.keys(binding)) {
      if (
        binding[option] !== undefined &&
        !known.includes(option) &&
        !filledInByTheLibrary.includes(option)
      ) {
        this.refuse(option, 'the local host does not support this option');
      }
    }
  }

  text(option: string, otherwise?: string): string {
    const value = this.#binding[option] ?? otherwise;
    return typeof value === 'string' && value !== '' ? value : this.refuse(option, 'expected a text');
  }

  texts(option: string): readonly string[] {
    const value = this.#binding[option];
    const isTexts = Array.isArray(value) && value.every((text) => typeof text === 'string');
    return isTexts ? value : this.refuse(option, 'expected a list of texts');
  }

  flag(option: string, otherwise: boolean): boolean {
    const value = this.#binding[option] ?? otherwise;
    return typeof value === 'boolean' ? value : this.refuse(option, 'expected true or false');
  }

  choice<T extends string>(option: string, choices: readonly T[], otherwise: T): T {
    const value = this.#binding[option] ?? otherwise;
    return (
      choices.find((choice) => choice === value) ??
      this.refuse(option, `expected one of ${choices.join(', ')}`)
    );
  }

  refuse(option: string, reason: string): never {
    const value = JSON.stringify(this.#binding[option]);
    throw new HostRefusal(
      `Function "${this.#functionName}", binding "${this.#binding.type}" ("${this.#bindingName}"): "${option}": ${value}: ${reason}.`,
    );
  }
}
