/** What the parts of one open form share, from the record as it is now. */
import { say } from '../text/text.ts';
import { useCurrency } from './currencies.ts';
import { valueIn } from './draft.ts';
import type { FormContext } from './form-context.ts';
import type { RecordParts } from './load-record.ts';
import { readOnlyReason } from './permissions.ts';
import type { OpenRecord } from './use-record.ts';
import { isLookupValue } from './values.ts';

export function useFormContext(parts: RecordParts, record: OpenRecord): FormContext {
  const { table, form } = parts;
  const { draft, stored } = record;
  const currencyValue = valueIn(draft, 'transactioncurrencyid');
  const currency = useCurrency(isLookupValue(currencyValue) ? currencyValue.id : undefined);
  const state = draft.saved.get('statecode');
  const named = table.primaryName === undefined ? null : (draft.saved.get(table.primaryName) ?? null);
  const name = typeof named === 'string' ? named : say('unnamed');
  return {
    table,
    form,
    id: stored?.id,
    name,
    rights: stored?.rights,
    draft,
    readOnly: readOnlyReason({
      table,
      rights: stored?.rights,
      state: stored !== undefined && typeof state === 'number' ? state : undefined,
    }),
    currency,
    showMissing: record.showMissing,
    version: record.version,
    change: record.change,
    refuse: record.refuse,
    self: stored === undefined ? undefined : { table: table.logicalName, id: stored.id, name },
  };
}
