/** Opens the quick-create form of something to agree upon, filled in with what is known. */
import type { Reference } from './client-api.ts';

export type NewRow = {
  readonly table: 'dun_promise' | 'dun_dispute' | 'dun_hold';
  /** The row it is made from: what the solution's maps name is taken over. */
  readonly from: Reference;
  /** By column; these go before what is taken over. */
  readonly values: Readonly<Record<string, Reference | number | string>>;
};

/** What was saved, undefined when somebody closed the form without saving. */
export async function quickCreate({ table, from, values }: NewRow): Promise<Reference | undefined> {
  const answer = await Xrm.Navigation.openForm(
    { entityName: table, useQuickCreateForm: true, createFromEntity: from },
    parametersOf(values),
  );
  return answer?.savedEntityReference?.[0];
}

/** A lookup takes three parameters: the id, the name it is shown by, and its table. */
function parametersOf(values: NewRow['values']): Readonly<Record<string, string>> {
  const parameters: Record<string, string> = {};
  for (const [column, value] of Object.entries(values)) {
    if (typeof value !== 'object') parameters[column] = String(value);
    else {
      parameters[column] = value.id;
      parameters[`${column}name`] = value.name ?? '';
      parameters[`${column}type`] = value.entityType;
    }
  }
  return parameters;
}
