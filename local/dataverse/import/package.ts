/** The zip of a solution: what it says about itself, its customizations, and the files beside them. */
import { unzipSync } from 'fflate';
import { checkChecksums } from './checksums.ts';
import { childText, child, parseXml, type Element } from '../xml.ts';
import { ImportRefused } from './refusal.ts';

export interface SolutionPackage {
  readonly uniqueName: string;
  readonly friendlyName: string;
  readonly version: string;
  readonly managed: boolean;
  readonly publisher: {
    readonly uniqueName: string;
    readonly friendlyName: string;
    readonly prefix: string;
    readonly optionValuePrefix: number;
  };
  readonly customizations: Element;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

export function readPackage(zip: Uint8Array): SolutionPackage {
  const files = unzip(zip);
  const solution = child(xmlFile(files, 'solution.xml'), 'SolutionManifest');
  if (solution === undefined) throw new ImportRefused('solution.xml', 'there is no SolutionManifest');
  const customizations = xmlFile(files, 'customizations.xml');
  if (customizations.name !== 'ImportExportXml') {
    throw new ImportRefused('customizations.xml', `the root is ${customizations.name}, not ImportExportXml`);
  }
  const publisher = child(solution, 'Publisher');
  const prefix = childText(publisher, 'CustomizationPrefix');
  return {
    uniqueName: required(solution, 'UniqueName'),
    friendlyName: localized(solution, 'LocalizedNames', 'LocalizedName') || required(solution, 'UniqueName'),
    version: required(solution, 'Version'),
    managed: childText(solution, 'Managed') === '1',
    publisher: {
      uniqueName: childText(publisher, 'UniqueName') || prefix,
      friendlyName: localized(publisher, 'LocalizedNames', 'LocalizedName') || prefix,
      prefix,
      optionValuePrefix: Number(childText(publisher, 'CustomizationOptionValuePrefix') || '0'),
    },
    customizations,
    files,
  };
}

/** The bytes of a file the customizations name, with or without a leading slash; refuses the component when it is missing. */
export function fileOf(solution: SolutionPackage, component: string, path: string): Uint8Array {
  const bytes = solution.files.get(path.replace(/^\//, '').toLowerCase());
  if (bytes === undefined) throw new ImportRefused(component, `the file '${path}' is not in the package`);
  return bytes;
}

function unzip(zip: Uint8Array): ReadonlyMap<string, Uint8Array> {
  try {
    const files = unzipSync(zip);
    checkChecksums(zip, files);
    return new Map(
      Object.entries(files).map(([path, bytes]) => [path.replaceAll('\\', '/').toLowerCase(), bytes]),
    );
  } catch (error) {
    if (error instanceof ImportRefused) throw error;
    throw new ImportRefused('the zip', error instanceof Error ? error.message : String(error));
  }
}

function xmlFile(files: ReadonlyMap<string, Uint8Array>, path: string): Element {
  const bytes = files.get(path);
  if (bytes === undefined) throw new ImportRefused(path, 'the file is missing');
  try {
    return parseXml(new TextDecoder('utf-8').decode(bytes));
  } catch (error) {
    throw new ImportRefused(path, error instanceof Error ? error.message : String(error));
  }
}

function required(element: Element, name: string): string {
  const text = childText(element, name);
  if (text === '') throw new ImportRefused('solution.xml', `${name} is missing`);
  return text;
}

function localized(element: Element | undefined, list: string, item: string): string {
  const names = child(element, list)?.children.filter((candidate) => candidate.name === item) ?? [];
  const english = names.find((name) => name.attributes['languagecode'] === '1033') ?? names[0];
  return english?.attributes['description'] ?? '';
}
