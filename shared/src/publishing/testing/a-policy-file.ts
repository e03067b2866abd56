/** Test data: a small policy as a file has it, without a mistake, and ways to change it. */
import { parseDocumentText } from '../document-text.ts';
import type { Part, PolicyDocument } from '../document.ts';
import { problemInWords } from '../problem.ts';
import type { ReadableRow } from '../readable-row.ts';

export const policyFile = `
calendars:
  - code: HU
    name: Hungary
    weekend: 6,7
    holidays: |-
      2026-05-01 May Day
      2026-12-25
    coveredfrom: 2024-01-01
    coveredto: 2027-12-31
contactPolicies:
  - code: standard
    name: Standard
    windowstart: "09:00"
    windowend: "18:00"
    businessdaysonly: true
    minimumgapdays: 3
strategies:
  - code: business
    name: Businesses
    latestart: oneByOne
    netting: oldestFirst
    onsegmentchange: mapped
    steps:
      - code: first-notice
        name: First notice
        order: 1
        trigger: dueDate
        offsetdays: 8
        daycount: calendar
        waitdays: 0
        channel: email
        template: notice
        tone: neutral
        grouping: step
        creditholdset: false
        minimumamounts: HUF 3000; EUR 10
      - code: second-notice
        name: Second notice
        order: 2
        trigger: dueDate
        offsetdays: 18
        daycount: calendar
        waitdays: 10
        channel: email
        template: notice
        tone: final
        grouping: step
        creditholdset: false
      - code: hand-over
        name: Hand-over
        order: 3
        trigger: dueDate
        offsetdays: 40
        daycount: calendar
        waitdays: 10
        channel: person
        template: hand-over
        tone: legal
        grouping: step
        creditholdset: false
segments:
  - code: businesses
    name: Businesses
    priority: 10
    rule: kind is business
    strategy: business
templates:
  - code: notice
    name: notice, email, en
    channel: email
    language: en
    subject: Your open invoices
    body: |
      Dear customer,

      please pay {{total}}.
  - code: hand-over
    name: hand-over, person, en
    channel: person
    language: en
    body: Decide on {{customer.name}}.
  - code: unreachable
    name: unreachable, person, en
    channel: person
    language: en
    body: Find {{customer.name}}.
`;

export function aDocument(text = policyFile): PolicyDocument {
  const parsed = parseDocumentText(text);
  if (!parsed.ok) throw new RangeError(parsed.problems.map(problemInWords).join('\n'));
  return parsed.document;
}

/** The document with one row changed; `undefined` empties a column. */
export function changed(
  document: PolicyDocument,
  part: Part,
  code: string,
  values: Readonly<Record<string, string | number | boolean | undefined>>,
): PolicyDocument {
  return {
    ...document,
    [part]: document[part].map((row) => (row.code === code ? without({ ...row, ...values }) : row)),
  };
}

export function withRow(document: PolicyDocument, part: Part, row: ReadableRow): PolicyDocument {
  return { ...document, [part]: [...document[part], row] };
}

export function withoutRow(document: PolicyDocument, part: Part, code: string): PolicyDocument {
  return { ...document, [part]: document[part].filter((row) => row.code !== code) };
}

function without(row: Readonly<Record<string, string | number | boolean | undefined>>): ReadableRow {
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
