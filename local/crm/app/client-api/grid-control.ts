/** A list as scripts see it: `SelectedControl` of a command. */
import { offered } from './offered.ts';

export type GridNow = {
  readonly table: string;
  readonly reload: () => void;
  readonly refreshRibbon: () => void;
};

export function gridControlOf(now: () => GridNow): object {
  return offered('gridControl', {
    getEntityName: () => now().table,
    refresh: () => now().reload(),
    refreshRibbon: () => now().refreshRibbon(),
  });
}
