/** What scripts put above a form. */
import * as React from 'react';

export type FormNotification = {
  readonly id: string;
  readonly message: string;
  /** `ERROR`, `WARNING` or `INFO`. */
  readonly level: string;
};

export type Notifications = {
  readonly all: readonly FormNotification[];
  /** In place of one with the same id. */
  readonly set: (notification: FormNotification) => boolean;
  /** Whether there was one. */
  readonly clear: (id: string) => boolean;
};

export function useNotifications(): Notifications {
  const [all, put] = React.useState<readonly FormNotification[]>([]);
  // Scripts set and clear in one go, between two renderings.
  const now = React.useRef(all);
  const change = (next: readonly FormNotification[]): void => {
    now.current = next;
    put(next);
  };
  return {
    all,
    set: (notification) => {
      change([...now.current.filter(({ id }) => id !== notification.id), notification]);
      return true;
    },
    clear: (id) => {
      const rest = now.current.filter((one) => one.id !== id);
      const wasThere = rest.length < now.current.length;
      if (wasThere) change(rest);
      return wasThere;
    },
  };
}
