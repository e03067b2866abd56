/** Asks the app to look for drops at once, as a person with a function key may. */
import type { Stack } from './stack.ts';

export function askToSync({ addresses, functionKey }: Stack): Promise<Response> {
  const headers = { 'x-functions-key': functionKey() };
  return fetch(`${addresses.host}/api/sync-erp`, { method: 'POST', headers });
}
