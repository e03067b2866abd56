/** Who a debtor is, as far as rules ask. */
import type { Reach } from '../contact/choose-channel.ts';
import type { Money } from '../money/money.ts';

export type CustomerKind = 'business' | 'consumer';

export type Customer = {
  readonly kind: CustomerKind;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** BCP 47. */
  readonly language?: string;
  /** As the ERP says; absent where it says none. */
  readonly creditLimit?: Money;
  /** Absent where nobody asked how the customer is reached. */
  readonly reach?: Pick<Reach, 'failed'>;
};
