/** The control on a page, as a host drives it. */
import { configure, render, type RenderResult } from '@testing-library/react';
import { CollectionTimeline } from '../index.ts';
import type { IInputs } from '../inputs.ts';
import { fakeContext, type ContextOptions } from '../../../common/testing/fake-context.ts';
import { fakeService, type FakeService, type Tables } from './fake-service.ts';
import { customer } from './rows.ts';

// Generous: a slow machine is no failure.
configure({ asyncUtilTimeout: 20_000 });

export type Shown = RenderResult & {
  readonly service: FakeService;
  readonly control: CollectionTimeline;
  /** Another updateView, with other options where given. */
  readonly update: (options?: Partial<ContextOptions>) => void;
  readonly leave: () => void;
};

export function show(
  tables: Tables,
  options: Partial<ContextOptions> = {},
  service = fakeService(tables),
): Shown {
  const contextWith = (more: Partial<ContextOptions>): ComponentFramework.Context<IInputs> =>
    fakeContext<IInputs>({
      parameters: { column: 'Minta Kft.', recordId: customer, tableName: 'account' },
      webAPI: service.webAPI,
      ...options,
      ...more,
    });
  const control = new CollectionTimeline();
  const context = contextWith({});
  control.init();
  const rendered = render(control.updateView(context));
  return {
    ...rendered,
    service,
    control,
    update: (more = {}) => rendered.rerender(control.updateView(contextWith(more))),
    leave: () => {
      rendered.unmount();
      control.destroy();
    },
  };
}
