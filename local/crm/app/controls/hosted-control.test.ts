import { describe, expect, it } from '@jest/globals';
import { ControlFailure, HostedControl } from './hosted-control.ts';

const context = {} as ComponentFramework.Context<unknown>;

class Steps implements ComponentFramework.StandardControl<unknown, unknown> {
  static log: string[] = [];
  notify: (() => void) | undefined;

  init(_context: unknown, notify?: () => void, state?: ComponentFramework.Dictionary): void {
    this.notify = notify;
    Steps.log.push(`init ${JSON.stringify(state)}`);
  }

  updateView(): void {
    Steps.log.push('updateView');
    this.notify?.();
    this.notify?.();
  }

  getOutputs(): unknown {
    Steps.log.push('getOutputs');
    return { value: 'typed' };
  }

  destroy(): void {
    Steps.log.push('destroy');
  }
}

function host(constructor: new () => ComponentFramework.StandardControl<unknown, unknown>): {
  hosted: HostedControl;
  outputs: unknown[];
  failures: ControlFailure[];
} {
  const outputs: unknown[] = [];
  const failures: ControlFailure[] = [];
  const hosted = new HostedControl({
    constructor,
    state: { page: 2 },
    onOutputs: (given) => outputs.push(given),
    onFailure: (failure) => failures.push(failure),
  });
  return { hosted, outputs, failures };
}

const aMoment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

describe('a hosted control', () => {
  it('lives in the order of the framework, and several notices are one look at its outputs', async () => {
    Steps.log = [];
    const { hosted, outputs } = host(Steps);
    hosted.init(context);
    hosted.updateView(context);
    expect(outputs).toEqual([]);
    await aMoment();
    hosted.destroy();
    hosted.destroy();
    expect(Steps.log).toEqual(['init {"page":2}', 'updateView', 'getOutputs', 'destroy']);
    expect(outputs).toEqual([{ value: 'typed' }]);
  });

  it('is not asked for anything once it is over', async () => {
    const { hosted, outputs } = host(Steps);
    hosted.init(context);
    hosted.updateView(context);
    hosted.destroy();
    await aMoment();
    expect(outputs).toEqual([]);
  });

  it('that throws says in which step', async () => {
    class Throws extends Steps {
      override updateView(): void {
        throw new TypeError('no rows');
      }
      override getOutputs(): unknown {
        throw new TypeError('no outputs');
      }
      override destroy(): void {
        throw new TypeError('no end');
      }
    }
    const { hosted, failures } = host(Throws);
    hosted.init(context);
    expect(() => hosted.updateView(context)).toThrow(
      new ControlFailure('updateView', new TypeError('no rows')),
    );
    hosted.destroy();
    expect(failures.map(({ step, message }) => `${step}: ${message}`)).toEqual(['destroy: no end']);
    await aMoment();
  });
});
