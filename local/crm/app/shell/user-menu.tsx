/** The user's menu: who is signed in, language, theme, direction, sign-out. */
import * as React from 'react';
import {
  ContextualMenuItemType,
  DefaultButton,
  Dialog,
  DialogFooter,
  DialogType,
  type IContextualMenuItem,
} from '@fluentui/react';
import { changeLanguage, session } from '../data/session.ts';
import { explain } from '../parts/explain.ts';
import { languages, say } from '../text/text.ts';
import { changeAppearance, onAppearance, storedAppearance, themeNames } from './appearance.ts';

export function UserMenu(): React.ReactElement {
  const { fullName, domainName } = session();
  const [appearance, setAppearance] = React.useState(storedAppearance);
  const [failure, setFailure] = React.useState<unknown>();
  React.useEffect(() => onAppearance(() => setAppearance(storedAppearance())), []);
  const speakIn = async (languageId: number): Promise<void> => {
    try {
      await changeLanguage(languageId);
      // Every label and formatted value is of the old language.
      location.reload();
    } catch (error) {
      setFailure(error);
    }
  };
  const signOut = async (): Promise<void> => {
    try {
      await fetch('/signout', { method: 'POST' });
      location.assign('/signin');
    } catch (error) {
      setFailure(error);
    }
  };
  const items: IContextualMenuItem[] = [
    { key: 'who', itemType: ContextualMenuItemType.Header, text: `${fullName} (${domainName})` },
    {
      key: 'language',
      text: say('language'),
      iconProps: { iconName: 'LocaleLanguage' },
      subMenuProps: {
        items: languages.map(({ id, name }) => ({
          key: String(id),
          text: name,
          canCheck: true,
          checked: id === session().languageId,
          onClick: () => void speakIn(id),
        })),
      },
    },
    {
      key: 'theme',
      text: say('theme'),
      iconProps: { iconName: 'Color' },
      subMenuProps: {
        items: themeNames.map((theme) => ({
          key: theme,
          text: say(`theme_${theme}`),
          canCheck: true,
          checked: theme === appearance.theme,
          onClick: () => changeAppearance({ theme }),
        })),
      },
    },
    {
      key: 'direction',
      text: say('rightToLeft'),
      canCheck: true,
      checked: appearance.rightToLeft,
      onClick: () => changeAppearance({ rightToLeft: !appearance.rightToLeft }),
    },
    { key: 'line', itemType: ContextualMenuItemType.Divider },
    {
      key: 'signOut',
      text: say('signOut'),
      iconProps: { iconName: 'SignOut' },
      onClick: () => void signOut(),
    },
  ];
  return (
    <>
      <DefaultButton
        className="crm-user"
        ariaLabel={say('userMenu', { name: fullName })}
        title={fullName}
        menuProps={{ items, ariaLabel: say('userMenu', { name: fullName }), shouldFocusOnMount: true }}
        onRenderMenuIcon={() => null}
      >
        {/* Drawn by the style sheet: initials are no part of the button's name. */}
        <span className="crm-initials" data-initials={initialsOf(fullName)} />
      </DefaultButton>
      {failure !== undefined && (
        <Dialog
          hidden={false}
          onDismiss={() => setFailure(undefined)}
          dialogContentProps={{
            type: DialogType.normal,
            title: explain(failure).title,
            subText: explain(failure).detail,
            closeButtonAriaLabel: say('close'),
          }}
        >
          <DialogFooter>
            <DefaultButton onClick={() => setFailure(undefined)} text={say('close')} />
          </DialogFooter>
        </Dialog>
      )}
    </>
  );
}

function initialsOf(name: string): string {
  const letters = name
    .split(/\s+/)
    .map((word) => word.replace(/[^\p{L}\p{N}]/gu, '').charAt(0))
    .filter((letter) => letter !== '');
  return [letters[0], letters.length > 1 ? letters.at(-1) : ''].join('').toUpperCase();
}
