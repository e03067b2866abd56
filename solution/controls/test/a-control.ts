/** A small control as a project of its own, in a folder that is gone after the test. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { controlsFolder } from '../../paths.ts';
import { controlProjects, type ControlProject } from '../projects.ts';

export type ControlFolder = {
  /** What stands for pcf/. */
  readonly folder: string;
  project(): ControlProject;
  write(path: string, content: string): void;
  read(path: string): string;
  has(path: string): boolean;
  remove(): void;
};

/** @param version of the control, called Sample.Dial. Paths are below the project. */
export function aControl(version = '1.0.0'): ControlFolder {
  const root = mkdtempSync(join(tmpdir(), 'dunlin-control-'));
  const folder = join(root, 'pcf');
  const project = join(folder, 'Dial');
  const control: ControlFolder = {
    folder,
    project() {
      const [only] = controlProjects(folder);
      if (only === undefined) throw new Error(`no control in ${folder}`);
      return only;
    },
    write(path, content) {
      mkdirSync(dirname(join(project, path)), { recursive: true });
      writeFileSync(join(project, path), content);
    },
    read: (path) => readFileSync(join(project, path), 'utf8'),
    has: (path) => existsSync(join(project, path)),
    remove: () => rmSync(root, { recursive: true }),
  };
  for (const [path, content] of Object.entries({ ...files, ...{ [manifestPath]: manifest(version) } })) {
    control.write(path, content);
  }
  // Packages are found as from a folder of this repository.
  symlinkSync(join(controlsFolder, '..', 'node_modules'), join(root, 'node_modules'), 'junction');
  return control;
}

export const manifestPath = 'Dial/ControlManifest.Input.xml';

function manifest(version: string): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<manifest>
  <control namespace="Sample" constructor="Dial" version="${version}" display-name-key="Dial" description-key="Dial" control-type="standard">
    <property name="value" display-name-key="Dial" description-key="Dial" of-type="SingleLine.Text" usage="bound" required="true" />
    <resources>
      <code path="index.ts" order="1" />
      <css path="css/dial.css" order="1" />
      <resx path="strings/Dial.1033.resx" version="1.0.0" />
    </resources>
  </control>
</manifest>
`;
}

const files = {
  'package.json': '{ "name": "dial", "private": true }',
  'tsconfig.json':
    '{ "extends": "pcf-scripts/tsconfig_base.json", "compilerOptions": { "moduleResolution": "bundler", "types": ["powerapps-component-framework"] } }',
  'Dial/index.ts': `import type { IInputs, IOutputs } from './generated/ManifestTypes';
import { shown } from './shown';

export class Dial implements ComponentFramework.StandardControl<IInputs, IOutputs> {
  private container: HTMLDivElement | undefined;
  init(_context: unknown, _notify: unknown, _state: unknown, container: HTMLDivElement): void {
    this.container = container;
  }
  updateView(context: ComponentFramework.Context<IInputs>): void {
    if (this.container !== undefined) this.container.textContent = shown(context.parameters.value.raw);
  }
  getOutputs(): IOutputs {
    return {};
  }
  destroy(): void {
    this.container = undefined;
  }
}
`,
  'Dial/shown.ts': `export function shown(value: string | null): string {
  return value ?? 'nothing';
}
`,
  'Dial/css/dial.css': '.Sample\\\\.Dial { color: black; }\n',
  'Dial/strings/Dial.1033.resx':
    '<?xml version="1.0" encoding="utf-8"?>\n<root><data name="Dial"><value>Dial</value></data></root>\n',
};
