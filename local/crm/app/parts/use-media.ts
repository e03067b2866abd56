/** Whether a media query holds, also after the window changed. */
import * as React from 'react';

export function useMedia(query: string): boolean {
  const [matches, setMatches] = React.useState(() => matchMedia(query).matches);
  React.useEffect(() => {
    const list = matchMedia(query);
    const look = (): void => setMatches(list.matches);
    look();
    list.addEventListener('change', look);
    return () => list.removeEventListener('change', look);
  }, [query]);
  return matches;
}
