/** `context.navigation`: forms, addresses and dialogs on behalf of a control. */
import { href, navigate } from '../../navigation.ts';
import { openQuickCreate } from '../../record/quick-create.ts';
import { documented, notOfferedLater } from './documented.ts';

/** How a control asks the person in front of it. */
export type Dialogs = {
  alert(text: string, confirmLabel: string | undefined): Promise<void>;
  confirm(strings: ComponentFramework.NavigationApi.ConfirmDialogStrings): Promise<boolean>;
};

/** @param path what it is called where it is used: controls and scripts have it alike */
export function navigation(dialogs: Dialogs, path = 'context.navigation'): ComponentFramework.Navigation {
  return documented(path, {
    openAlertDialog: (strings) => dialogs.alert(strings.text, strings.confirmButtonLabel),
    openConfirmDialog: async (strings) => ({ confirmed: await dialogs.confirm(strings) }),
    openErrorDialog: ({ message, details, errorCode }) =>
      dialogs.alert(
        [message ?? `0x${(errorCode ?? 0).toString(16)}`, details].filter(Boolean).join('\n'),
        undefined,
      ),
    openFile: async (file) => saveFile(file),
    openForm: async (options, parameters) => {
      if (options.useQuickCreateForm === true) return quickCreated(options, parameters);
      const { entityName, entityId, formId, openInNewWindow } = options;
      const address = href({
        page: 'record',
        etn: entityName,
        ...(entityId !== undefined && { id: bareId(entityId) }),
        ...(formId !== undefined && { formId }),
        ...(parameters !== undefined && { defaults: parameters }),
      });
      if (openInNewWindow === true) window.open(address, '_blank', 'noopener');
      else await navigate(address);
      return { savedEntityReference: [] };
    },
    openUrl: (url) => {
      const address = new URL(url, location.href);
      if (address.protocol !== 'https:' && address.protocol !== 'http:')
        throw new RangeError(`${path}.openUrl opens web addresses, not '${address.protocol}'.`);
      window.open(address, '_blank', 'noopener');
    },
    openWebResource: (name, options) => {
      window.open(
        `/WebResources/${encodeURI(name)}`,
        options?.openInNewWindow === false ? '_self' : '_blank',
        'noopener',
      );
    },
  } satisfies ComponentFramework.Navigation);
}

/** The rows that were made: none when the panel was closed without one. */
async function quickCreated(
  { entityName, createFromEntity: from }: ComponentFramework.NavigationApi.EntityFormOptions,
  parameters: Readonly<Record<string, string>> | undefined,
): Promise<ComponentFramework.NavigationApi.OpenFormSuccessResponse> {
  const created = await openQuickCreate(
    entityName,
    parameters,
    from && { table: from.entityType ?? '', id: bareId(from.id), name: from.name ?? '' },
  );
  if (created === undefined) return { savedEntityReference: [] };
  const { table, id, name } = created;
  return { savedEntityReference: [{ entityType: table, id, name }] };
}

function bareId(id: string): string {
  return id.replace(/[{}]/g, '').toLowerCase();
}

/** Hands the file to the browser's downloads. */
function saveFile({ fileContent, fileName, mimeType }: ComponentFramework.FileObject): void {
  const bytes = Uint8Array.from(atob(fileContent), (character) => character.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type: mimeType }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
}

export function device(): ComponentFramework.Device {
  const absent = (name: string): (() => Promise<never>) => notOfferedLater(`context.device.${name}`);
  return documented('context.device', {
    captureAudio: absent('captureAudio'),
    captureImage: absent('captureImage'),
    captureVideo: absent('captureVideo'),
    getBarcodeValue: absent('getBarcodeValue'),
    getCurrentPosition: absent('getCurrentPosition'),
    pickFile: absent('pickFile'),
  } satisfies ComponentFramework.Device);
}
