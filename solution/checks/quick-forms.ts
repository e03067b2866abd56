/**
 * Quick create forms: a table has one exactly when its declaration says so, what the platform requires can be filled in on it, and it
 * holds nothing that the platform does not show there.
 */
import { tables } from '@dunlin/shared/tables/index';
import type { Table } from '@dunlin/shared/tables/table';
import { filesMatching, type Source, type SourceFile } from '../package/source.ts';
import { descendants } from '../xml/parse.ts';
import { tableOfPath, type Problem } from './catalog.ts';

export function quickFormProblems(source: Source): Problem[] {
  const files = filesMatching(source, /\/FormXml\/quickCreate\//);
  const withForm = new Set(files.map(({ path }) => tableOfPath(path)));
  return [
    ...files.flatMap((file) => oneForm(file).map((message) => ({ file: file.path, message }))),
    ...ownTables
      .filter((table) => (table.quickCreate === true) !== withForm.has(table.name))
      .map((table) => ({
        file: `Entities/${table.schemaName}`,
        message:
          table.quickCreate === true
            ? 'is declared with quickCreate: it needs a form in FormXml/quickCreate'
            : 'has a form in FormXml/quickCreate: its table has to be declared with quickCreate',
      })),
  ];
}

const ownTables: readonly Table[] = Object.values(tables);

function oneForm({ path, root }: SourceFile): string[] {
  const controls = descendants(root, 'control').map(({ attributes }) => attributes);
  const shown = new Set(controls.map(({ datafieldname }) => datafieldname));
  const declared = ownTables.find(({ name }) => name === tableOfPath(path));
  const required = Object.entries(declared?.columns ?? {}).filter(([, column]) => column.required === true);
  return [
    ...required
      .filter(([name]) => !shown.has(name))
      .map(([name]) => `does not ask for ${name}, without which nothing can be saved`),
    ...controls
      .filter(({ indicationOfSubgrid }) => indicationOfSubgrid === 'true')
      .map(({ id }) => `holds the subgrid ${id ?? ''}, which no quick create form shows`),
    // Who sees which quick create form is not a matter of roles: everybody gets the first.
    ...(descendants(root, 'Role').length === 0 ? [] : ['is shown to roles, which only main forms can be']),
  ];
}
