import { readFileSync } from 'node:fs';
import { childrenOf } from '../xml/parse.ts';
import { newerThanSchema, withoutNewer } from './newer-than-schema.ts';
import { schemaPage } from './schema-page.ts';
import { complaintsOf, schemaReport, whyNotValidated, wholeDocument } from './schema-report.ts';

const missing = whyNotValidated();

describe('the solution and the published schemas', () => {
  if (missing !== undefined) {
    it.skip(`is not validated: ${missing}`, () => undefined);
    return;
  }

  const report = schemaReport();

  it('validates as a whole but for what is newer than the schema', () => {
    expect(report.whole.complaints).toEqual([]);
  });

  it.each(report.parts.map((part) => [part.what, part] as const))('%s validate', (_what, part) => {
    expect(part.complaints).toEqual([]);
  });

  it.each(newerThanSchema.map(({ name }) => name))('has %s, which the schema does not know', (name) => {
    expect(report.whole.newer.get(name)).toBeGreaterThan(0);
  });

  it('is found out when an element stands where the schema has none', () => {
    const sound = withoutNewer(wholeDocument());
    const broken = {
      ...sound,
      children: [...childrenOf(sound), { name: 'Nonsense', attributes: {}, children: undefined }],
    };
    expect(complaintsOf([broken], 'CustomizationsSolution.xsd')[0]).toContain('Nonsense');
  });

  it('is shown in docs/solution-schema.md as it is (npm run solution:schema-page)', () => {
    const page = readFileSync(new URL('../../docs/solution-schema.md', import.meta.url), 'utf8');
    expect(page).toBe(schemaPage(report));
  });
});
