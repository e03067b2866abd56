/** The repository runs its TypeScript directly, which only a recent Node does: the lock file brings one along. */
import { readFileSync } from 'node:fs';

const needed = 24;

describe('Node', () => {
  it('is recent enough', () => {
    expect(Number(process.versions.node.split('.')[0])).toBeGreaterThanOrEqual(needed);
  });

  it('is asked for in package.json, and brought along for every platform in the same major version', () => {
    const { engines, optionalDependencies } = JSON.parse(
      readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
    ) as { engines: { node: string }; optionalDependencies: Record<string, string> };
    expect(engines.node).toBe(`>=${needed}`);
    const brought = Object.entries(optionalDependencies).filter(([name]) => name.startsWith('node-'));
    expect(brought.map(([name, version]) => `${name} ${version.split('.')[0]}`)).toEqual(
      ['linux-arm64', 'linux-x64', 'win-x64'].map((platform) => `node-${platform} ${needed}`),
    );
  });
});
