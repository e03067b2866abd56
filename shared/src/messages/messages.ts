/** What travels on the bus. A message is a hint: losing or repeating one changes nothing, the rows are the truth. */
import { z } from 'zod';

const id = z.guid();

/** Queue receivable-changes, in the session of the bucket. */
export const receivableChanges = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('chunk'), run: id, chunk: z.int().nonnegative() }),
  z.strictObject({ kind: z.literal('finish'), run: id }),
]);
export type ReceivableChanges = z.infer<typeof receivableChanges>;

/** Queue evaluations, in the session of the bucket: debtors of one bucket that are due. */
export const evaluations = z.strictObject({ debtors: z.array(id).min(1).max(500) });
export type Evaluations = z.infer<typeof evaluations>;

/** Queue dispatches. Who knows the customer says so: what people did by hand is then read together with the action. */
export const dispatches = z.strictObject({ action: id, debtor: id, customer: z.exactOptional(id) });
export type Dispatches = z.infer<typeof dispatches>;

/** Queue dataverse-events: of the RemoteExecutionContext only what names the row, since the row itself is read again. */
export const dataverseEvents = z.object({ PrimaryEntityName: z.string().min(1), PrimaryEntityId: id });
export type DataverseEvents = z.infer<typeof dataverseEvents>;

export const queues = {
  receivableChanges: 'receivable-changes',
  evaluations: 'evaluations',
  dispatches: 'dispatches',
  dataverseEvents: 'dataverse-events',
} as const;

/** As the administrators' guide makes the queues; Service Bus' own default. */
export const maxDeliveries = 10;
