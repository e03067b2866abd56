/** The source as it is now, compared with the package of a release. */
import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync, type Unzipped } from 'fflate';
import type { ControlManifest } from '../controls/manifest.ts';
import { customizations } from '../package/customizations.ts';
import { fileAt, readSource } from '../package/source.ts';
import { packagePath, sourceFolder } from '../paths.ts';
import type { Element } from '../xml/element.ts';
import { descendants, parseXml } from '../xml/parse.ts';
import { shapeOf, type Shape } from './shape.ts';

/** What was given is no package to compare with. */
export class NoRelease extends Error {}

export function shapeOfSource(controls: readonly ControlManifest[]): Shape {
  const source = readSource(sourceFolder);
  const { version } = JSON.parse(readFileSync(packagePath, 'utf8')) as { version: string };
  const versions = new Map(controls.map((control) => [control.name, control.version]));
  const shape = shapeOf(fileAt(source, 'Other/Solution.xml'), customizations(source, []), versions);
  return { ...shape, version: `${version}.0` };
}

/** @throws NoRelease naming the file and what is wrong with it */
export function shapeOfPackage(path: string): Shape {
  const files = unzipped(path);
  const root = (name: string): Element => {
    const bytes = files[name];
    if (bytes === undefined) throw new NoRelease(`${path} has no ${name}: give the zip of a solution`);
    try {
      return parseXml(strFromU8(bytes));
    } catch (error) {
      throw new NoRelease(`${path}: ${name}: ${(error as Error).message}`, { cause: error });
    }
  };
  const controls = Object.keys(files).flatMap((name): [string, string][] => {
    const control = /^Controls\/([^/]+)\/ControlManifest\.xml$/.exec(name)?.[1];
    if (control === undefined) return [];
    return [[control, descendants(root(name), 'control')[0]?.attributes['version'] ?? '']];
  });
  return shapeOf(root('solution.xml'), root('customizations.xml'), new Map(controls));
}

function unzipped(path: string): Unzipped {
  try {
    return unzipSync(readFileSync(path));
  } catch (error) {
    throw new NoRelease(`${path}: ${(error as Error).message}`, { cause: error });
  }
}
