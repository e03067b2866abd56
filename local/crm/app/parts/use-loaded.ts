/** Something loaded for what is shown: loading, there, or failed; an answer that comes too late is dropped. */
import * as React from 'react';

export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'there'; readonly value: T }
  | { readonly state: 'failed'; readonly error: unknown };

/** @param key what the load depends on; another key loads again, and shows `loading` meanwhile */
export function useLoaded<T>(
  load: () => Promise<T>,
  key: string,
): { readonly loaded: Loaded<T>; readonly again: () => void } {
  const [attempt, setAttempt] = React.useState(0);
  const wanted = `${key} ${attempt}`;
  const [result, setResult] = React.useState<{ readonly of: string; readonly loaded: Loaded<T> }>();
  React.useEffect(() => {
    let dropped = false;
    const keep = (loaded: Loaded<T>): void => {
      if (!dropped) setResult({ of: wanted, loaded });
    };
    load().then(
      (value) => keep({ state: 'there', value }),
      (error: unknown) => keep({ state: 'failed', error }),
    );
    return () => {
      dropped = true;
    };
    // `load` is made anew with every rendering; what it depends on is in the key.
  }, [wanted]);
  return {
    loaded: result?.of === wanted ? result.loaded : { state: 'loading' },
    again: () => setAttempt(attempt + 1),
  };
}
