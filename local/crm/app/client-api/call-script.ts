/** Functions of web resources: the script is put into the page once, and the function found by its name. */
import { added } from '../controls/added.ts';

const loading = new Map<string, Promise<unknown>>();

/** Puts a script into the page, unless it is there. @throws WebApiError */
export function loadLibrary(name: string): Promise<unknown> {
  const present = loading.get(name);
  if (present !== undefined) return present;
  const promise = added(document.createElement('script'), (script) => {
    script.src = `/WebResources/${encodeURI(name)}`;
  });
  loading.set(name, promise);
  // A failure is forgotten, so that trying again asks again.
  promise.catch(() => loading.delete(name));
  return promise;
}

/** What the function answers. @throws WebApiError, RangeError when the library offers no such function, and whatever it throws */
export async function callScript(
  { library, functionName }: { readonly library: string; readonly functionName: string },
  parameters: readonly unknown[],
): Promise<unknown> {
  await loadLibrary(library);
  const called = functionName.split('.').reduce<unknown>(memberOf, window);
  if (typeof called !== 'function') throw new RangeError(`${library} offers no function ${functionName}.`);
  return (called as (...given: readonly unknown[]) => unknown)(...parameters);
}

function memberOf(holder: unknown, name: string): unknown {
  return (holder as Readonly<Record<string, unknown>> | undefined | null)?.[name];
}
