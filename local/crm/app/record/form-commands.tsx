/** What solutions add to an open form: buttons on its command bar, handlers of its events, and what these put above it. */
import * as React from 'react';
import { FormNotifications } from '../client-api/form-notifications.tsx';
import { useNotifications } from '../client-api/notifications.ts';
import { useFormScripts } from '../client-api/use-form-scripts.ts';
import type { Command } from '../commands/command-bar.tsx';
import { NotShown } from '../commands/not-shown.tsx';
import type { FormState } from '../commands/read-ribbon.ts';
import { useRibbon } from '../commands/use-ribbon.ts';
import type { FormContext } from './form-context.ts';
import type { OpenRecord } from './use-record.ts';

export function useFormCommands(
  form: FormContext,
  record: OpenRecord,
): { readonly commands: readonly Command[]; readonly above: React.ReactElement } {
  const notifications = useNotifications();
  const control = useFormScripts({ form, record, notifications });
  const { commands, notShown } = useRibbon({
    table: form.table,
    place: 'Form',
    formState: stateOf(form),
    primaryId: form.id,
    control,
    version: form.version,
    onFailure: (message) => void notifications.set({ id: 'ribbon', message, level: 'ERROR' }),
  });
  return {
    commands,
    above: (
      <>
        <FormNotifications all={notifications.all} />
        <NotShown what={notShown} />
      </>
    ),
  };
}

function stateOf({ id, readOnly }: FormContext): FormState {
  if (id === undefined) return 'Create';
  switch (readOnly?.kind) {
    case undefined:
      return 'Existing';
    case 'inactive':
      return 'Disabled';
    case 'noPrivilege':
      return 'ReadOnly';
  }
}
