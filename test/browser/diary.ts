/** What a story cost in its pages: how long each step took, and how often the Web API was asked. Told when all stories are told. */
import type { Page } from 'playwright-core';

type Entry = { readonly what: string; readonly ms: number; readonly calls: number };

const entries: Entry[] = [];
const looks = new Map<string, { looks: number; found: number }>();

/** Notes the steps of one story; its page is told once, before its first step. */
export function diaryOf(
  story: string,
  page: Page,
): (step: string, work: () => Promise<void>) => Promise<void> {
  let calls = 0;
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.startsWith('/api/data/')) calls += 1;
  });
  return async (step, work) => {
    const before = calls;
    const start = performance.now();
    await work();
    entries.push({ what: `${story}: ${step}`, ms: performance.now() - start, calls: calls - before });
  };
}

/** Notes what the checker of accessibility found on a page in all its looks. */
export function noteLooks(
  page: string,
  seen: { readonly looks: number; readonly found: readonly string[] },
): void {
  looks.set(page, { looks: seen.looks, found: seen.found.length });
}

export function tellDiary(): string {
  const steps = entries.map(({ what, ms, calls }) => [what, `${Math.round(ms)} ms`, `${calls} calls`]);
  const pages = [...looks].map(([page, { looks: count, found }]) => [
    `axe: ${page}`,
    `${count} looks`,
    `${found} found`,
  ]);
  const rows = [...steps, ...pages];
  const widthOf = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const [first, second, third] = [widthOf(0), widthOf(1), widthOf(2)];
  return rows
    .map(
      ([what = '', one = '', two = '']) =>
        `${what.padEnd(first)}  ${one.padStart(second)}  ${two.padStart(third)}\n`,
    )
    .join('');
}
