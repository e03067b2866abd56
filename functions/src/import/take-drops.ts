/** Takes the drops that wait: of each source the next is started, once the one before is imported whole. */
import { alarmAll } from '../alarm.ts';
import { DropError } from '../erp/drop-error.ts';
import { listDrops, type DropManifest } from '../erp/manifest.ts';
import type { Services } from '../services.ts';
import { putAway, setAsideDrop } from './archive-drop.ts';
import { startRun, type Started } from './start-run.ts';

export type DropResult = { readonly drop: string } & (
  Started | { readonly kind: 'refused'; readonly reason: string }
);

/** @throws DropError when the folder itself or a manifest cannot be read. */
export async function takeDrops(services: Services): Promise<readonly DropResult[]> {
  const results: DropResult[] = [];
  const busy = new Set<string>();
  for (const manifest of await dropsIn(services)) {
    if (busy.has(manifest.source)) continue;
    const result = await take(services, manifest);
    results.push({ drop: manifest.file, ...result });
    if (result.kind === 'started' || result.kind === 'busy') busy.add(manifest.source);
  }
  return results;
}

/** One manifest that cannot be read holds up every drop, since what comes first is not known: a reviewer has to hear of it. */
async function dropsIn(services: Services): Promise<readonly DropManifest[]> {
  try {
    return await listDrops(services.settings.DROP_FOLDER);
  } catch (error) {
    if (error instanceof DropError) await alarmAll(services, 'Drops cannot be read', error.message);
    throw error;
  }
}

async function take(services: Services, manifest: DropManifest): Promise<Started> {
  const started = await startOrRefuse(services, manifest);
  if (started.kind === 'repeat') await putAway(services.settings.DROP_FOLDER, manifest);
  if (started.kind === 'refused') {
    await setAsideDrop(services.settings.DROP_FOLDER, manifest.file);
    await alarmAll(services, `The drop ${manifest.file} was refused`, started.reason);
  }
  return started;
}

async function startOrRefuse(services: Services, manifest: DropManifest): Promise<Started> {
  try {
    return await startRun(services, manifest);
  } catch (error) {
    if (error instanceof DropError) return { kind: 'refused', reason: error.message };
    throw error;
  }
}
