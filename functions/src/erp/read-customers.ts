/** The customers of a drop. A row is read whole or set aside whole. */
import type { ErpCustomer, RejectedRow } from '@dunlin/shared/messages/ledger';
import { parseAmount } from '@dunlin/shared/money/parse-amount';
import { isKnownCurrency, readCountry, readLanguage } from './codes.ts';
import { contactName } from './contact-name.ts';
import type { DropLimits } from './drop-files.ts';
import type { CustomersMapping } from './mapping.ts';
import { withoutRepeats } from './repeats.ts';
import { readTable, type RowReader } from './table.ts';

type Role = keyof CustomersMapping['columns'];

export type ReadCustomers = {
  /** By number. */
  readonly customers: readonly ErpCustomer[];
  readonly rejected: readonly RejectedRow[];
  /** The line of the file that a customer given here was read from. */
  readonly lineOf: (customer: ErpCustomer) => number | undefined;
};

export async function readCustomers(options: {
  file: string;
  bytes: Buffer;
  mapping: CustomersMapping;
  limits: DropLimits;
}): Promise<ReadCustomers> {
  const { file, bytes, mapping, limits } = options;
  const rejected: RejectedRow[] = [];
  const { rows, broken } = await readTable({
    file,
    bytes,
    layout: mapping,
    columns: mapping.columns,
    limits,
    read: (row: RowReader<Role>) => {
      const value = customerOf(row, mapping);
      rejected.push(...row.rejections);
      const number = row.raw('number');
      return { line: row.line, key: number === '' ? undefined : number, value, contents: row.contents() };
    },
  });
  const { kept, rejected: repeats } = withoutRepeats(rows, ({ line, key }, reason) => ({
    file,
    line,
    column: mapping.columns.number,
    value: key ?? '',
    reason,
  }));
  const lines = new Map(
    rows.flatMap(({ value, line }) => (value === undefined ? [] : [[value, line] as const])),
  );
  return {
    customers: kept.toSorted((a, b) => (a.number < b.number ? -1 : 1)),
    rejected: [...broken, ...rejected, ...repeats],
    lineOf: (customer) => lines.get(customer),
  };
}

/** What Dataverse's own columns for accounts and contacts hold, in characters; numbers of consumers stand on the debtor alone. */
const ceilings = {
  number: 100,
  accountNumber: 20,
  name: 160,
  email: 100,
  phone: 50,
  mobile: 50,
  street: 250,
  postalCode: 20,
  city: 80,
};

const reachRoles = ['email', 'phone', 'mobile', 'street', 'postalCode', 'city'] as const;
type ReachRole = (typeof reachRoles)[number];

function customerOf(row: RowReader<Role>, mapping: CustomersMapping): ErpCustomer | undefined {
  const number = row.required('number', ceilings.number);
  const name = row.required('name', ceilings.name);
  const kind = kindOf(row, mapping);
  const country = codeOf(row, 'country', {
    read: readCountry,
    otherwise: mapping.defaults.country,
    what: 'country',
  });
  const language = codeOf(row, 'language', {
    read: readLanguage,
    otherwise: mapping.defaults.language,
    what: 'language',
  });
  if (kind === 'business' && number !== undefined && number.length > ceilings.accountNumber) {
    row.reject('number', `is longer than the ${ceilings.accountNumber} characters of an account number`);
  }
  if (kind === 'consumer' && name !== undefined && contactName(name) === undefined) {
    row.reject('name', 'cannot be divided into a first and a last name of at most 50 characters each');
  }
  const creditLimit = creditLimitOf(row, mapping);
  const reach: Partial<Record<ReachRole, string>> = {};
  for (const role of reachRoles) {
    const value = row.optional(role, ceilings[role]);
    if (value !== undefined) reach[role] = value;
  }
  if (row.rejections.length > 0) return undefined;
  if (!number || !name || !kind || !country || !language) return undefined;
  return {
    ...reach,
    number,
    name,
    kind,
    country,
    language,
    ...(creditLimit !== undefined && { creditLimit }),
  };
}

/** Null where the cell says that there is none; undefined where the export says nothing of limits. */
function creditLimitOf(row: RowReader<Role>, mapping: CustomersMapping): ErpCustomer['creditLimit'] {
  if (mapping.columns.creditLimit === undefined || mapping.numbers === undefined) return undefined;
  const text = row.raw('creditLimit');
  if (text === '') return null;
  const currency = mapping.currency ?? row.required('limitCurrency');
  if (currency === undefined) return undefined;
  if (!isKnownCurrency(currency)) return row.reject('limitCurrency', 'is not a currency in use (ISO 4217)');
  const parsed = parseAmount(text, currency, mapping.numbers);
  if (!parsed.ok) return row.reject('creditLimit', parsed.reason);
  return parsed.amount.minor < 0 ? row.reject('creditLimit', 'is negative') : parsed.amount;
}

function kindOf(row: RowReader<Role>, mapping: CustomersMapping): ErpCustomer['kind'] | undefined {
  const text = row.optional('kind');
  if (text === undefined)
    return row.raw('kind') === '' ? (mapping.defaults.kind ?? row.reject('kind', 'is empty')) : undefined;
  const kinds = mapping.kinds ?? { business: ['business'], consumer: ['consumer'] };
  if (kinds.business?.includes(text)) return 'business';
  if (kinds.consumer?.includes(text)) return 'consumer';
  return row.reject('kind', 'is not a kind the mapping names');
}

function codeOf(
  row: RowReader<Role>,
  role: 'country' | 'language',
  rule: { read: (text: string) => string | undefined; otherwise: string | undefined; what: string },
): string | undefined {
  const text = row.raw(role);
  if (text === '') return rule.otherwise ?? row.reject(role, 'is empty');
  return rule.read(text) ?? row.reject(role, `is not a ${rule.what} known here`);
}
