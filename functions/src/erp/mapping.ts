/**
 * How one ERP writes its exports: which column holds what, how dates and numbers look, and by which words invoices, credit notes and
 * payments are told apart. It travels with the drop as JSON.
 */
import { z } from 'zod';
import { isDatePattern } from './date-pattern.ts';
import { isKnownCurrency, readCountry, readLanguage } from './codes.ts';
import { readDropJson } from './drop-files.ts';
import type { DropManifest } from './manifest.ts';

const column = z.string().trim().min(1);
const values = z.array(z.string().trim().min(1)).min(1);
const currency = z.string().refine(isKnownCurrency, 'is not a currency in use (ISO 4217)');

const layout = {
  delimiter: z.enum([',', ';', '\t', '|']).default(','),
  encoding: z.enum(['utf-8', 'windows-1250', 'latin1']).default('utf-8'),
};

const numbers = z
  .strictObject({ decimal: z.enum(['.', ',']), group: z.enum(['.', ',', ' ', "'"]).optional() })
  .refine((format) => format.decimal !== format.group, {
    path: ['group'],
    error: 'is the decimal sign already',
  })
  .transform(({ decimal, group }) => (group === undefined ? { decimal } : { decimal, group }));

const items = z
  .strictObject({
    ...layout,
    dates: z
      .string()
      .refine(
        isDatePattern,
        'has to name one day (d, dd), month (M, MM) and year (yyyy), told apart by signs or width',
      ),
    numbers,
    columns: z.strictObject({
      customer: column,
      document: column,
      issuedOn: column,
      dueOn: column,
      amount: column,
      open: column.optional(),
      currency: column.optional(),
      settledOn: column.optional(),
      reversed: column.optional(),
      clears: column.optional(),
      kind: column.optional(),
      productLine: column.optional(),
    }),
    /** The currency of every row, where the export has no column for it. */
    currency: currency.optional(),
    /** The words of the kind column. Without them the sign tells: negative is a credit note, and there are no payments. */
    kinds: z
      .strictObject({ invoice: values, creditNote: values.optional(), payment: values.optional() })
      .refine((kinds) => areDistinct(kinds), 'one value stands for two kinds')
      .optional(),
    reversedValues: values.optional(),
  })
  .superRefine((mapping, context) => {
    const complain = (path: string[], message: string): void => {
      context.addIssue({ code: 'custom', path, message });
    };
    if ((mapping.columns.currency === undefined) === (mapping.currency === undefined)) {
      complain(['currency'], 'give either one currency for all rows or columns.currency');
    }
    if ((mapping.columns.kind === undefined) !== (mapping.kinds === undefined)) {
      complain(['kinds'], 'columns.kind and kinds belong together');
    }
    if ((mapping.columns.reversed === undefined) !== (mapping.reversedValues === undefined)) {
      complain(['reversedValues'], 'columns.reversed and reversedValues belong together');
    }
  });

const customers = z
  .strictObject({
    ...layout,
    columns: z.strictObject({
      number: column,
      name: column,
      kind: column.optional(),
      country: column.optional(),
      language: column.optional(),
      email: column.optional(),
      phone: column.optional(),
      mobile: column.optional(),
      street: column.optional(),
      postalCode: column.optional(),
      city: column.optional(),
      creditLimit: column.optional(),
      limitCurrency: column.optional(),
    }),
    /** How credit limits are written. */
    numbers: numbers.optional(),
    /** The currency of every credit limit, where the export has no column for it. */
    currency: currency.optional(),
    /** The words of the kind column; without them it says `business` or `consumer`. */
    kinds: z
      .strictObject({ business: values.optional(), consumer: values.optional() })
      .refine((kinds) => areDistinct(kinds), 'one value stands for two kinds')
      .optional(),
    /** What holds where a column is missing or a cell is empty. */
    defaults: z
      .strictObject({
        country: z
          .string()
          .refine((code) => readCountry(code) === code, 'is not a country (ISO 3166-1)')
          .optional(),
        language: z
          .string()
          .refine((code) => readLanguage(code) === code, 'is not a language (BCP 47)')
          .optional(),
        kind: z.enum(['business', 'consumer']).optional(),
      })
      .default({}),
  })
  .superRefine((mapping, context) => {
    for (const name of ['kind', 'country', 'language'] as const) {
      if (mapping.columns[name] === undefined && mapping.defaults[name] === undefined) {
        context.addIssue({ code: 'custom', path: ['columns', name], message: 'needs a column or a default' });
      }
    }
    if (mapping.columns.creditLimit === undefined) return;
    if (mapping.numbers === undefined) {
      context.addIssue({ code: 'custom', path: ['numbers'], message: 'says how credit limits are written' });
    }
    if ((mapping.columns.limitCurrency === undefined) === (mapping.currency === undefined)) {
      context.addIssue({
        code: 'custom',
        path: ['currency'],
        message: 'give either one currency for all limits or columns.limitCurrency',
      });
    }
  });

const mapping = z
  .strictObject({
    /** Our company whose receivables these are. */
    company: z.string().trim().min(1).max(50),
    /** Whether settled items are left out of a full export or present and marked. */
    settled: z.enum(['absent', 'marked']),
    items,
    customers: customers.optional(),
  })
  .superRefine((whole, context) => {
    if (
      whole.settled === 'marked' &&
      whole.items.columns.settledOn === undefined &&
      whole.items.columns.open === undefined
    ) {
      context.addIssue({
        code: 'custom',
        path: ['settled'],
        message: 'settled items can only be marked in items.columns.settledOn or items.columns.open',
      });
    }
  });

export type DropMapping = z.output<typeof mapping>;
export type ItemsMapping = DropMapping['items'];
export type CustomersMapping = NonNullable<DropMapping['customers']>;

/** @throws DropError naming the first path inside the mapping that does not fit. */
export function readMapping(folder: string, manifest: DropManifest): Promise<DropMapping> {
  return readDropJson<DropMapping>(folder, manifest.mapping, mapping);
}

function areDistinct(kinds: Readonly<Record<string, readonly string[] | undefined>>): boolean {
  const words = Object.values(kinds).flatMap((each) => each ?? []);
  return new Set(words).size === words.length;
}
