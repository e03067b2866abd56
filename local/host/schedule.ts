/**
 * NCRONTAB schedules: six fields, seconds first. Day of month and day of week must both hold, `5/10` means 5, 15, 25 …, and the marks
 * other crons add (`L`, `W`, `#`, `?`) do not exist.
 */
import { Cron } from 'croner';
import { HostRefusal } from './refusal.ts';

export type Schedule = {
  readonly expression: string;
  /** The first instant after the given one at which the timer fires; milliseconds since 1970. */
  readonly nextAfter: (instantMs: number) => number;
};

const field = /^[\d*/,-]+$/;
const monthNames = /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\b/gi;
const dayNames = /\b(sun|mon|tue|wed|thu|fri|sat)\b/gi;

/** @param timeZone IANA name of the zone the fields are in. @throws HostRefusal naming the function and the expression. */
export function parseSchedule(expression: string, timeZone: string, functionName: string): Schedule {
  const refuse = (reason: string): never => {
    throw new HostRefusal(`Function "${functionName}": schedule "${expression}": ${reason}.`);
  };
  const fields = expression.trim().split(/\s+/);
  if (fields.length !== 6) refuse('expected six fields: second minute hour day month day-of-week');
  const [month = '', dayOfWeek = ''] = fields.slice(4);
  const plain = [
    ...fields.slice(0, 4),
    month.replaceAll(monthNames, '1'),
    dayOfWeek.replaceAll(dayNames, '1'),
  ];
  if (!plain.every((text) => field.test(text)))
    refuse('only numbers, names of months and days, and * / , - are NCRONTAB');
  if (plain[5]?.includes('7')) refuse('days of the week are 0 (Sunday) to 6');

  const cron = parseCron(fields.join(' '), timeZone, refuse);
  const nextAfter = (instantMs: number) => cron.nextRun(new Date(instantMs))?.getTime();
  if (nextAfter(Date.now()) === undefined) refuse('it never fires');
  return {
    expression,
    nextAfter: (instantMs) => nextAfter(instantMs) ?? Infinity,
  };
}

function parseCron(expression: string, timeZone: string, refuse: (reason: string) => never): Cron {
  try {
    return new Cron(expression, { mode: '6-part', sloppyRanges: true, domAndDow: true, timezone: timeZone });
  } catch (error) {
    return refuse((error as Error).message);
  }
}
