/** The form as scripts see it: `formContext`, and the execution context its events carry. */
import { contentsOf } from '../record/load-record.ts';
import { valueIn } from '../record/draft.ts';
import type { FormContext } from '../record/form-context.ts';
import type { OpenRecord } from '../record/use-record.ts';
import { isLookupValue, type FieldValue } from '../record/values.ts';
import { lookupItem } from './lookup-item.ts';
import type { Notifications } from './notifications.ts';
import { offered } from './offered.ts';

export type FormNow = {
  readonly record: OpenRecord;
  readonly form: FormContext;
  readonly notifications: Notifications;
};

/** @param now the form at the moment of each call: scripts keep the object longer than a rendering lasts */
export function formContextOf(now: () => FormNow): object {
  return offered('formContext', {
    data: offered('formContext.data', {
      entity: offered('formContext.data.entity', {
        getEntityName: () => now().form.table.logicalName,
        getId: () => idOf(now().form.id),
        getPrimaryAttributeValue: () => {
          const { table, draft } = now().form;
          return table.primaryName === undefined ? null : valueIn(draft, table.primaryName);
        },
      }),
      refresh: async (save?: boolean) => {
        const { record } = now();
        await (save === true ? record.save() : record.refresh());
      },
      save: async () => {
        await now().record.save();
      },
    }),
    ui: offered('formContext.ui', {
      getFormType: () => (now().form.id === undefined ? 1 : now().form.readOnly === undefined ? 2 : 3),
      setFormNotification: (message: string, level: string, id: string) =>
        now().notifications.set({ message, level, id }),
      clearFormNotification: (id: string) => now().notifications.clear(id),
    }),
    getAttribute: (name: string) => attributeOf(now, name),
  });
}

export function executionContextOf(formContext: object): object {
  return offered('executionContext', { getFormContext: () => formContext });
}

/** Null for a column that is not on the form, as on the platform. */
function attributeOf(now: () => FormNow, name: string): object | null {
  const isThere = contentsOf(now().form.form).some(
    (content) => 'column' in content && content.column === name,
  );
  if (!isThere) return null;
  return offered(`formContext.getAttribute('${name}')`, {
    getName: () => name,
    getValue: () => scriptValue(valueIn(now().form.draft, name)),
  });
}

function scriptValue(value: FieldValue): unknown {
  return isLookupValue(value) ? [lookupItem(value)] : value;
}

function idOf(id: string | undefined): string {
  return id === undefined ? '' : `{${id.toUpperCase()}}`;
}
