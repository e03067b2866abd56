/** Messages and for which tables they exist: the rows of sdkmessage and sdkmessagefilter. */
import { namedId } from '../ids.ts';

/** The id of the row that says a message exists for a table. */
export function messageFilterId(message: string, table: string): string {
  return namedId(`sdkmessagefilter ${message} ${table}`);
}

/** Ids of messages: those that steps name in every environment are the real ones. */
export function messageId(message: string): string {
  return wellKnownMessages[message] ?? namedId(`sdkmessage ${message}`);
}

const wellKnownMessages: Readonly<Record<string, string>> = {
  Create: '9ebdbb1b-ea3e-db11-86a7-000a3a5473e8',
  Update: '20bebb1b-ea3e-db11-86a7-000a3a5473e8',
};

export const tableMessages = [
  'Create',
  'Update',
  'Delete',
  'Retrieve',
  'RetrieveMultiple',
  'Assign',
] as const;
export const bulkMessages = ['CreateMultiple', 'UpdateMultiple', 'UpsertMultiple'] as const;
