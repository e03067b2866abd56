/** `npm run solution:schema-page`: writes docs/solution-schema.md anew. */
import { writeFileSync } from 'node:fs';
import { schemaPage } from './schema-page.ts';
import { schemaReport, whyNotValidated } from './schema-report.ts';

const reason = whyNotValidated();
if (reason === undefined)
  writeFileSync(new URL('../../docs/solution-schema.md', import.meta.url), schemaPage(schemaReport()));
else {
  console.error(`docs/solution-schema.md was not written: ${reason}`);
  process.exitCode = 1;
}
