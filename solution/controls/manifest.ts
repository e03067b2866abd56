/** What the manifest of a control says, as far as packing it and putting it on forms needs it. */
import { childNamed, childrenOf, descendants, parseXml, textOf } from '../xml/parse.ts';
import type { Element } from '../xml/element.ts';
import { publisher } from '../schema/manifest.ts';

export type ControlProperty = {
  readonly name: string;
  /** Bound to a column, or given by whoever puts the control on a form. */
  readonly usage: 'bound' | 'input' | 'output';
  /** As manifests name types: SingleLine.Text, Lookup.Simple. */
  readonly types: readonly string[];
  readonly required: boolean;
};

export type ControlManifest = {
  /** As solutions and forms call it: dun_Namespace.ClassName. */
  readonly name: string;
  /** As its bundle registers it: Namespace.ClassName. */
  readonly className: string;
  readonly version: string;
  readonly properties: readonly ControlProperty[];
  /** The files it consists of beside the manifest, in the order of the manifest. */
  readonly files: readonly string[];
};

/** @throws SyntaxError saying what is missing. */
export function readManifest(xml: string): ControlManifest {
  const control = childNamed(parseXml(xml), 'control');
  if (control === undefined) throw new SyntaxError('there is no <control>');
  const namespace = attribute(control, 'namespace');
  const constructor = attribute(control, 'constructor');
  const groups = new Map(
    descendants(control, 'type-group').map((group) => [
      attribute(group, 'name'),
      childrenOf(group).map((type) => textOf(type)),
    ]),
  );
  return {
    name: `${publisher.prefix}_${namespace}.${constructor}`,
    className: `${namespace}.${constructor}`,
    version: attribute(control, 'version'),
    properties: descendants(control, 'property').map((property) => propertyOf(property, groups)),
    files: childrenOf(childNamed(control, 'resources') ?? control).flatMap(
      ({ attributes }) => attributes.path ?? [],
    ),
  };
}

function propertyOf(property: Element, groups: ReadonlyMap<string, readonly string[]>): ControlProperty {
  const name = attribute(property, 'name');
  const { usage, 'of-type': type, 'of-type-group': group, required } = property.attributes;
  if (usage !== 'bound' && usage !== 'input' && usage !== 'output') {
    throw new SyntaxError(`the property ${name} has the usage ${usage ?? '(none)'}`);
  }
  const types = group === undefined ? (type === undefined ? [] : [type]) : groups.get(group);
  if (types === undefined) throw new SyntaxError(`the property ${name} names the type group ${group ?? ''}`);
  return { name, usage, types, required: required === 'true' };
}

function attribute(node: Element, name: string): string {
  const value = node.attributes[name];
  if (value === undefined || value === '') throw new SyntaxError(`<${node.name}> has no ${name}`);
  return value;
}
