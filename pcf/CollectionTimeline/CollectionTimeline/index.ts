/** The control's life in the framework; everything else is in its components. */
import * as React from 'react';
import { CollectionTimelineView } from './components/CollectionTimelineView.tsx';
import type { IInputs, IOutputs } from './inputs.ts';

export class CollectionTimeline implements ComponentFramework.ReactControl<IInputs, IOutputs> {
  /** Nothing to prepare: reading begins when the timeline is on the page. */
  init(): void {}

  updateView(context: ComponentFramework.Context<IInputs>): React.ReactElement {
    return React.createElement(CollectionTimelineView, { context, clock });
  }

  /** The control only shows: the column it stands in for keeps its value. */
  getOutputs(): IOutputs {
    return {};
  }

  /** What it holds is given back by its components when the framework takes them off the page. */
  destroy(): void {}
}

function clock(): Date {
  return new Date();
}
