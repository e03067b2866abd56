/** A toolbar: one stop for the Tab key, arrows from command to command, and what does not fit under “more”. */
import * as React from 'react';
import { CommandBarButton, FocusZone, FocusZoneDirection, type IContextualMenuItem } from '@fluentui/react';
import { say } from '../text/text.ts';
import { useFitting } from './use-fitting.ts';

export type Command = {
  readonly key: string;
  readonly text: string;
  readonly toolTip?: string;
  /** An icon of Fluent's. */
  readonly iconName?: string;
  /** The address of a drawing, shown in the colour of the text. */
  readonly drawing?: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
};

export function CommandBar(props: {
  readonly label: string;
  readonly commands: readonly Command[];
}): React.ReactElement {
  const { label, commands } = props;
  const { box, fitting } = useFitting(commands.map(({ text }) => text).join('\n'), commands.length);
  const more = commands.slice(fitting);
  return (
    <div className="crm-commands-box" ref={box}>
      <FocusZone
        className="crm-commands"
        role="toolbar"
        aria-label={label}
        direction={FocusZoneDirection.horizontal}
      >
        {commands.slice(0, fitting).map((command) => (
          <CommandBarButton
            key={command.key}
            text={command.text}
            {...iconOf(command)}
            disabled={command.disabled === true}
            onClick={command.onClick}
            {...(command.toolTip !== undefined && { title: command.toolTip })}
          />
        ))}
        {more.length > 0 && (
          <CommandBarButton
            className="crm-commands-more"
            ariaLabel={say('moreCommands')}
            title={say('moreCommands')}
            menuIconProps={{ iconName: 'More' }}
            menuProps={{ items: more.map(menuItem) }}
          />
        )}
      </FocusZone>
    </div>
  );
}

function menuItem(command: Command): IContextualMenuItem {
  const { key, text, disabled, onClick } = command;
  return { key, text, disabled: disabled === true, onClick, ...iconOf(command) };
}

type Icon = { readonly iconProps: { iconName: string }; readonly onRenderIcon?: () => React.ReactElement };

function iconOf({ iconName, drawing }: Command): Icon {
  if (drawing === undefined) return { iconProps: { iconName: iconName ?? '' } };
  const mask = `url("${drawing}") center / 16px no-repeat`;
  return {
    // Menus keep room for icons where an item has some.
    iconProps: { iconName: 'none' },
    onRenderIcon: () => <span className="crm-drawing" style={{ mask, WebkitMask: mask }} aria-hidden />,
  };
}
