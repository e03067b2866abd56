/** The limit of aggregates, in whichever language they are asked for. */
import type { Session } from '../engine.ts';
import { DataverseError } from '../errors.ts';
import { countRows, type Select } from './select.ts';

const aggregateLimit = 50_000;

/** Throws when an aggregate would go through more rows than Dataverse takes, or than were asked for. */
export function requireFewEnough(session: Session, select: Select, asked?: number): void {
  const limit = Math.min(asked ?? aggregateLimit, aggregateLimit);
  if (countRows(session, { ...select, distinct: false }, limit + 1) <= limit) return;
  throw new DataverseError(
    400,
    '0x8004e023',
    'The maximum record limit is exceeded. Reduce the number of records.',
  );
}
