/** Questions a control asks through `context.navigation`, one after the other. */
import * as React from 'react';
import { DefaultButton, Dialog, DialogFooter, DialogType, PrimaryButton } from '@fluentui/react';
import { say } from '../text/text.ts';
import type { Dialogs } from './context/navigation.ts';

type Asked = {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  /** Undefined for what can only be taken note of. */
  readonly no: string | undefined;
  readonly answer: (confirmed: boolean) => void;
};

export function useDialogs(): { readonly dialogs: Dialogs; readonly question: React.ReactElement | null } {
  const [queue, setQueue] = React.useState<readonly Asked[]>([]);
  const dialogs = React.useMemo((): Dialogs => {
    const ask = (asked: Omit<Asked, 'answer'>): Promise<boolean> =>
      new Promise((resolve) => setQueue((before) => [...before, { ...asked, answer: resolve }]));
    return {
      alert: async (text, confirmLabel) => {
        await ask({ title: say('product'), text, yes: confirmLabel ?? say('ok'), no: undefined });
      },
      confirm: ({ title, subtitle, text, confirmButtonLabel, cancelButtonLabel }) =>
        ask({
          title: [title, subtitle].filter(Boolean).join(' – ') || say('product'),
          text,
          yes: confirmButtonLabel ?? say('ok'),
          no: cancelButtonLabel ?? say('cancel'),
        }),
    };
  }, []);
  const [asked] = queue;
  const answer = (confirmed: boolean): void => {
    asked?.answer(confirmed);
    setQueue((before) => before.slice(1));
  };
  return { dialogs, question: asked === undefined ? null : <AskedDialog asked={asked} onAnswer={answer} /> };
}

function AskedDialog(props: {
  readonly asked: Asked;
  readonly onAnswer: (confirmed: boolean) => void;
}): React.ReactElement {
  const { asked, onAnswer } = props;
  return (
    <Dialog
      hidden={false}
      onDismiss={() => onAnswer(false)}
      dialogContentProps={{
        type: DialogType.normal,
        title: asked.title,
        subText: asked.text,
        closeButtonAriaLabel: say('cancel'),
      }}
      modalProps={{ isBlocking: true }}
    >
      <DialogFooter>
        <PrimaryButton text={asked.yes} onClick={() => onAnswer(true)} />
        {asked.no !== undefined && <DefaultButton text={asked.no} onClick={() => onAnswer(false)} />}
      </DialogFooter>
    </Dialog>
  );
}
