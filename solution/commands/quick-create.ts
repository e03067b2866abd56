/** Opens the quick-create form of something to agree upon, filled in with what is known. */
import type { Reference } from './client-api.ts';

/** By column of the new row; what is undefined stays empty. */
export type Beginning = Readonly<Record<string, Reference | number | undefined>>;

/** What was saved, undefined when somebody closed the form without saving. */
export async function quickCreate(entityName: string, beginning: Beginning): Promise<Reference | undefined> {
  const answer = await Xrm.Navigation.openForm(
    { entityName, useQuickCreateForm: true },
    parametersOf(beginning),
  );
  return answer?.savedEntityReference?.[0];
}

/** A lookup takes three parameters: the id, the name it is shown by, and its table. */
function parametersOf(beginning: Beginning): Readonly<Record<string, string>> {
  const parameters: Record<string, string> = {};
  for (const [column, value] of Object.entries(beginning)) {
    if (typeof value === 'number') parameters[column] = String(value);
    else if (value !== undefined) {
      parameters[column] = value.id;
      parameters[`${column}name`] = value.name ?? '';
      parameters[`${column}type`] = value.entityType;
    }
  }
  return parameters;
}
