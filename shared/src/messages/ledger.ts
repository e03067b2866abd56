/**
 * What an ERP says of its customers and open items, after one drop was read and checked: the language between reading a drop and
 * writing it to Dataverse. Amounts are positive; the kind says which way an item counts.
 */
import { z } from 'zod';
import { isoDate, parseIsoDate } from '../dates/iso-date.ts';
import { isCurrency } from '../money/money.ts';

const text = z.string().trim().min(1);
const date = z
  .string()
  .refine((value) => parseIsoDate(value) !== undefined, 'is not a date (YYYY-MM-DD)')
  .transform(isoDate);
const amount = z.strictObject({ minor: z.int().nonnegative(), currency: z.string().refine(isCurrency) });

export const erpCustomer = z.strictObject({
  number: text,
  name: text,
  kind: z.enum(['business', 'consumer']),
  /** ISO 3166-1 alpha-2. */
  country: z.string().regex(/^[A-Z]{2}$/),
  /** BCP 47 language of letters and calls: `hu`, `pl`, `ro`, `de`, `en`. */
  language: z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/),
  email: text.optional(),
  phone: text.optional(),
  mobile: text.optional(),
  street: text.optional(),
  postalCode: text.optional(),
  city: text.optional(),
  /** Null where there is none; absent where the export says nothing of limits. */
  creditLimit: amount.nullable().optional(),
});
export type ErpCustomer = z.infer<typeof erpCustomer>;

export const erpItem = z.strictObject({
  customer: text,
  document: text,
  kind: z.enum(['invoice', 'creditNote', 'unappliedCash']),
  issuedOn: date,
  /** For credit notes and unapplied cash the date from which they count. */
  dueOn: date,
  amount,
  /** What is still open of the amount; zero when settled or reversed. */
  open: amount,
  state: z.enum(['open', 'settled', 'reversed']),
  settledOn: date.optional(),
  productLine: text.optional(),
});
export type ErpItem = z.infer<typeof erpItem>;

export const erpPayment = z.strictObject({
  customer: text,
  document: text,
  paidOn: date,
  amount,
  /** The document of the item this payment was for, where the ERP says so. */
  clears: text.optional(),
});
export type ErpPayment = z.infer<typeof erpPayment>;

/** A row that was set aside: the place in the file, the value and the reason. `column` is empty when the whole row is meant. */
export type RejectedRow = {
  readonly file: string;
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
};
