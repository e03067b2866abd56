/**
 * One control on one form, from `init` to `destroy`, in the order the framework keeps. Whatever the control throws comes out as a
 * `ControlFailure` that says in which step.
 */
import type * as React from 'react';
import type { ControlClass } from './registry.ts';

export type Step = 'constructor' | 'init' | 'updateView' | 'getOutputs' | 'destroy' | 'render';

export class ControlFailure extends Error {
  readonly step: Step;

  constructor(step: Step, thrown: unknown) {
    super(thrown instanceof Error ? thrown.message : String(thrown), { cause: thrown });
    this.step = step;
  }
}

export type HostedControlOptions = {
  readonly constructor: ControlClass;
  /** What an earlier instance left with `setControlState`. */
  readonly state: Readonly<Record<string, unknown>> | undefined;
  /** Called some time after the control said that its outputs changed. */
  readonly onOutputs: (outputs: Readonly<Record<string, unknown>>) => void;
  readonly onFailure: (failure: ControlFailure) => void;
};

type Context = ComponentFramework.Context<unknown>;

export class HostedControl {
  readonly #options: HostedControlOptions;
  readonly #control: ComponentFramework.StandardControl<unknown, unknown>;
  #isOver = false;
  #outputsAsked = false;

  /** @throws ControlFailure */
  constructor(options: HostedControlOptions) {
    this.#options = options;
    this.#control = inStep('constructor', () => new options.constructor());
  }

  /** @param container of a standard control; virtual ones have none; @throws ControlFailure */
  init(context: Context, container?: HTMLDivElement): void {
    inStep('init', () =>
      this.#control.init(context, () => this.#askOutputs(), { ...this.#options.state }, container),
    );
  }

  /** What a virtual control shows; nothing for a standard one, which has drawn into its container. @throws ControlFailure */
  updateView(context: Context): React.ReactElement | undefined {
    return inStep(
      'updateView',
      () => this.#control.updateView(context) as unknown as React.ReactElement | undefined,
    );
  }

  /** Ends the control, once. What it throws then is told, but stops nobody from leaving. */
  destroy(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    try {
      inStep('destroy', () => this.#control.destroy());
    } catch (failure) {
      this.#options.onFailure(failure as ControlFailure);
    }
  }

  /** Several notices in a row are answered by one look, after the control has finished what it is doing. */
  #askOutputs(): void {
    if (this.#outputsAsked || this.#isOver) return;
    this.#outputsAsked = true;
    setTimeout(() => {
      this.#outputsAsked = false;
      if (this.#isOver) return;
      try {
        const outputs = inStep('getOutputs', () => this.#control.getOutputs?.() ?? {});
        this.#options.onOutputs(outputs as Readonly<Record<string, unknown>>);
      } catch (failure) {
        this.#options.onFailure(
          failure instanceof ControlFailure ? failure : new ControlFailure('getOutputs', failure),
        );
      }
    }, 0);
  }
}

function inStep<T>(step: Step, work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    throw new ControlFailure(step, thrown);
  }
}
