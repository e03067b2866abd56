/** The page's own time: what it and the controls on its forms call now is the local clock's now, as in the processes behind it. */
import { installLocalDate } from '../../../host/local-date.ts';

let offsetMs: number | undefined;

/** @param now ISO instant of the local clock, just asked for */
export function goBy(now: string): void {
  const isFirst = offsetMs === undefined;
  offsetMs = Date.parse(now) - realNow();
  if (isFirst) installLocalDate(() => realNow() + (offsetMs ?? 0));
}

/** The machine's time, whatever `Date` says. */
function realNow(): number {
  return performance.timeOrigin + performance.now();
}
