/** One export that was made elsewhere, dropped on one day as it is. */
import type { ErpHistory } from './history.ts';
import { readSource } from './read-source.ts';
import { writeDrop } from './write-drop.ts';

/**
 * @param options.day the day whose evening the export shows.
 * @throws SourceError naming the file when one cannot be read.
 */
export function singleDrop(options: {
  source: string;
  items: string;
  customers: string;
  mapping: string;
  day: string;
}): ErpHistory {
  const { source, day: theDay } = options;
  const items = readSource(options.items);
  const customers = readSource(options.customers);
  const mapping = readSource(options.mapping);
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
