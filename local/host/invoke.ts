/** Runs one invocation through the library's own model, so that contexts, requests and casing are those of production. */
import { randomBytes, randomUUID } from 'node:crypto';
import { format } from 'node:util';
import { hooksOf } from './core-module.ts';
import type {
  CoreInvocationContext,
  HookName,
  InvocationRequest,
  InvocationResponse,
  LogCategory,
  LogLevel,
  ProgrammingModel,
  TypedData,
} from './core-types.ts';
import type { LoadedFunction, QueueOutput } from './functions.ts';
import { stackOf, writeLog } from './log.ts';

export type TriggerInput = {
  readonly data: TypedData;
  readonly triggerMetadata: Readonly<Record<string, TypedData>>;
};

export type Outcome =
  { readonly kind: 'succeeded'; readonly response: InvocationResponse } | { readonly kind: 'failed' };

/** Never throws: a function that fails is logged with its stack, and its trigger decides what follows. */
export type Invoke = (target: LoadedFunction, input: TriggerInput) => Promise<Outcome>;

type Surroundings = {
  readonly model: ProgrammingModel;
  readonly functionTimeoutMs: number;
  /** Called when a function runs longer than allowed. Its code cannot be stopped, so the process has to end. */
  readonly onTimeout: (functionName: string) => void;
  /** Sends the value of an output binding; the invocation fails when it cannot. */
  readonly send: (output: QueueOutput, value: TypedData) => Promise<void>;
};

export function createInvoke({ model, functionTimeoutMs, onTimeout, send }: Surroundings): Invoke {
  return async (target, input) => {
    const timeout = setTimeout(() => onTimeout(target.name), functionTimeoutMs);
    try {
      const response = await runThroughModel(model, target, input);
      for (const output of target.outputs) {
        const value = outputValue(response, output.binding);
        if (value !== undefined && value !== null) await send(output, value);
      }
      return { kind: 'succeeded', response };
    } catch (error) {
      writeLog('error', target.name, `failed: ${stackOf(error)}`);
      return { kind: 'failed' };
    } finally {
      clearTimeout(timeout);
    }
  };
}

async function runThroughModel(
  model: ProgrammingModel,
  { name, metadata, callback, trigger }: LoadedFunction,
  { data, triggerMetadata }: TriggerInput,
): Promise<InvocationResponse> {
  const request: InvocationRequest = {
    invocationId: randomUUID(),
    inputData: [{ name: trigger.binding, data }],
    triggerMetadata,
    traceContext: {
      traceParent: `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-00`,
      traceState: '',
    },
  };
  const core: CoreInvocationContext & { invocationContext?: object } = {
    invocationId: request.invocationId,
    request,
    metadata,
    log: (level, category, message) =>
      logThroughHooks(name, core.invocationContext, level, category, message),
  };
  const invocation = model.getInvocationModel(core);
  const { context, inputs } = await invocation.getArguments();
  core.invocationContext = context;

  // The hooks read and change these objects: what they leave in them is what runs and what counts.
  const hookData = {};
  const before = { hookData, invocationContext: context, functionCallback: callback, inputs };
  core.state = 'preInvocationHooks';
  await runHooks('preInvocation', before);

  const after = {
    hookData,
    invocationContext: context,
    inputs: before.inputs,
    result: null as unknown,
    error: null as unknown,
  };
  core.state = 'invocation';
  try {
    after.result = await invocation.invokeFunction(context, before.inputs, before.functionCallback);
  } catch (error) {
    after.error = error ?? 'nothing';
  }
  core.state = 'postInvocationHooks';
  await runHooks('postInvocation', after);
  delete core.state;

  // A hook may have taken the error away; what then remains counts as success.
  if (after.error !== null && after.error !== undefined) throw asError(after.error);
  return invocation.getResponse(context, after.result);
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error
    ? thrown
    : new Error(`Something other than an error was thrown: ${format(thrown)}`);
}

async function runHooks(name: HookName, context: object): Promise<void> {
  for (const hook of hooksOf(name)) await hook(context);
}

function logThroughHooks(
  functionName: string,
  invocationContext: object | undefined,
  level: LogLevel,
  category: LogCategory,
  message: string,
): void {
  const entry = { hookData: {}, invocationContext, level, category, message };
  if (category === 'user') for (const hook of hooksOf('log')) hook(entry);
  writeLog(entry.level, functionName, entry.message);
}

function outputValue(response: InvocationResponse, binding: string): TypedData | null | undefined {
  if (binding === '$return') return response.returnValue;
  return response.outputData?.find((output) => output.name === binding)?.data;
}
