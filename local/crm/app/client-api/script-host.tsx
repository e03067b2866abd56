/** Gives scripts their `Xrm`, and draws the questions they ask. Once for the whole page. */
import * as React from 'react';
import { useDialogs } from '../controls/dialogs.tsx';
import type { LookupValue } from '../record/values.ts';
import { ChooseDialog } from './choose-dialog.tsx';
import { installXrm, type LookupOptions } from './xrm.ts';

type Choosing = {
  readonly options: LookupOptions;
  readonly end: (chosen: LookupValue | undefined) => void;
};

export function ScriptHost(): React.ReactElement {
  const { dialogs, question } = useDialogs();
  const [choosing, setChoosing] = React.useState<Choosing>();
  React.useEffect(
    () =>
      installXrm({
        ...dialogs,
        choose: (options) =>
          new Promise((resolve) => {
            const end = (chosen: LookupValue | undefined): void => {
              setChoosing(undefined);
              resolve(chosen);
            };
            setChoosing({ options, end });
          }),
      }),
    [dialogs],
  );
  return (
    <>
      {question}
      {choosing !== undefined && <ChooseDialog options={choosing.options} onEnd={choosing.end} />}
    </>
  );
}
