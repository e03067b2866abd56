/** The heading of a page that shows one of several: its name opens the menu of the others. */
import { DefaultButton } from '@fluentui/react';
import * as React from 'react';

type Choice = { readonly id: string; readonly name: string };

export function TitleMenu(props: {
  readonly chosen: Choice;
  readonly all: readonly Choice[];
  /** What the button is, for who cannot see it. */
  readonly label: string;
  readonly menuLabel: string;
  readonly onChoose: (id: string) => void;
}): React.ReactElement {
  const { chosen, all, label, menuLabel, onChoose } = props;
  return (
    <h1>
      <DefaultButton
        className="crm-view-selector"
        text={chosen.name}
        ariaLabel={label}
        menuProps={{
          ariaLabel: menuLabel,
          items: all.map(({ id, name }) => ({
            key: id,
            text: name,
            canCheck: true,
            checked: id === chosen.id,
            onClick: () => onChoose(id),
          })),
        }}
      />
    </h1>
  );
}
