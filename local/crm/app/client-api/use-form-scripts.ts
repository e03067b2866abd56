/** Runs what the form's XML binds to its events: handlers of OnLoad once the form is there, of OnChange when a value becomes another one. */
import * as React from 'react';
import { valueIn } from '../record/draft.ts';
import type { Handler } from '../record/form/form-model.ts';
import { sameValue, type FieldValue } from '../record/values.ts';
import { say } from '../text/text.ts';
import { callScript, loadLibrary } from './call-script.ts';
import { executionContextOf, formContextOf, type FormNow } from './form.ts';

/** Gives the form context, for commands. */
export function useFormScripts(open: FormNow): object {
  const now = React.useRef(open);
  now.current = open;
  const formContext = React.useRef<object>();
  formContext.current ??= formContextOf(() => now.current);
  const context = formContext.current;
  const { scripts } = open.form.form;
  const run = async (handler: Handler): Promise<void> => {
    try {
      const parameters = handler.passContext ? [executionContextOf(context)] : [];
      await callScript(handler, [...parameters, ...handler.parameters]);
    } catch (error) {
      const reason = error instanceof Error ? error.message : JSON.stringify(error);
      const message = say('scriptFailed', { name: handler.functionName, reason });
      now.current.notifications.set({ id: `script ${handler.functionName}`, message, level: 'ERROR' });
    }
  };
  React.useEffect(() => {
    void (async () => {
      // What does not load is told by the handlers that need it.
      for (const library of scripts.libraries) await loadLibrary(library).catch(() => undefined);
      for (const handler of scripts.onLoad) await run(handler);
    })();
  }, [scripts]);
  useOnChange(open, (column) => {
    for (const change of scripts.onChange) if (change.column === column) void run(change.handler);
  });
  return context;
}

/** Only of columns that somebody listens to. */
function useOnChange({ form }: FormNow, changed: (column: string) => void): void {
  const before = React.useRef(new Map<string, FieldValue>());
  const isFirst = React.useRef(true);
  React.useEffect(() => {
    for (const { column } of form.form.scripts.onChange) {
      const value = valueIn(form.draft, column);
      const differs = !sameValue(value, before.current.get(column) ?? null);
      before.current.set(column, value);
      if (differs && !isFirst.current) changed(column);
    }
    isFirst.current = false;
  }, [form.draft]);
}
