/** Where the parts of a chart stand on a field of 100 by 100. Charts begin at zero; what is below is drawn as zero and told by its text. */

/** Heights or lengths of bars, the largest being 100. */
export function lengthsOf(values: readonly number[]): readonly number[] {
  const largest = Math.max(0, ...values);
  return values.map((value) => (largest === 0 ? 0 : (Math.max(0, value) / largest) * 100));
}

/** Bars made of parts, one behind the other: where each begins and how long it is, the longest bar being 100. */
export function stackedOf(
  bars: readonly (readonly number[])[],
): readonly (readonly { readonly start: number; readonly length: number }[])[] {
  const seen = bars.map((parts) => parts.map((part) => Math.max(0, part)));
  const totals = seen.map((parts) => parts.reduce((sum, part) => sum + part, 0));
  const largest = Math.max(0, ...totals);
  return seen.map((parts) => {
    let before = 0;
    return parts.map((part) => {
      const [start, length] = largest === 0 ? [0, 0] : [(before / largest) * 100, (part / largest) * 100];
      before += part;
      return { start, length };
    });
  });
}

/** Points of a line from left to right, as `x,y` with y downwards. */
export function lineThrough(values: readonly number[]): string {
  const step = values.length < 2 ? 0 : 100 / (values.length - 1);
  return lengthsOf(values)
    .map((length, index) => `${rounded(index * step)},${rounded(100 - length)}`)
    .join(' ');
}

/** Slices of a pie, clockwise from the top, as SVG paths; an empty path for what is not there. */
export function slicesOf(values: readonly number[]): readonly string[] {
  const parts = values.map((value) => Math.max(0, value));
  const whole = parts.reduce((sum, part) => sum + part, 0);
  let before = 0;
  return parts.map((part) => {
    if (part === 0) return '';
    // An arc that ends where it begins is not drawn: a whole pie is a little less than a whole turn.
    const [from, to] = [before / whole, Math.min((before + part) / whole, before / whole + 0.99999)];
    before += part;
    return `M 50 50 L ${onCircle(from)} A 50 50 0 ${to - from > 0.5 ? 1 : 0} 1 ${onCircle(to)} Z`;
  });
}

function onCircle(turn: number): string {
  const angle = turn * 2 * Math.PI;
  return `${rounded(50 + 50 * Math.sin(angle))} ${rounded(50 - 50 * Math.cos(angle))}`;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
