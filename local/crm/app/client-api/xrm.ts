/** The global `Xrm` for scripts of solutions, with the members these pages offer. */
import { navigation, type Dialogs } from '../controls/context/navigation.ts';
import { webApi } from '../controls/context/web-api.ts';
import { session } from '../data/session.ts';
import type { LookupValue } from '../record/values.ts';
import { lookupItem, type LookupItem } from './lookup-item.ts';
import { offered } from './offered.ts';

export type LookupOptions = {
  readonly entityTypes: readonly string[];
  readonly filters?: readonly { readonly filterXml: string; readonly entityLogicalName?: string }[];
};

/** How scripts ask the person in front of them. */
export type Asking = Dialogs & {
  /** Undefined when nothing was chosen. */
  choose(options: LookupOptions): Promise<LookupValue | undefined>;
};

export function installXrm(asking: Asking): void {
  const xrm = offered('Xrm', {
    Navigation: navigation(asking, 'Xrm.Navigation'),
    WebApi: webApi({ path: 'Xrm.WebApi' }),
    Utility: offered('Xrm.Utility', {
      getGlobalContext: () => offered('Xrm.Utility.getGlobalContext()', { userSettings: userSettings() }),
      lookupObjects: async (options: LookupOptions): Promise<readonly LookupItem[]> => {
        const chosen = await asking.choose(options);
        return chosen === undefined ? [] : [lookupItem(chosen)];
      },
    }),
  });
  (window as unknown as { Xrm?: object }).Xrm = xrm;
}

function userSettings(): object {
  const { userId, fullName, languageId } = session();
  return offered('Xrm.Utility.getGlobalContext().userSettings', {
    languageId,
    userId: `{${userId.toUpperCase()}}`,
    userName: fullName,
  });
}
