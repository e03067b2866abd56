/** The framework's context as far as controls may use it. Unknown members throw; formats are English and easily checked by hand. */
import { strict } from './strict.ts';

export type ContextOptions = {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly webAPI?: Partial<ComponentFramework.WebApi>;
  /** Words by key; without it a word is its key. */
  readonly words?: (key: string) => string;
  readonly openForm?: ComponentFramework.Navigation['openForm'];
  /** Of the rights on tables, whether the user has one. */
  readonly mayCreate?: (table: string) => boolean;
  readonly isOnline?: boolean;
  readonly isRTL?: boolean;
  readonly isControlDisabled?: boolean;
  readonly languageId?: number;
  readonly allocatedHeight?: number;
  /** Minutes the user's clocks are ahead of UTC. */
  readonly offsetMinutes?: number;
  readonly design?: Partial<ComponentFramework.FluentDesignState>;
};

export function fakeContext<Inputs>(options: ContextOptions): ComponentFramework.Context<Inputs> {
  const context = {
    parameters: strict(
      'parameters',
      Object.fromEntries(
        Object.entries(options.parameters).map(([name, raw]) => [name, strict(name, property(raw))]),
      ),
    ),
    webAPI: options.webAPI && strict('webAPI', options.webAPI),
    mode: strict('mode', {
      allocatedHeight: options.allocatedHeight ?? -1,
      allocatedWidth: 800,
      isControlDisabled: options.isControlDisabled ?? false,
      isVisible: true,
      label: 'Timeline',
      trackContainerResize: () => undefined,
    }),
    client: strict('client', { isNetworkAvailable: () => options.isOnline ?? true, isOffline: () => false }),
    navigation: strict('navigation', {
      openForm: options.openForm ?? (() => Promise.resolve({ savedEntityReference: [] })),
    }),
    utils: strict('utils', { hasEntityPrivilege: options.mayCreate ?? (() => true) }),
    resources: strict('resources', { getString: options.words ?? ((key: string) => key) }),
    userSettings: strict('userSettings', {
      languageId: options.languageId ?? 1033,
      isRTL: options.isRTL ?? false,
      getTimeZoneOffsetMinutes: () => options.offsetMinutes ?? 0,
    }),
    formatting: strict('formatting', formatting),
    fluentDesignLanguage: options.design,
  };
  return strict('context', context) as unknown as ComponentFramework.Context<Inputs>;
}

/** A property given as an object with `raw` stands as it is. */
function property(value: unknown): object {
  return typeof value === 'object' && value !== null && 'raw' in value
    ? value
    : { raw: value, security: undefined };
}

/** Like the framework's, these write the local parts of a Date. */
const formatting = {
  formatDateShort: (date: Date, includeTime?: boolean) =>
    `${date.getDate()}/${date.getMonth() + 1}/${date.getFullYear()}${includeTime ? ` ${two(date.getHours())}:${two(date.getMinutes())}` : ''}`,
  formatDateYearMonth: (date: Date) => `${date.getMonth() + 1}/${date.getFullYear()}`,
  formatInteger: (value: number) => String(value),
  formatDecimal: (value: number, precision = 2) => value.toFixed(precision),
  formatCurrency: (value: number, precision = 2, symbol = '') => `${symbol}${value.toFixed(precision)}`,
};

function two(value: number): string {
  return String(value).padStart(2, '0');
}
