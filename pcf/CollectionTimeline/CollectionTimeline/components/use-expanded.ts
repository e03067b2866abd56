/** Which entries are opened: all or none of them, save the exceptions made one by one. */
import * as React from 'react';

export type Expanded = {
  readonly areAll: boolean;
  readonly is: (key: string) => boolean;
  readonly toggle: (key: string) => void;
  readonly setAll: (areExpanded: boolean) => void;
};

export function useExpanded(): Expanded {
  const [{ areAll, exceptions }, set] = React.useState(() => ({
    areAll: false,
    exceptions: new Set<string>(),
  }));
  const toggle = React.useCallback((key: string) => {
    set((before) => {
      const next = new Set(before.exceptions);
      if (!next.delete(key)) next.add(key);
      return { ...before, exceptions: next };
    });
  }, []);
  const setAll = React.useCallback((areExpanded: boolean) => {
    set({ areAll: areExpanded, exceptions: new Set() });
  }, []);
  return { areAll, is: (key) => exceptions.has(key) !== areAll, toggle, setAll };
}
