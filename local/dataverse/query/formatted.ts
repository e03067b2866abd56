/** Formatted values: what a person sees instead of the raw value. English, as an organization's base language. */
import type { Session } from '../engine.ts';
import { tableOf, type Table } from '../metadata/catalog.ts';
import { textOf } from '../metadata/columns.ts';
import type { Column } from '../metadata/types.ts';
import { quote, type Row, type SqlValue } from '../store/database.ts';

/** Names and symbols already read for this answer. */
export class FormattedValues {
  readonly #session: Session;
  readonly #names = new Map<string, string | undefined>();
  readonly #symbols = new Map<string, { symbol: string; precision: number }>();

  constructor(session: Session) {
    this.#session = session;
  }

  /** The text for a value, or undefined for columns that have none. */
  of(column: Column, value: SqlValue, row: Row): string | undefined {
    if (value === null) return undefined;
    switch (column.kind) {
      case 'picklist':
      case 'state':
      case 'status':
      case 'boolean': {
        const option = column.optionSet?.options.find((candidate) => candidate.value === value);
        return option === undefined ? undefined : textOf(option.label);
      }
      case 'integer':
      case 'bigint':
        return Number(value).toLocaleString('en-US');
      case 'decimal':
      case 'double':
        return fixed(Number(value), column.precision ?? 2);
      case 'money':
        return this.#money(column, Number(value), row);
      case 'datetime':
        return formattedDate(column, String(value));
      case 'customer':
      case 'entityname':
      case 'file':
      case 'lookup':
      case 'memo':
      case 'owner':
      case 'string':
      case 'uniqueidentifier':
        return undefined;
    }
  }

  /** The name of the row a lookup points at. */
  nameOf(tableName: string, id: string): string | undefined {
    const key = `${tableName} ${id}`;
    if (!this.#names.has(key))
      this.#names.set(key, this.#readName(tableOf(this.#session.engine.catalog, tableName), id));
    return this.#names.get(key);
  }

  #readName(table: Table, id: string): string | undefined {
    const { primaryName } = table;
    if (primaryName === undefined) return undefined;
    const row = this.#session.engine.store.database.get(
      `SELECT ${quote(primaryName)} AS name FROM ${quote(table.logicalName)} WHERE ${quote(table.primaryId)} = ?`,
      [id],
    );
    const name = row?.['name'];
    return typeof name === 'string' ? name : undefined;
  }

  #money(column: Column, value: number, row: Row): string {
    const { organization } = this.#session.engine;
    const own = row['transactioncurrencyid'];
    const currency =
      column.baseOf !== undefined || typeof own !== 'string' ? organization.baseCurrencyId : own;
    const { symbol, precision } = this.#currency(currency);
    const digits = column.precisionSource === 'column' ? (column.precision ?? 2) : precision;
    return `${value < 0 ? '-' : ''}${symbol}${fixed(Math.abs(value), digits)}`;
  }

  #currency(id: string): { symbol: string; precision: number } {
    let known = this.#symbols.get(id);
    if (known === undefined) {
      const { store, catalog } = this.#session.engine;
      const row = store.row(tableOf(catalog, 'transactioncurrency'), id);
      known = {
        symbol: String(row?.['currencysymbol'] ?? ''),
        precision: Number(row?.['currencyprecision'] ?? 2),
      };
      this.#symbols.set(id, known);
    }
    return known;
  }
}

function fixed(value: number, digits: number): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** `1/31/2025` or `1/31/2025 2:05 PM`: the organization's default formats, in UTC. */
function formattedDate(column: Column, value: string): string {
  const [year = '', month = '', rest = ''] = value.split('-');
  const day = `${Number(month)}/${Number(rest.slice(0, 2))}/${year}`;
  if (column.dateBehavior === 'dateOnly' || column.format === 'date') return day;
  const hours = Number(value.slice(11, 13));
  const clock = hours % 12 === 0 ? 12 : hours % 12;
  return `${day} ${clock}:${value.slice(14, 16)} ${hours < 12 ? 'AM' : 'PM'}`;
}
