/** How an activity ends: with one way there is nothing to ask but whether. */
import * as React from 'react';
import { ChoiceGroup, DefaultButton, Dialog, DialogFooter, DialogType, PrimaryButton } from '@fluentui/react';
import type { OptionInfo } from '../data/columns.ts';
import { say } from '../text/text.ts';

export function CloseDialog(props: {
  /** The usual one first. */
  readonly statuses: readonly OptionInfo[];
  readonly onClose: (status: OptionInfo | undefined) => void;
}): React.ReactElement {
  const { statuses, onClose } = props;
  const [chosen, setChosen] = React.useState(statuses[0]);
  return (
    <Dialog
      hidden={false}
      onDismiss={() => onClose(undefined)}
      dialogContentProps={{
        type: DialogType.normal,
        title: say('closeTitle'),
        closeButtonAriaLabel: say('cancel'),
      }}
      modalProps={{ isBlocking: true }}
    >
      <ChoiceGroup
        label={say('closeAs')}
        selectedKey={String(chosen?.value)}
        options={statuses.map(({ value, label }) => ({ key: String(value), text: label }))}
        onChange={(_event, option) => setChosen(statuses.find(({ value }) => String(value) === option?.key))}
      />
      <DialogFooter>
        <PrimaryButton text={say('ok')} onClick={() => onClose(chosen)} />
        <DefaultButton text={say('cancel')} onClick={() => onClose(undefined)} />
      </DialogFooter>
    </Dialog>
  );
}
