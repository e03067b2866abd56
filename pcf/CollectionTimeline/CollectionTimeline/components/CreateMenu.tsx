/** The rows that can be written down from here, a button each. */
import { DefaultButton } from '@fluentui/react';
import * as React from 'react';
import type { Creation } from '../creations.ts';
import type { Say } from '../words.ts';

export type CreateMenuProps = {
  readonly creations: readonly Creation[];
  readonly say: Say;
  readonly onCreate: (creation: Creation) => void;
};

export function CreateMenu({ creations, say, onCreate }: CreateMenuProps): React.ReactElement {
  return (
    <div className="filters">
      <div role="group" aria-label={say('New')}>
        {creations.map((creation) => (
          <DefaultButton key={creation.table} onClick={() => onCreate(creation)} text={say(creation.word)} />
        ))}
      </div>
    </div>
  );
}
