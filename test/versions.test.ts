/** The repository runs its TypeScript directly, which only a recent Node does. */
import { readFileSync } from 'node:fs';

const needed = 24;

/** What is wrong with a version of Node, and what to do; undefined when nothing is. */
function problemWith(version: string): string | undefined {
  const major = Number(/^v(\d+)\./.exec(version)?.[1]);
  if (major >= needed) return undefined;
  return (
    `This is Node ${version}, and Dunlin needs Node ${needed} or newer. Run "npm ci" and start tests with "npm test": ` +
    'npm then uses the Node 24 that the lock file brings along.'
  );
}

describe('Node', () => {
  it('is recent enough', () => {
    expect(problemWith(process.version)).toBeUndefined();
  });

  it('that is too old is named, with what to do', () => {
    expect(problemWith('v22.14.0')).toContain(
      'This is Node v22.14.0, and Dunlin needs Node 24 or newer. Run "npm ci"',
    );
    expect(problemWith('v24.0.0')).toBeUndefined();
    expect(problemWith('v100.1.0')).toBeUndefined();
    expect(problemWith('unknown')).toBeDefined();
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
