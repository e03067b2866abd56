/** What a code component says of itself: its properties, data sets, files and the libraries it expects from the host. */
import { attribute, childOf, childrenOf, parseXml } from '../data/xml.ts';

export type ControlManifest = {
  /** `Namespace.Constructor`: the name its bundle registers. */
  readonly fullName: string;
  readonly version: string;
  /** `virtual` controls give React elements, `standard` ones fill a `div`. */
  readonly isVirtual: boolean;
  readonly properties: readonly ManifestProperty[];
  readonly dataSets: readonly string[];
  /** Paths below the control's folder. */
  readonly code: string;
  readonly css: readonly string[];
  readonly strings: readonly string[];
  readonly libraries: readonly { readonly name: string; readonly version: string }[];
};

export type ManifestProperty = {
  readonly name: string;
  /** `of-type`; the first of its type group where it has one. */
  readonly type: string;
  readonly usage: 'bound' | 'input' | 'output';
  readonly required: boolean;
};

/** @throws XmlError, or RangeError when there is no `<control>` */
export function readManifest(xml: string): ControlManifest {
  const control = childOf(parseXml(xml), 'control');
  if (control === undefined) throw new RangeError('The manifest has no <control>.');
  const resources = childOf(control, 'resources');
  const paths = (kind: string): readonly string[] =>
    childrenOf(resources, kind).flatMap((element) => attribute(element, 'path') ?? []);
  return {
    fullName: `${attribute(control, 'namespace') ?? ''}.${attribute(control, 'constructor') ?? ''}`,
    version: attribute(control, 'version') ?? '',
    isVirtual: attribute(control, 'control-type') === 'virtual',
    properties: childrenOf(control, 'property').map((property) => propertyOf(property, control)),
    dataSets: childrenOf(control, 'data-set').map((dataSet) => attribute(dataSet, 'name') ?? ''),
    code: paths('code')[0] ?? 'bundle.js',
    css: paths('css'),
    strings: paths('resx'),
    libraries: childrenOf(resources, 'platform-library').map((library) => ({
      name: attribute(library, 'name') ?? '',
      version: attribute(library, 'version') ?? '',
    })),
  };
}

function propertyOf(property: Element, control: Element): ManifestProperty {
  const usage = attribute(property, 'usage');
  return {
    name: attribute(property, 'name') ?? '',
    type: attribute(property, 'of-type') ?? firstOfGroup(control, attribute(property, 'of-type-group')),
    usage: usage === 'input' || usage === 'output' ? usage : 'bound',
    required: attribute(property, 'required') === 'true',
  };
}

function firstOfGroup(control: Element, name: string | undefined): string {
  const group = childrenOf(control, 'type-group').find((candidate) => attribute(candidate, 'name') === name);
  return (childOf(group, 'type')?.textContent ?? '').trim();
}
