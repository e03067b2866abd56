/** When a step comes, and how that changes, as people say it: `comes 3 days later (from 18 to 21 days after the due date)`. */
import type { ReadableRow } from './readable-row.ts';

export function stepSentences(
  was: ReadableRow,
  is: ReadableRow,
): {
  /** Of the new row: `18 days after the due date`. */
  readonly when: string;
  readonly sentences: readonly string[];
  /** The columns that the sentences tell of. */
  readonly columns: readonly string[];
} {
  const when = whenOf(is);
  const timing = ['trigger', 'offsetdays', 'daycount'];
  const moved = timing.some((name) => was[name] !== is[name]);
  const waits = was.waitdays !== is.waitdays;
  return {
    when,
    columns: [...timing, 'waitdays', 'order'],
    sentences: [
      ...(moved ? [movedInWords(was, is)] : []),
      ...(waits
        ? [
            `waits at least ${days(Number(is.waitdays))} after the step before (before: ${days(Number(was.waitdays))}).`,
          ]
        : []),
      ...(was.order === is.order
        ? []
        : [`is number ${String(is.order)} of its strategy now (before: ${String(was.order)}).`]),
    ],
  };
}

function movedInWords(was: ReadableRow, is: ReadableRow): string {
  const [old, now] = [Number(was.offsetdays), Number(is.offsetdays)];
  const sameCount = was.trigger === is.trigger && was.daycount === is.daycount;
  if (!sameCount) return `comes ${whenOf(is)} now (before: ${whenOf(was)}).`;
  const moved = `comes ${days(Math.abs(now - old), is.daycount)} ${now > old ? 'later' : 'earlier'}`;
  if (Math.sign(old) !== Math.sign(now)) return `${moved} (from ${whenOf(was)} to ${whenOf(is)}).`;
  return `${moved} (from ${Math.abs(old)} to ${whenOf(is)}).`;
}

function whenOf({ trigger, offsetdays, daycount }: ReadableRow): string {
  const event = events[String(trigger)] ?? 'the due date';
  const offset = Number(offsetdays);
  if (offset === 0)
    return trigger === undefined || trigger === 'dueDate' ? 'on the due date' : `with ${event}`;
  return `${days(Math.abs(offset), daycount)} ${offset > 0 ? 'after' : 'before'} ${event}`;
}

const events: Readonly<Record<string, string>> = {
  dueDate: 'the due date',
  previousStep: 'the step before',
  promiseBroken: 'a promise was broken',
  disputeClosed: 'a dispute was closed',
  limitCrossed: 'the credit limit was crossed',
};

function days(count: number, dayCount: unknown = 'calendar'): string {
  return `${count}${dayCount === 'business' ? ' business' : ''} ${count === 1 ? 'day' : 'days'}`;
}
