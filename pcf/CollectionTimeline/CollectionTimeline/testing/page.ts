/** What a story looks for on the page, in English. */
import { fireEvent, screen } from '@testing-library/react';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Row } from '../row.ts';
import { aPayment } from './rows.ts';

const strings = new Map(
  [
    ...readFileSync(
      resolve('pcf/CollectionTimeline/CollectionTimeline/strings/CollectionTimeline.1033.resx'),
      'utf8',
    ).matchAll(/<data name="(\w+)"[^>]*>\s*<value>([^<]*)</g),
  ].map(([, key = '', text = '']) => [key, text]),
);

export function english(key: string): string {
  return strings.get(key) ?? missing(key);
}

export const words = { words: english };

/** One a day, the first on New Year's Eve of 2024, the others before it. */
export function payments(count: number): readonly Row[] {
  return Array.from({ length: count }, (_unused, index) =>
    aPayment({
      dun_name: `P-${index}`,
      dun_paidon: new Date(Date.UTC(2024, 11, 31 - index)).toISOString().slice(0, 10),
    }),
  );
}

export function titles(): readonly string[] {
  return [...document.querySelectorAll('button[data-entry]')].map((button) => button.textContent ?? '');
}

/** On a page of many entries, where looking for roles takes jsdom seconds. */
export function press(text: string): void {
  fireEvent.click(buttonOf(text));
}

export function buttonOf(text: string): HTMLButtonElement {
  return screen.getByText(text).closest('button') ?? missing(text);
}

export function status(): Element {
  return document.querySelector('[role=status]') ?? missing('status');
}

function missing(what: string): never {
  throw new Error(`There is no ${what}`);
}
