/** The projects of controls: folders such as pcf/CollectionTimeline, which hold CollectionTimeline/ControlManifest.Input.xml. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readManifest, type ControlManifest } from './manifest.ts';

export type ControlProject = {
  /** Of its folder and of its class, which the compiler wants to be the same. */
  readonly name: string;
  readonly folder: string;
  /** Inside the project: manifest, code and strings. */
  readonly sourceFolder: string;
  readonly manifestPath: string;
  readonly manifest: ControlManifest;
  /** How large its bundle may be, compressed as it travels. */
  readonly bundleKilobytes: number;
};

/** Unless `dunlin.bundleKilobytes` in the project's package.json says otherwise. */
const usualBundleKilobytes = 60;

/**
 * The projects below a folder, by name. Folders without a manifest are shared code.
 * @throws SyntaxError naming the manifest or package.json that is not right.
 */
export function controlProjects(folder: string): ControlProject[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted()
    .filter((name) => existsSync(join(folder, name, name, manifestName)))
    .map((name) => projectIn(join(folder, name), name));
}

const manifestName = 'ControlManifest.Input.xml';

function projectIn(folder: string, name: string): ControlProject {
  const sourceFolder = join(folder, name);
  const manifestPath = join(sourceFolder, manifestName);
  const manifest = readNaming(manifestPath, readManifest);
  if (!manifest.className.endsWith(`.${name}`)) {
    throw new SyntaxError(`${manifestPath}: declares ${manifest.className}, but its folder is ${name}`);
  }
  return { name, folder, sourceFolder, manifestPath, manifest, bundleKilobytes: bundleKilobytesOf(folder) };
}

function bundleKilobytesOf(folder: string): number {
  const path = join(folder, 'package.json');
  const { dunlin } = readNaming(path, JSON.parse) as { dunlin?: { bundleKilobytes?: unknown } };
  const kilobytes = dunlin?.bundleKilobytes ?? usualBundleKilobytes;
  if (typeof kilobytes !== 'number') throw new SyntaxError(`${path}: dunlin.bundleKilobytes is no number`);
  return kilobytes;
}

function readNaming<T>(path: string, read: (text: string) => T): T {
  try {
    return read(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new SyntaxError(`${path}: ${(error as Error).message}`, { cause: error });
  }
}
