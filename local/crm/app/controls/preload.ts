/** Begins to load the controls of a form before their tabs are opened. */
import type { FormModel } from '../record/form/form-model.ts';
import { contentsOf } from '../record/load-record.ts';
import { loadSurroundings } from './load-surroundings.ts';
import { loadControl } from './registry.ts';

export function preloadControls(form: FormModel): void {
  const names = new Set(
    contentsOf(form).flatMap((content) => (content.kind === 'custom' ? [content.controlName] : [])),
  );
  if (names.size === 0) return;
  // What fails now is tried again, and told, where the control stands.
  const ignore = (): void => undefined;
  loadSurroundings().catch(ignore);
  for (const name of names) loadControl(name).catch(ignore);
}
