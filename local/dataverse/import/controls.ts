/**
 * Code components. The platform keeps the manifest in `customcontrol`, every file of the manifest as a web resource called
 * `cc_<namespace>.<constructor>/<path>`, and a `customcontrolresource` between the two.
 */
import { assumes } from '../assumptions.ts';
import { namedId } from '../ids.ts';
import { child, childrenOf, childText, parseXml, type Element } from '../xml.ts';
import type { ComponentRow } from './component-row.ts';
import { fileOf, type SolutionPackage } from './package.ts';
import { ImportRefused } from './refusal.ts';

/** The rows of one `<CustomControl>`. Throws ImportRefused when a file its manifest names is not in the package. */
export function controlRows(element: Element, solution: SolutionPackage): readonly ComponentRow[] {
  const name = childText(element, 'Name');
  const component = `control ${name}`;
  const path = childText(element, 'FileName');
  const manifest = new TextDecoder().decode(fileOf(solution, component, path));
  const control = controlOf(component, manifest);
  const className = `${attribute(control, 'namespace')}.${attribute(control, 'constructor')}`;
  const version = attribute(control, 'version');
  if (!name.endsWith(`_${className}`)) {
    throw new ImportRefused(component, `its manifest declares ${className}`);
  }
  const customcontrolid = namedId(`customcontrol ${name}`);
  const folder = path.slice(0, path.lastIndexOf('/'));
  return [
    {
      table: 'customcontrol',
      values: { customcontrolid, name, version, manifest, compatibledatatypes: typesOf(control).join(',') },
    },
    ...filesOf(control).flatMap((file): readonly ComponentRow[] => {
      const bytes = fileOf(solution, component, `${folder}/${file}`);
      const resource = `${assumes('controlFilesAreNamedByPath') ? 'cc_' : ''}${className}/${file}`;
      const webresourceid = namedId(`webresource ${resource}`);
      return [
        {
          table: 'webresource',
          values: {
            webresourceid,
            name: resource,
            webresourcetype: typeOf(component, file),
            languagecode: languageOf(file),
            content: Buffer.from(bytes).toString('base64'),
          },
        },
        {
          table: 'customcontrolresource',
          values: {
            customcontrolresourceid: namedId(`customcontrolresource ${resource}`),
            customcontrolid,
            webresourceid,
            name: file,
            version,
          },
        },
      ];
    }),
  ];
}

function controlOf(component: string, manifest: string): Element {
  let root: Element;
  try {
    root = parseXml(manifest);
  } catch (error) {
    throw new ImportRefused(
      component,
      `its manifest: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const control = child(root, 'control');
  if (control === undefined) throw new ImportRefused(component, 'its manifest has no <control>');
  return control;
}

function attribute(element: Element, name: string): string {
  return element.attributes[name] ?? '';
}

/** The paths below `<resources>`; platform libraries are the host's and have none. */
function filesOf(control: Element): readonly string[] {
  const resources = child(control, 'resources')?.children ?? [];
  return resources.flatMap(({ attributes }) =>
    attributes['path'] === undefined ? [] : [attributes['path']],
  );
}

/** The column types its bound properties take. */
function typesOf(control: Element): readonly string[] {
  const groups = new Map(
    childrenOf(control, 'type-group').map((group) => [
      group.attributes['name'],
      childrenOf(group, 'type').map((type) => type.text),
    ]),
  );
  const types = childrenOf(control, 'property')
    .filter(({ attributes }) => attributes['usage'] === 'bound')
    .flatMap(({ attributes }) => groups.get(attributes['of-type-group']) ?? [attributes['of-type'] ?? '']);
  return [...new Set(types)];
}

/** By extension, as Microsoft's table reference numbers them. */
const webResourceTypes: Readonly<Record<string, number>> = {
  html: 1,
  css: 2,
  js: 3,
  xml: 4,
  png: 5,
  jpg: 6,
  gif: 7,
  ico: 10,
  svg: 11,
  resx: 12,
};

function typeOf(component: string, file: string): number {
  const type = webResourceTypes[file.slice(file.lastIndexOf('.') + 1).toLowerCase()];
  if (type === undefined) throw new ImportRefused(component, `the file '${file}' is no kind of web resource`);
  return type;
}

/** `strings/Name.1038.resx` is in the language 1038. */
function languageOf(file: string): number | null {
  const code = /\.(\d{4,5})\.resx$/i.exec(file)?.[1];
  return code === undefined ? null : Number(code);
}
