/** One value as a list shows it: the service's formatted text, in its own direction; lookups as links. */
import * as React from 'react';
import type { Row } from '../data/client.ts';
import { href } from '../navigation.ts';
import type { ViewColumn } from './view.ts';

const formattedValue = '@OData.Community.Display.V1.FormattedValue';
const lookupLogicalName = '@Microsoft.Dynamics.CRM.lookuplogicalname';

export function Cell({
  row,
  column,
}: {
  readonly row: Row;
  readonly column: ViewColumn;
}): React.ReactElement {
  const text = textOf(row, column);
  const table = row[`${column.key}${lookupLogicalName}`];
  const id = row[column.key];
  if (typeof table !== 'string' || typeof id !== 'string') return <bdi>{text}</bdi>;
  return (
    <a href={href({ page: 'record', etn: table, id })}>
      <bdi>{text === '' ? id : text}</bdi>
    </a>
  );
}

/** What the service writes for a value, '' for none. */
export function textOf(row: Row, { key }: Pick<ViewColumn, 'key'>): string {
  const formatted = row[`${key}${formattedValue}`];
  if (typeof formatted === 'string') return formatted;
  const value = row[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

const numbers: ReadonlySet<string> = new Set(['integer', 'bigint', 'decimal', 'double', 'money']);

/** Numbers stand at the end of their column, so that their digits stand below each other. */
export function isNumber({ column }: ViewColumn): boolean {
  return numbers.has(column.type);
}
