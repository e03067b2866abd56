/** One export that was made elsewhere, dropped on one day as it is. */
import { readFileSync } from 'node:fs';
import type { ErpHistory } from './history.ts';
import { writeDrop } from './write-drop.ts';

/**
 * @param options.day the day whose evening the export shows.
 * @throws Error naming the file when one cannot be read.
 */
export function singleDrop(options: {
  source: string;
  items: string;
  customers: string;
  mapping: string;
  day: string;
}): ErpHistory {
  const { source, day: theDay } = options;
  const items = readFileSync(options.items);
  const customers = readFileSync(options.customers);
  const mapping = readFileSync(options.mapping);
  return {
    source,
    firstDay: theDay,
    lastDay: theDay,
    async drop(folder, day) {
      return day === theDay
        ? writeDrop(folder, { source, day, mode: 'full', items, customers, mapping })
        : undefined;
    },
  };
}
