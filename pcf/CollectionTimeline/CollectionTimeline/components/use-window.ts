/**
 * The part of the timeline that is on the page. Long timelines are walked through in steps and only the last two steps stay on the
 * page, so that ten thousand entries cost no more than fifty. Focus goes to the first entry of the step just taken.
 */
import * as React from 'react';

export const stepSize = 25;
export const windowSize = 50;

export type Window = {
  readonly start: number;
  readonly end: number;
  readonly listRef: React.RefObject<HTMLDivElement>;
  readonly advance: () => void;
  readonly back: () => void;
  /** The same function always. */
  readonly reset: () => void;
};

export function useWindow(): Window {
  const [{ end, focus }, set] = React.useState<{ end: number; focus?: number }>({ end: stepSize });
  const listRef = React.useRef<HTMLDivElement>(null);
  const reset = React.useCallback(() => set({ end: stepSize }), []);
  const start = Math.max(0, end - windowSize);
  React.useEffect(() => {
    if (focus === undefined) return;
    listRef.current?.querySelectorAll<HTMLElement>('button[data-entry]')[focus - start]?.focus();
  }, [focus, start]);
  return {
    start,
    end,
    listRef,
    advance: () => set({ end: end + stepSize, focus: end }),
    back: () => set({ end: end - stepSize, focus: Math.max(0, start - stepSize) }),
    reset,
  };
}
