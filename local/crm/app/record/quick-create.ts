/**
 * New rows beside the page: whoever wants one made asks here, and is told what came of it. The panels themselves are drawn by
 * `QuickCreateHost`, once for the whole page.
 */
import { formsOf } from '../data/metadata.ts';
import { open } from '../navigation.ts';
import { takenOver } from './taken-over.ts';
import type { LookupValue } from './values.ts';

/** Values to begin with, by column, as Dynamics' `extraqs`: a lookup also has `<column>name` and `<column>type`. */
export type FirstColumns = Readonly<Record<string, string>>;

export type QuickCreateRequest = {
  readonly id: number;
  readonly table: string;
  readonly values: FirstColumns;
  /** Ends the request: with the row that was made, or without one. */
  readonly end: (created: LookupValue | undefined) => void;
};

/**
 * Opens the quick create form of a table in a panel, and gives the row made in it; undefined when it was closed without one. A table that
 * has no such form opens on its own page instead, which nobody comes back from with a row.
 * @param from the row the new one is made from: what maps name is taken over, and lookups point back at it
 * @throws WebApiError
 */
export async function openQuickCreate(
  table: string,
  values: FirstColumns = {},
  from?: LookupValue,
): Promise<LookupValue | undefined> {
  const [forms, taken] = await Promise.all([
    formsOf(table),
    from === undefined ? {} : takenOver(from, table),
  ]);
  const all = { ...taken, ...values };
  if (!forms.some(({ type }) => type === quickCreateForm)) {
    await open({ page: 'record', etn: table, defaults: all });
    return undefined;
  }
  return new Promise((resolve) => {
    const id = (count += 1);
    const end = (created: LookupValue | undefined): void => {
      put(requests.filter((request) => request.id !== id));
      resolve(created);
    };
    put([...requests, { id, table, values: all, end }]);
  });
}

/** The type of such a form. */
export const quickCreateForm = 7;

let count = 0;
let requests: readonly QuickCreateRequest[] = [];
let onChange: (now: readonly QuickCreateRequest[]) => void = () => {};

/** Tells the one who draws the panels of every change; gives back what ends it. */
export function onQuickCreate(listener: (now: readonly QuickCreateRequest[]) => void): () => void {
  onChange = listener;
  listener(requests);
  return () => {
    onChange = () => {};
  };
}

function put(next: readonly QuickCreateRequest[]): void {
  requests = next;
  onChange(requests);
}
