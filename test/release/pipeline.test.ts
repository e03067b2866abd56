/** The pipeline names nothing that is not there, and what it deploys runs with nothing but what its lock file names. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { eventEndpoint } from '@dunlin/shared/tables/steps';
import { tempFolder } from '../../local/fixtures/temp-folder.ts';
import { sendRule } from '../../solution/schema/steps.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const text = readFileSync(join(root, 'azure-pipelines.yml'), 'utf8');
const guide = readFileSync(join(root, 'docs/guides/administrators.md'), 'utf8');

type Step = {
  readonly task?: string;
  readonly script?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly [key: string]: unknown;
};
type Deployment = {
  readonly strategy: { readonly runOnce: { readonly deploy: { readonly steps: Step[] } } };
};
type Job = { readonly environment?: string } & ({ readonly steps: Step[] } | Deployment);
type Stage = { readonly stage: string; readonly dependsOn?: string; readonly jobs: Job[] };
const { stages } = parse(text, { strict: true, uniqueKeys: true }) as { stages: readonly Stage[] };

/** Also the steps that are only there under a condition. */
function stepsOf(stage: Stage): readonly Step[] {
  return stage.jobs
    .flatMap((job) => ('steps' in job ? job.steps : job.strategy.runOnce.deploy.steps))
    .flatMap((step) => {
      const [name = ''] = Object.keys(step);
      return name.startsWith('${{ if') ? (step[name] as Step[]) : [step];
    });
}

const steps = stages.flatMap(stepsOf);
const commands = steps.flatMap(({ script, inputs }) => [script, inputs?.['inlineScript']]).filter(isText);

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

describe('the pipeline', () => {
  it('tests, exports and releases, one after the other, the last with somebody’s approval', () => {
    expect(stages.map(({ stage, dependsOn = '' }) => `${stage} after ${dependsOn}`)).toEqual([
      'Test after ',
      'Build after Test',
      'Release after Build',
    ]);
    expect(stages.map(({ jobs }) => jobs[0]?.environment)).toEqual([
      undefined,
      'dunlin-build',
      'dunlin-production',
    ]);
  });

  it('names npm scripts that there are, with options they have', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Readonly<Record<string, string>>;
    };
    const run = commands.flatMap((command) => [
      ...command.matchAll(/npm (?:run )?(test|[\w-]+:[\w-]+)([^\n]*)/g),
    ]);
    expect(run.map(([, name]) => name)).toEqual([
      'test',
      'solution:check',
      'solution:provision',
      'solution:check',
      'solution:provision',
    ]);
    for (const [, name = '', rest = ''] of run) {
      const file = /^node (\S+\.ts)$/.exec(scripts[name] ?? '')?.[1];
      const source = file === undefined ? '' : readFileSync(join(root, file), 'utf8');
      const withoutCommands = rest.replaceAll(/"[^"]*"/g, '');
      for (const [, option = ''] of withoutCommands.matchAll(/ --([a-z-]+)/g))
        expect(
          `${name} ${new RegExp(`\\b'?${option}'?: \\{ type`).test(source) ? option : `has no ${option}`}`,
        ).toBe(`${name} ${option}`);
    }
  });

  it('copies files that there are or that an earlier step makes', () => {
    const copied = commands
      .flatMap((command) => [...command.matchAll(/^\s*cp (?:-r )?(.+) \S+$/gm)])
      .flatMap(([, files = '']) => files.split(' '));
    expect(copied.length).toBeGreaterThan(4);
    for (const file of copied) {
      const ofEarlier = /^\$\(Pipeline\.Workspace\)\/packed\/(.+)$/.exec(file)?.[1];
      expect([
        file,
        ofEarlier === undefined ? existsSync(join(root, file)) : text.includes(`/${ofEarlier}`),
      ]).toEqual([file, true]);
    }
  });

  it('uses the queue and the rule that the endpoint is registered for', () => {
    expect(text).toContain(`--queue-name ${eventEndpoint.queue} --name ${sendRule}`);
  });

  it('asks for nothing that the administrators’ guide does not say', () => {
    const predefined = /^(Build|System|Pipeline|BuildTools)\.|^staging$/;
    const asked = [...text.matchAll(/\$\(([\w.]+)\)/g)].map(([, name = '']) => name);
    const connections = steps.flatMap(({ inputs }) =>
      [
        inputs?.['PowerPlatformSPN'],
        inputs?.['azureSubscription'],
        inputs?.['connectedServiceNameARM'],
      ].filter(isText),
    );
    const environments = stages
      .flatMap(({ jobs }) => jobs.map(({ environment }) => environment))
      .filter(isText);
    const names = [...asked.filter((name) => !predefined.test(name)), ...connections, ...environments];
    expect([...new Set(names)].filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
  });

  it('sets every environment variable and connection reference of the solution, of which there are none', () => {
    const settings: unknown = JSON.parse(
      readFileSync(join(root, 'solution/deployment-settings.json'), 'utf8'),
    );
    expect(settings).toEqual({ EnvironmentVariables: [], ConnectionReferences: [] });
    const folders = readdirSync(join(root, 'solution/src'));
    expect(folders.filter((name) => /environmentvariable|connectionreference/i.test(name))).toEqual([]);
  });
});

it('deploys an app that loads with the packages of its own lock file, and no others', () => {
  const folder = tempFolder('deployed');
  cpSync(join(root, 'functions/dist'), folder, { recursive: true });
  cpSync(join(root, 'functions/host.json'), join(folder, 'host.json'));
  // They are in npm's cache since the repository was installed.
  const npm = ['ci', '--omit=dev', '--prefer-offline', '--no-audit', '--no-fund'];
  execFileSync('npm', npm, { cwd: folder, stdio: 'pipe' });
  const installed = readdirSync(join(folder, 'node_modules'));
  expect(installed).toContain('zod');
  expect(installed.filter((name) => ['jest', 'typescript', 'react', '@dunlin'].includes(name))).toEqual([]);
  const loaded = execFileSync(
    process.execPath,
    ['--eval', "await import('./app.js'); console.log('loaded')"],
    {
      cwd: folder,
      encoding: 'utf8',
      stdio: 'pipe',
    },
  );
  expect(loaded).toContain('loaded');
});
