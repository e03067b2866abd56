import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildControls } from './build.ts';
import { compile, type Compiler } from './compile.ts';
import { aControl, manifestPath, type ControlFolder } from './test/a-control.ts';

let control: ControlFolder;
let said: string[];
beforeEach(() => {
  control = aControl();
  said = [];
});
afterEach(() => control.remove());

const report = (line: string): unknown => said.push(line);

describe('building controls with the compiler of the platform', () => {
  it('makes what is packed, and again only when something changed', async () => {
    const [dial] = await buildControls(control.folder, report);
    expect([...(dial?.files.keys() ?? [])]).toEqual([
      'ControlManifest.xml',
      'bundle.js',
      'css/dial.css',
      'strings/Dial.1033.resx',
    ]);
    await buildControls(control.folder, report);
    control.write('Dial/shown.ts', control.read('Dial/shown.ts').replace('nothing', 'empty'));
    const [changed] = await buildControls(control.folder, report);
    expect(said).toEqual([
      expect.stringMatching(/^Dial 1\.0\.0, \d\.\d KB compressed$/),
      'Dial 1.0.0 is up to date',
      expect.stringMatching(/^Dial 1\.0\.0, \d\.\d KB compressed$/),
    ]);
    expect(Buffer.from(changed?.files.get('bundle.js') ?? []).toString()).toContain('empty');
  });

  it('says what the compiler says about a mistake, and leaves no old bundle', async () => {
    await buildControls(control.folder, report);
    control.write('Dial/shown.ts', 'export function shown(value: string | null): number { return value; }\n');
    await expect(buildControls(control.folder, report)).rejects.toThrow(
      /Dial 1\.0\.0 was not built:[^]*shown\.ts[^]*not assignable to type 'number'/,
    );
    expect(control.has('out/controls/Dial/bundle.js')).toBe(false);
  });
});

it('names the module that is missing before anything is compiled', async () => {
  control.write('Dial/index.ts', "export * from './gone';\n");
  await expect(buildControls(control.folder, report)).rejects.toThrow(
    /Dial 1\.0\.0 was not built:[^]*Could not resolve "\.\/gone"/,
  );
});

describe('building controls with a compiler that is not to be trusted', () => {
  const register = "ComponentFramework.registerControl('Sample.Dial', Dial);";

  /** A compiler that says it succeeded and puts this out. */
  function putsOut(bundle: string, without: readonly string[] = []): typeof compile {
    return (project) => {
      const files = {
        'ControlManifest.xml': control.read(manifestPath).replace('index.ts', 'bundle.js'),
        'bundle.js': bundle,
        'css/dial.css': '',
        'strings/Dial.1033.resx': '<root />',
      };
      const folder = join(project.folder, 'out/controls/Dial');
      for (const [path, content] of Object.entries(files).filter(([name]) => !without.includes(name))) {
        mkdirSync(join(folder, path, '..'), { recursive: true });
        writeFileSync(join(folder, path), content);
      }
      control.write('Dial/generated/ManifestTypes.d.ts', '');
      return Promise.resolve();
    };
  }

  async function refusal(compiler: typeof compile): Promise<string> {
    try {
      await buildControls(control.folder, report, compiler);
      return 'built';
    } catch (error) {
      return (error as Error).message;
    }
  }

  it('takes what is fit to be shipped', async () => {
    expect(await refusal(putsOut(register))).toBe('built');
  });

  it.each([
    ['misses a file its manifest names', '', 'out/ has no css/dial.css, which its manifest names'],
    ['registers another control', "registerControl('Other.Dial')", 'bundle.js does not register Sample.Dial'],
    ['names a source map', `${register}\n//# sourceMappingURL=bundle.js.map`, 'bundle.js names a source map'],
    ['makes code from texts', `${register} eval('1');`, 'bundle.js 1:58 eval can be harmful.'],
    ['is newer than ES2018', `${register} const a = b?.c;`, 'bundle.js 1:70 is no ES2018'],
    ['is too large', register + noise(90_000), 'KB compressed, more than 60 KB'],
  ])('refuses a bundle that %s', async (_, bundle, problem) => {
    const compiler = putsOut(bundle, bundle === '' ? ['css/dial.css'] : []);
    expect(await refusal(compiler)).toContain(problem);
    expect(control.has('out')).toBe(false);
  });

  it('lets a package ask for a larger bundle', async () => {
    control.write('package.json', '{ "dunlin": { "bundleKilobytes": 100 } }');
    expect(await refusal(putsOut(register + noise(90_000)))).toBe('built');
  });

  it('asks for the word of success, whatever the process ends with', async () => {
    const script = join(control.folder, 'quiet.cjs');
    writeFileSync(script, "console.log('[build] Compiling...'); console.error('it broke');");
    const quiet: Compiler = { script, arguments: [] };
    expect(await refusal((project) => compile(project, quiet))).toBe(
      'Dial 1.0.0 was not built:\n  [build] Compiling...\n  it broke',
    );
  });

  it('sends nothing to anybody: the compiler runs with its telemetry off', async () => {
    const script = join(control.folder, 'telling.cjs');
    writeFileSync(script, 'console.log(`opted out: ${process.env.PP_TOOLS_TELEMETRY_OPTOUT}`);');
    expect(await refusal((project) => compile(project, { script, arguments: [] }))).toContain('opted out: 1');
  });
});

/** A comment that does not compress. */
function noise(bytes: number): string {
  let state = 1;
  const text = Array.from({ length: bytes }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return String.fromCharCode(48 + (state % 74));
  });
  return `/*${text.join('').replaceAll('*', '')}*/`;
}
