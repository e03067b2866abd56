/** Items and payments that the environment has no place for: of customers it does not know, or in amounts it cannot keep. */
import type { ErpItem, ErpPayment, RejectedRow } from '@dunlin/shared/messages/ledger';
import { whyNotKept } from '@dunlin/shared/records/currencies';
import { debtorIdOf } from '@dunlin/shared/records/ledger-rows';
import { debtor } from '@dunlin/shared/tables/ledger';
import { inFilters } from '../dataverse/tables.ts';
import type { DropContent } from '../erp/read-drop.ts';
import type { CompanyPolicy } from '../policy/policy-store.ts';
import type { Services } from '../services.ts';

export type Apart = {
  readonly taken: Pick<DropContent, 'customers' | 'items' | 'payments'>;
  readonly rejected: readonly RejectedRow[];
  /** Documents of rows set aside, also by the reading of the drop: what was known of them before stays. */
  readonly setAsideDocuments: readonly string[];
};

type LedgerRow = ErpItem | ErpPayment;

export async function apart(
  services: Services,
  company: CompanyPolicy,
  content: DropContent,
): Promise<Apart> {
  const { customers, items, payments, mapping, manifest, lineOf } = content;
  const rows = [...items, ...payments];
  const unknown = await unknownCustomers(services, company.company.dun_code, content);
  const columns = mapping.items.columns;
  const why = (row: LedgerRow): Omit<RejectedRow, 'file' | 'line'> | undefined => {
    if (unknown.has(row.customer)) {
      const reason = 'is a customer that no customers file has described';
      return { column: columns.customer, value: row.customer, reason };
    }
    const reason = amountsOf(row)
      .map((amount) => whyNotKept(company.currencies, amount))
      .find((text) => text !== undefined);
    return reason === undefined ? undefined : { column: columns.amount, value: row.document, reason };
  };
  const fits = (row: LedgerRow): boolean => why(row) === undefined;
  // A line may say an item and a payment.
  const rejected = new Map<number, RejectedRow>();
  for (const row of rows) {
    const reason = why(row);
    if (reason) rejected.set(lineOf(row), { file: manifest.items, line: lineOf(row), ...reason });
  }
  const documents = rows.filter((row) => !fits(row)).map(({ document }) => document);
  // The rest of such a customer is taken; the limit is left out when it is written.
  const limits = customers.flatMap((customer) => {
    const reason = customer.creditLimit && whyNotKept(company.currencies, customer.creditLimit);
    return reason ? [{ customer, reason }] : [];
  });
  return {
    taken: { customers, items: items.filter(fits), payments: payments.filter(fits) },
    rejected: [
      ...content.rejected,
      ...limits.map(({ customer, reason }) => ({
        file: manifest.customers ?? '',
        line: lineOf(customer),
        column: mapping.customers?.columns.creditLimit ?? '',
        value: customer.number,
        reason,
      })),
      ...rejected.values(),
    ],
    setAsideDocuments: [...new Set([...content.setAsideDocuments, ...documents])],
  };
}

/** Customers that neither this drop nor an earlier one described: there is nobody to write to. */
async function unknownCustomers(
  { dataverse }: Services,
  company: string,
  { customers, items, payments }: DropContent,
): Promise<ReadonlySet<string>> {
  const described = new Set(customers.map(({ number }) => number));
  const named = new Set([...items, ...payments].map(({ customer }) => customer));
  const missing = [...named].filter((number) => !described.has(number));
  const ids = new Map(missing.map((number) => [debtorIdOf(company, number), number]));
  const filters = inFilters('dun_debtorid', [...ids.keys()]);
  const found = await dataverse.readTogether<readonly { dun_debtorid: string }[]>(
    filters.map((filter) => ({ collection: debtor.set, select: ['dun_debtorid'], filter })),
  );
  for (const { dun_debtorid } of found.flat()) ids.delete(dun_debtorid);
  return new Set(ids.values());
}

function amountsOf(row: LedgerRow): readonly ErpItem['amount'][] {
  return 'open' in row ? [row.amount, row.open] : [row.amount];
}
