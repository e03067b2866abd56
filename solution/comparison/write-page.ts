/** `npm run solution:comparison-page`: writes docs/solution-comparison.md anew. */
import { writeFileSync } from 'node:fs';
import { exportedTables } from './exports.ts';
import { comparedTables } from './our-tables.ts';
import { comparisonPage } from './page.ts';

const exported = exportedTables();
const page = comparisonPage(exported, comparedTables(exported));
writeFileSync(new URL('../../docs/solution-comparison.md', import.meta.url), page);
