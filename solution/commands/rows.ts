/** Values out of rows, as the Web API answers them. */
import type { Reference, Row } from './client-api.ts';

/** What a lookup that is never empty points at. */
export function referenceIn(row: Row, column: string, entityType: string): Reference {
  const name = row[`_${column}_value@OData.Community.Display.V1.FormattedValue`];
  return {
    entityType,
    id: String(row[`_${column}_value`]),
    name: typeof name === 'string' ? name : '',
  };
}

/** An empty amount is nothing. */
export function amountIn(row: Row, column: string): number {
  const amount = row[column];
  return typeof amount === 'number' ? amount : 0;
}

/** The client API writes ids in braces, the Web API without. */
export function bareId(id: string): string {
  return id.replace(/[{}]/g, '').toLowerCase();
}
