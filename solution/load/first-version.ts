/** The first policy version: the app checks what was loaded and publishes it, so that there is something to decide by. */
import { policyVersion } from '@dunlin/shared/tables/publishing';
import type { WebApi } from './web-api.ts';

/** @returns 1, or 0 when there is a version already: what was edited since is published when somebody says so */
export async function loadFirstVersion(api: WebApi): Promise<number> {
  const { body } = await api.send({
    method: 'GET',
    path: `${policyVersion.set}?$select=${policyVersion.name}id&$top=1`,
  });
  if ((body.value as readonly unknown[]).length > 0) return 0;
  await api.send({
    method: 'POST',
    path: policyVersion.set,
    body: { dun_name: 'First version', dun_note: 'The policy as it was loaded.' },
  });
  return 1;
}
