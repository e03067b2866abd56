/** A question with two answers. */
import * as React from 'react';
import { DefaultButton, Dialog, DialogFooter, DialogType, PrimaryButton } from '@fluentui/react';
import { say } from '../text/text.ts';

export function Question(props: {
  readonly title: string;
  readonly detail: string;
  readonly yes: string;
  readonly no: string;
  readonly onYes: () => void;
  readonly onNo: () => void;
}): React.ReactElement {
  const { title, detail, yes, no, onYes, onNo } = props;
  return (
    <Dialog
      hidden={false}
      onDismiss={onNo}
      minWidth="min(28rem, 92vw)"
      dialogContentProps={{
        type: DialogType.normal,
        title,
        subText: detail,
        closeButtonAriaLabel: say('cancel'),
      }}
      modalProps={{ isBlocking: true }}
    >
      <DialogFooter>
        <PrimaryButton text={yes} onClick={onYes} />
        <DefaultButton text={no} onClick={onNo} />
      </DialogFooter>
    </Dialog>
  );
}
