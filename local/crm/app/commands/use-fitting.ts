/** How many of a row's parts fit beside each other. */
import * as React from 'react';

/** What the button for the rest takes, in pixels. */
const moreWidth = 40;
const gap = 4;

/**
 * @param signature another one is measured anew: for a moment, before anything is painted, all parts are there
 * @param count of parts, the button for the rest not counted
 */
export function useFitting(
  signature: string,
  count: number,
): { readonly box: React.RefObject<HTMLDivElement>; readonly fitting: number } {
  const box = React.useRef<HTMLDivElement>(null);
  const [measured, setMeasured] = React.useState<{ of: string; widths: readonly number[] }>();
  const [width, setWidth] = React.useState(Number.POSITIVE_INFINITY);
  const isMeasured = measured?.of === signature;
  React.useLayoutEffect(() => {
    if (box.current === null || isMeasured) return;
    const parts = [...box.current.querySelectorAll<HTMLElement>('.ms-Button')];
    setMeasured({ of: signature, widths: parts.slice(0, count).map((part) => part.offsetWidth + gap) });
    setWidth(box.current.clientWidth);
  }, [signature]);
  React.useEffect(() => {
    if (box.current === null) return;
    const place = box.current;
    const observer = new ResizeObserver(() => setWidth(place.clientWidth));
    observer.observe(place);
    return () => observer.disconnect();
  }, []);
  return { box, fitting: isMeasured ? fittingIn(measured.widths, width) : count };
}

/** All when they fit, else those that leave room for the button of the rest. */
export function fittingIn(widths: readonly number[], width: number): number {
  const total = widths.reduce((sum, one) => sum + one, 0);
  if (total <= width) return widths.length;
  let used = moreWidth;
  const first = widths.findIndex((one) => {
    used += one;
    return used > width;
  });
  return first < 0 ? widths.length : first;
}
