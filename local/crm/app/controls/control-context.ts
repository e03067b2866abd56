/** The context a control is given: the same objects for its whole life, but for parameters, sizes and theme. */
import type { ITheme } from '@fluentui/react';
import { documented, notOffered } from './context/documented.ts';
import { formatting } from './context/formatting.ts';
import { device, navigation, type Dialogs } from './context/navigation.ts';
import { fluentDesign } from './context/theme.ts';
import { userSettings, type ControlUser } from './context/user-settings.ts';
import { utils, type Privileges } from './context/utils.ts';
import { webApi } from './context/web-api.ts';
import type { Properties } from './parameters.ts';

/** What stays while the control lives. */
export type ControlSurroundings = {
  readonly user: ControlUser;
  readonly privileges: Privileges;
  readonly strings: ReadonlyMap<string, string>;
  /** Where the control's files are, with a slash at the end. */
  readonly folder: string;
  readonly dialogs: Dialogs;
  readonly requestRender: () => void;
  readonly trackSize: (on: boolean) => void;
  readonly setFullScreen: (on: boolean) => void;
  readonly keepState: (state: Readonly<Record<string, unknown>>) => void;
};

/** What may differ from one `updateView` to the next. */
export type ControlMoment = {
  readonly parameters: Properties;
  readonly label: string;
  readonly isDisabled: boolean;
  /** In pixels; -1 as long as the control does not track its size, and for a height that is its own affair. */
  readonly width: number;
  readonly height: number;
  readonly theme: ITheme;
  readonly updatedProperties: readonly string[];
};

export type MakeContext = (moment: ControlMoment) => ComponentFramework.Context<unknown>;

export function contextMaker(around: ControlSurroundings): MakeContext {
  const { user } = around;
  const standing = {
    client: client(),
    device: device(),
    factory: documented('context.factory', {
      getPopupService: notOffered('context.factory.getPopupService'),
      requestRender: around.requestRender,
    } satisfies ComponentFramework.Factory),
    formatting: formatting(user.locale, user.currency),
    navigation: navigation(around.dialogs),
    resources: resources(around),
    userSettings: userSettings(user),
    utils: utils(around.privileges),
    webAPI: webApi(),
    events: {},
    copilot: documented('context.copilot', {
      executeEvent: notOffered('context.copilot.executeEvent'),
      executePrompt: notOffered('context.copilot.executePrompt'),
    } satisfies ComponentFramework.Copilot),
  };
  return (moment) =>
    documented('context', {
      ...standing,
      mode: modeOf(around, moment),
      parameters: moment.parameters,
      updatedProperties: [...moment.updatedProperties],
      fluentDesignLanguage: fluentDesign(moment.theme),
    } satisfies ComponentFramework.Context<unknown>);
}

function modeOf(around: ControlSurroundings, moment: ControlMoment): ComponentFramework.Mode {
  return documented('context.mode', {
    allocatedHeight: moment.height,
    allocatedWidth: moment.width,
    isControlDisabled: moment.isDisabled,
    isVisible: true,
    label: moment.label,
    setControlState: (state) => {
      around.keepState(state);
      return true;
    },
    setFullScreen: around.setFullScreen,
    trackContainerResize: around.trackSize,
  } satisfies ComponentFramework.Mode);
}

const phoneWidth = 600;
const tabletWidth = 1024;

function client(): ComponentFramework.Client {
  return documented('context.client', {
    disableScroll: false,
    getClient: () => 'Web',
    /** 1 desktop, 2 tablet, 3 phone. */
    getFormFactor: () => (innerWidth <= phoneWidth ? 3 : innerWidth <= tabletWidth ? 2 : 1),
    isNetworkAvailable: () => navigator.onLine,
    isOffline: () => false,
  } satisfies ComponentFramework.Client);
}

function resources({ strings, folder }: ControlSurroundings): ComponentFramework.Resources {
  return documented('context.resources', {
    // A text that is missing shows its key, as on the platform.
    getString: (id) => strings.get(id) ?? id,
    getResource: (id, success, failure) => {
      readBase64(folder + id).then(success, failure);
    },
  } satisfies ComponentFramework.Resources);
}

async function readBase64(address: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new RangeError(`${address} answers ${response.status}.`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
