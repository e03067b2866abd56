/** `npm run conformance:page`: writes docs/conformance.md anew. */
import { writeFileSync } from 'node:fs';
import { sections } from './clauses.ts';
import { conformancePage } from './page.ts';

writeFileSync(new URL('../../../docs/conformance.md', import.meta.url), conformancePage(sections));
