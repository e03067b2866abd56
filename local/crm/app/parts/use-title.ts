/** The browser tab's title while a page is shown. */
import * as React from 'react';
import { say } from '../text/text.ts';

export function useTitle(title: string): void {
  React.useEffect(() => {
    document.title = `${title} – ${say('product')}`;
  }, [title]);
}
