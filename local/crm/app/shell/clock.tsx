/** The local clock, and the button that runs the next day where somebody can run one. */
import * as React from 'react';
import { Icon } from '@fluentui/react';
import { dayChanged } from '../data/day-changed.ts';
import { hostState, session, startNextDay, type HostState } from '../data/session.ts';
import { explain } from '../parts/explain.ts';
import { say, tagOf } from '../text/text.ts';

const whileRunningMs = 1_000;
const otherwiseMs = 20_000;

export function Clock(): React.ReactElement | null {
  const { seen, problem, ask } = useHostState();
  const [starting, setStarting] = React.useState(false);
  const [refusal, setRefusal] = React.useState<unknown>();
  if (seen === undefined) return null;
  const { day } = seen.state;
  const running = starting || day?.running === true;
  const start = async (): Promise<void> => {
    setStarting(true);
    setRefusal(undefined);
    try {
      await startNextDay();
      await ask();
    } catch (error) {
      setRefusal(error);
    }
    setStarting(false);
  };
  const failure = refusal ?? problem;
  return (
    <div className="crm-clock">
      <span className="crm-clock-time" title={say('localClock')}>
        <Icon iconName="Clock" aria-hidden />
        <time dateTime={nowOf(seen).toISOString()} className="crm-clock-long">
          {inWords(nowOf(seen), { weekday: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' })}
        </time>
        <time dateTime={nowOf(seen).toISOString()} className="crm-narrow-only">
          {inWords(nowOf(seen), {})}
        </time>
      </span>
      {day && (
        <button
          type="button"
          className="crm-header-button crm-next-day"
          disabled={running}
          aria-label={running ? say('dayRuns') : say('nextDay')}
          title={running ? say('dayRuns') : say('nextDay')}
          onClick={() => void start()}
        >
          <Icon iconName={running ? 'Sync' : 'Next'} aria-hidden className={running ? 'crm-turning' : ''} />
          <span className="crm-wide-only">{running ? say('dayRuns') : say('nextDay')}</span>
        </button>
      )}
      <span
        role="status"
        className={failure === undefined ? 'crm-clock-status' : 'crm-clock-status crm-problem'}
      >
        {failure !== undefined
          ? explain(failure).title
          : day?.running === true
            ? say('dayProgress', { day: day.date ?? '', waiting: day.waiting ?? '' })
            : (day?.problem ?? '')}
      </span>
    </div>
  );
}

type Seen = { readonly state: HostState; readonly atMs: number };

/** Asks the server every second while a day runs, seldom otherwise; tells the page when a day is over. */
function useHostState(): { seen: Seen | undefined; problem: unknown; ask: () => Promise<void> } {
  const [seen, setSeen] = React.useState<Seen>();
  const [problem, setProblem] = React.useState<unknown>();
  const wasRunning = React.useRef(false);
  const ask = React.useCallback(async () => {
    try {
      const state = await hostState();
      const running = state.day?.running === true;
      setSeen({ state, atMs: Date.now() });
      setProblem(undefined);
      if (wasRunning.current && !running) dayChanged();
      wasRunning.current = running;
    } catch (error) {
      setProblem(error);
    }
  }, []);
  const pauseMs = seen?.state.day?.running === true ? whileRunningMs : otherwiseMs;
  React.useEffect(() => {
    void ask();
    const timer = setInterval(() => void ask(), pauseMs);
    return () => clearInterval(timer);
  }, [ask, pauseMs]);
  return { seen, problem, ask };
}

/** The local clock ticks on since it was last asked for. */
function nowOf({ state, atMs }: Seen): Date {
  return new Date(Date.parse(state.now) + Date.now() - atMs);
}

/** In UTC, as the service's own dates and times. */
function inWords(date: Date, more: Intl.DateTimeFormatOptions): string {
  return date.toLocaleString(tagOf(session().languageId), {
    month: 'short',
    day: 'numeric',
    timeZone: 'UTC',
    ...more,
  });
}
