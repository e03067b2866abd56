/** Asks before a page with unsaved changes is left: by a link, by going back, or by closing the browser's tab. */
import * as React from 'react';
import { guardLeaving } from '../navigation.ts';
import { say } from '../text/text.ts';
import { Question } from './question.tsx';

export type LeaveGuard = {
  /** Whether somebody wants to leave and has not answered yet. */
  readonly asking: boolean;
  readonly answer: (leave: boolean) => void;
  /** From now on the page may be left: its changes are saved, or meant to be lost. */
  readonly letGo: () => void;
  /** Asks, when there is something to lose. */
  readonly mayLeave: () => Promise<boolean>;
};

export function useLeaveGuard(isDirty: boolean): LeaveGuard {
  const [asking, setAsking] = React.useState(false);
  const dirty = React.useRef(isDirty);
  dirty.current = isDirty;
  const released = React.useRef(false);
  const answerTo = React.useRef<(leave: boolean) => void>();
  const isFree = (): boolean => released.current || !dirty.current;
  const mayLeave = async (): Promise<boolean> => {
    if (isFree()) return true;
    setAsking(true);
    return new Promise<boolean>((resolve) => {
      answerTo.current = resolve;
    });
  };
  React.useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (!isFree()) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    const endGuard = guardLeaving(mayLeave);
    return () => {
      removeEventListener('beforeunload', warn);
      endGuard();
    };
  }, []);
  return {
    asking,
    answer: (leave) => {
      setAsking(false);
      answerTo.current?.(leave);
    },
    letGo: () => {
      released.current = true;
    },
    mayLeave,
  };
}

export function LeaveDialog({ guard }: { readonly guard: LeaveGuard }): React.ReactElement | null {
  if (!guard.asking) return null;
  return (
    <Question
      title={say('leaveQuestion')}
      detail={say('leaveDetail')}
      yes={say('leave')}
      no={say('stay')}
      onYes={() => guard.answer(true)}
      onNo={() => guard.answer(false)}
    />
  );
}
