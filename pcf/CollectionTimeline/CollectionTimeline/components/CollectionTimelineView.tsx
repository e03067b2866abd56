/** The control's root: theme and direction of its host, and either a timeline or the sentence that says why there is none. */
import { ThemeProvider } from '@fluentui/react';
import * as React from 'react';
import type { IInputs } from '../inputs.ts';
import { placeOf, type NoPlace } from '../place.ts';
import { sayWith, type Word } from '../words.ts';
import { hostTheme } from '../../../common/theme.ts';
import { Message } from './Notice.tsx';
import { Timeline } from './Timeline.tsx';

export type ControlContext = ComponentFramework.Context<IInputs>;

export type ControlProps = {
  readonly context: ControlContext;
  readonly clock: () => Date;
};

export function CollectionTimelineView({ context, clock }: ControlProps): React.ReactElement {
  const { mode, userSettings, fluentDesignLanguage } = context;
  // Hosts may give the same tokens in a new object with every update, and theming the page anew is slow.
  const tokens = JSON.stringify(fluentDesignLanguage?.tokenTheme);
  const theme = React.useMemo(() => hostTheme(fluentDesignLanguage), [tokens]);
  const height = mode.allocatedHeight;
  return (
    <ThemeProvider theme={theme.fluent}>
      <div
        className="Dunlin.CollectionTimeline"
        dir={userSettings.isRTL ? 'rtl' : 'ltr'}
        style={{ ...theme.variables, ...(height > 0 && { maxHeight: height, overflowY: 'auto' }) }}
      >
        <Content context={context} clock={clock} />
      </div>
    </ThemeProvider>
  );
}

function Content({ context, clock }: ControlProps): React.ReactElement {
  const { parameters, resources } = context;
  const say = sayWith(resources);
  const isMasked = parameters.column.security?.readable === false;
  const place = placeOf(parameters.tableName.raw, parameters.recordId.raw);
  // Only model-driven apps have a Web API for controls, whatever the type says.
  const hasService = (context.webAPI as ComponentFramework.WebApi | undefined) !== undefined;
  if (isMasked) return <Message text={say('Masked')} />;
  if (!hasService) return <Message text={say('NoWebApi')} />;
  if (typeof place === 'string') return <Message text={say(noPlaceWords[place])} />;
  return <Timeline key={`${place.table} ${place.id}`} place={place} context={context} clock={clock} />;
}

const noPlaceWords: Readonly<Record<NoPlace, Word>> = {
  unsaved: 'NoPlace_Unsaved',
  misplaced: 'NoPlace_Misplaced',
};
