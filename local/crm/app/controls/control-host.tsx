/**
 * Runs one control and shows what it gives. `updateView` is called when something the control can see has changed, and not for what
 * happens elsewhere on the form.
 */
import * as React from 'react';
import { DefaultButton, ThemeContext, type ITheme } from '@fluentui/react';
import type { FieldValue } from '../record/values.ts';
import { say } from '../text/text.ts';
import type { Dialogs } from './context/navigation.ts';
import type { ControlUser } from './context/user-settings.ts';
import type { Privileges } from './context/utils.ts';
import { contextMaker, type MakeContext } from './control-context.ts';
import { HostedControl, type ControlFailure } from './hosted-control.ts';
import { outputsOf, propertiesOf, type ParameterSource, type Properties } from './parameters.ts';
import type { LoadedControl } from './registry.ts';

type HostProps = {
  readonly control: LoadedControl;
  readonly source: ParameterSource;
  readonly label: string;
  readonly isDisabled: boolean;
  readonly user: ControlUser;
  readonly privileges: Privileges;
  readonly dialogs: Dialogs;
  /** What the control leaves with `setControlState` is kept under this name as long as the page is open. */
  readonly stateKey: string;
  readonly onChange: (column: string, value: FieldValue) => void;
};

type HostState = {
  /** In pixels; -1 until the control asks for its size. */
  readonly width: number;
  readonly isFullScreen: boolean;
  /** Grows when the control asks to be shown again. */
  readonly rendering: number;
};

const keptStates = new Map<string, Readonly<Record<string, unknown>>>();

export class ControlHost extends React.Component<HostProps, HostState> {
  static override contextType = ThemeContext;
  override state: HostState = { width: -1, isFullScreen: false, rendering: 0 };
  declare context: ITheme | undefined;
  readonly #container = React.createRef<HTMLDivElement>();
  readonly #hosted: HostedControl;
  readonly #makeContext: MakeContext;
  #sizes: ResizeObserver | undefined;
  #tracksSize = false;
  #isMounted = false;
  #shown: Shown | undefined;

  constructor(props: HostProps, theme: ITheme | undefined) {
    super(props, theme);
    const { control, user, privileges, dialogs, stateKey } = props;
    this.#makeContext = contextMaker({
      user,
      privileges,
      dialogs,
      strings: control.strings,
      folder: control.folder,
      requestRender: () =>
        this.#later(() => this.setState(({ rendering }) => ({ rendering: rendering + 1 }))),
      trackSize: (on) => this.#trackSize(on),
      setFullScreen: (on) => this.#later(() => this.setState({ isFullScreen: on })),
      keepState: (state) => void keptStates.set(stateKey, state),
    });
    this.#hosted = new HostedControl({
      constructor: control.constructor,
      state: keptStates.get(stateKey),
      onOutputs: (outputs) => this.#takeOutputs(outputs),
      onFailure: (failure) => this.#fail(failure),
    });
    // A standard control needs its container first, which is there once this is mounted.
    if (control.manifest.isVirtual) this.#hosted.init(this.#contextNow(theme));
  }

  override componentDidMount(): void {
    this.#isMounted = true;
    const container = this.#container.current;
    if (container !== null && !this.props.control.manifest.isVirtual) {
      const context = this.#contextNow(this.context);
      this.#hosted.init(context, container);
      this.#hosted.updateView(context);
    }
    this.#watchSize();
  }

  override shouldComponentUpdate(props: HostProps, state: HostState, theme: ITheme | undefined): boolean {
    return keyOf(shownBy(props, state, theme)) !== (this.#shown === undefined ? '' : keyOf(this.#shown));
  }

  override componentDidUpdate(): void {
    if (!this.props.control.manifest.isVirtual) this.#hosted.updateView(this.#contextNow(this.context));
  }

  override componentWillUnmount(): void {
    this.#isMounted = false;
    this.#sizes?.disconnect();
    this.#hosted.destroy();
  }

  override render(): React.ReactElement {
    const { isVirtual } = this.props.control.manifest;
    const { isFullScreen } = this.state;
    return (
      <div className={isFullScreen ? 'crm-control-full' : 'crm-control-place'}>
        {isFullScreen && (
          <DefaultButton
            text={say('controlFullScreen')}
            onClick={() => this.setState({ isFullScreen: false })}
          />
        )}
        <div ref={this.#container} className="crm-control-content">
          {isVirtual ? this.#hosted.updateView(this.#contextNow(this.context)) : null}
        </div>
      </div>
    );
  }

  #contextNow(theme: ITheme | undefined): ComponentFramework.Context<unknown> {
    const shown = shownBy(this.props, this.state, theme);
    const { parameters, label, isDisabled, width } = shown;
    const updatedProperties = changesBetween(this.#shown, shown);
    this.#shown = shown;
    if (theme === undefined) throw new RangeError('There is no theme around the control.');
    return this.#makeContext({ parameters, label, isDisabled, width, height: -1, theme, updatedProperties });
  }

  #takeOutputs(outputs: Readonly<Record<string, unknown>>): void {
    const { source, onChange } = this.props;
    for (const { column, value } of outputsOf(outputs, source)) onChange(column, value);
  }

  /** Failures outside of rendering reach the boundary through it. */
  #fail(failure: ControlFailure): void {
    if (!this.#isMounted) {
      console.error(failure);
      return;
    }
    this.setState(() => {
      throw failure;
    });
  }

  /** What a control asks for while it is being rendered happens afterwards. */
  #later(work: () => void): void {
    setTimeout(() => {
      if (this.#isMounted) work();
    }, 0);
  }

  #trackSize(on: boolean): void {
    this.#tracksSize = on;
    if (this.#isMounted) this.#watchSize();
  }

  #watchSize(): void {
    const container = this.#container.current;
    this.#sizes?.disconnect();
    if (!this.#tracksSize || container === null) return;
    // On a tab that is not shown a control has no size; that is not a change of its layout.
    const measure = (): void => {
      if (container.getClientRects().length > 0) this.setState({ width: Math.floor(container.clientWidth) });
    };
    this.#sizes = new ResizeObserver(measure);
    this.#sizes.observe(container);
    measure();
  }
}

/** What a control can see of its surroundings at one moment. */
type Shown = {
  readonly parameters: Properties;
  readonly label: string;
  readonly isDisabled: boolean;
  readonly width: number;
  readonly isFullScreen: boolean;
  readonly rendering: number;
  readonly theme: ITheme | undefined;
};

function shownBy(
  { source, label, isDisabled }: HostProps,
  state: HostState,
  theme: ITheme | undefined,
): Shown {
  return { parameters: propertiesOf(source), label, isDisabled, ...state, theme };
}

function keyOf({ parameters, theme, ...rest }: Shown): string {
  return JSON.stringify([rest, parametersKey(parameters), theme?.palette.white, theme?.palette.themePrimary]);
}

function parametersKey(parameters: Properties): readonly string[] {
  return Object.entries(parameters).map(([name, property]) => `${name} ${propertyKey(property)}`);
}

function propertyKey({ raw, formatted, security }: ComponentFramework.PropertyTypes.Property): string {
  return JSON.stringify([raw, formatted, security]);
}

/** As the framework names them: properties by their names, `layout` for the size, `fullscreen_open` and `fullscreen_close`. */
function changesBetween(before: Shown | undefined, now: Shown): readonly string[] {
  if (before === undefined) return [];
  const names = Object.keys(now.parameters).filter((name) => {
    const [one, other] = [before.parameters[name], now.parameters[name]];
    return one === undefined || other === undefined || propertyKey(one) !== propertyKey(other);
  });
  const changes = names.length > 0 ? ['parameters', ...names] : [];
  if (before.width !== now.width) changes.push('layout');
  if (before.isFullScreen !== now.isFullScreen)
    changes.push(now.isFullScreen ? 'fullscreen_open' : 'fullscreen_close');
  return changes;
}
