/** The clauses as the page docs/conformance.md. */
import type { Clause, ClientName, Section } from './clause.ts';

export function conformancePage(sections: readonly Section[]): string {
  const clauses = sections.flatMap((section) => section.clauses);
  const held = clauses.filter((clause) => clause.held.length > 0).length;
  const missing = clauses.flatMap((clause) => clause.missing).length;
  const heldBy = (client: ClientName): number =>
    clauses.filter((clause) => clause.held.some(({ by }) => by === client)).length;
  return [
    '# What the local Dataverse holds of the wire contract',
    '',
    'Generated from `local/dataverse/conformance/clauses.ts` by `npm run conformance:page`; a test fails when it is stale.',
    '',
    `${clauses.length} clauses, ${held} of them held by tests; ${missing} kinds of requests answer 501 by name. Files are in`,
    '`local/dataverse/`. Those in `conformance/suite/` ask any environment: `npm run conformance -- --url URL --token-command CMD`.',
    '',
    `Of these clauses ${heldBy('dynamics-web-api')} are held by dynamics-web-api, ${heldBy('dataverse-webapi')} by dataverse-webapi, two clients that are`,
    `not ours, and ${heldBy('plain fetch')} by plain fetch; some by more than one.`,
    '',
    ...sections.flatMap(sectionLines),
  ].join('\n');
}

function sectionLines({ title, clauses }: Section): readonly string[] {
  return [
    `## ${title}`,
    '',
    '| Clause | What it says | Held by | Client |',
    '| --- | --- | --- | --- |',
    ...clauses.flatMap(rowsOf),
    '',
  ];
}

function rowsOf({ id, says, held, missing }: Clause): readonly string[] {
  const rows = [
    ...held.map(({ file, test, by }) => [`\`${file}\`: ${test}`, by === 'none' ? '–' : by]),
    ...missing.map(({ request, named }) => [`501, ${named}`, `\`${request}\``]),
  ];
  return rows.map((row, index) => {
    const cells = index === 0 ? [id, says, ...row] : ['', '', ...row];
    return `| ${cells.map(cell).join(' | ')} |`;
  });
}

/** A bar would end the cell. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
