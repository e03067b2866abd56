/** The guide to the tests names tests that there are. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);
const guide = readFileSync(new URL('docs/testing.md', root), 'utf8');

/** Rows such as `| 8 What is wrong | \`file\` | name |`. */
const rows = [...guide.matchAll(/^\| (\d+ .+?) +\| `([^`]+)` +\| (.+?) +\|$/gm)].map(
  ([, what = '', file = '', name = '']) => [what, file, name] as const,
);

describe('the guide to the tests', () => {
  it('has rows', () => {
    expect(rows.length).toBeGreaterThan(30);
  });

  it.each(rows)('%s: %s', (_what, file, name) => {
    const path = fileURLToPath(new URL(file, root));
    expect(
      existsSync(path) && readFileSync(path, 'utf8').includes(name) ? 'found' : `no "${name}" in ${file}`,
    ).toBe('found');
  });
});
