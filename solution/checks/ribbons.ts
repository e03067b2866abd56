/** Ribbons and the events of forms: what they run is in a web resource, what they ask for exists, and every label they show has words. */
import { filesMatching, type Source, type SourceFile } from '../package/source.ts';
import { publisher } from '../schema/manifest.ts';
import type { Element } from '../xml/element.ts';
import { childrenOf, descendants } from '../xml/parse.ts';
import type { Catalog, Problem } from './catalog.ts';
import { repeated } from './forms.ts';

/** What is packed beside the source's XML. */
export type WebResources = {
  readonly names: readonly string[];
  /** What each script offers, by its name. */
  readonly functions: ReadonlyMap<string, readonly string[]>;
};

export function ribbonProblems(source: Source, catalog: Catalog, webResources: WebResources): Problem[] {
  const ribbons = filesMatching(source, /\/RibbonDiff\.xml$/);
  const ids = ribbons.flatMap((file) => definitionsIn(file).map((id) => ({ path: file.path, id })));
  const twice = repeated(ids.map(({ id }) => id));
  return [
    ...ribbons.flatMap((file) =>
      oneRibbon(file.root, catalog, webResources).map((message) => ({ file: file.path, message })),
    ),
    ...ids
      .filter(({ id }) => !id.startsWith(`${publisher.prefix}.`))
      .map(({ path, id }) => ({ file: path, message: `has the id ${id}, which does not begin with ours` })),
    ...twice.map((id) => ({
      file: [...new Set(ids.flatMap((one) => (one.id === id ? [one.path] : [])))].join(', '),
      message: `uses the id ${id} twice`,
    })),
  ];
}

/** Handlers that forms call. */
export function handlerProblems(source: Source, webResources: WebResources): Problem[] {
  return filesMatching(source, /\/FormXml\//).flatMap(({ path, root }) => {
    const libraries = descendants(root, 'Library').map(({ attributes }) => attributes.name ?? '');
    const messages = [
      ...libraries.flatMap((name) => missingResource(name, webResources)),
      ...descendants(root, 'Handler').flatMap(({ attributes: { libraryName = '', functionName = '' } }) =>
        libraries.includes(libraryName)
          ? missingFunction(functionName, libraryName, webResources)
          : [`calls ${functionName} of ${libraryName}, which is none of its libraries`],
      ),
    ];
    return messages.map((message) => ({ file: path, message }));
  });
}

/** Elements that define something others name; below a command, rules are only named. */
const defining = new Set([
  'CustomAction',
  'Button',
  'CommandDefinition',
  'DisplayRule',
  'EnableRule',
  'LocLabel',
]);

function definitionsIn({ root }: SourceFile): string[] {
  const look = (node: Element): string[] => {
    const own = defining.has(node.name) ? [node.attributes.Id ?? ''] : [];
    return node.name === 'CommandDefinition' ? own : [...own, ...childrenOf(node).flatMap(look)];
  };
  return look(root);
}

function oneRibbon(root: Element, catalog: Catalog, webResources: WebResources): string[] {
  const commands = descendants(root, 'CommandDefinition');
  const rules = new Map(
    ['DisplayRule', 'EnableRule'].map((name) => [
      name,
      idsOf(descendants(root, 'RuleDefinitions').flatMap((definitions) => descendants(definitions, name))),
    ]),
  );
  const labels = idsOf(descendants(root, 'LocLabel'));
  return [
    ...descendants(root, 'Button').flatMap((button) =>
      buttonProblems(button, { labels, commands: idsOf(commands), webResources }),
    ),
    ...commands.flatMap((command) =>
      [...rules].flatMap(([name, defined]) =>
        descendants(command, name)
          .filter(({ attributes }) => !defined.includes(attributes.Id ?? ''))
          .map(({ attributes }) => `goes by the rule ${attributes.Id ?? ''}, which is not defined`),
      ),
    ),
    ...['JavaScriptFunction', 'CustomRule']
      .flatMap((name) => descendants(root, name))
      .flatMap(({ attributes: { FunctionName = '', Library = '' } }) => {
        const library = Library.replace(/^\$webresource:/, '');
        return [
          ...missingResource(library, webResources),
          ...missingFunction(FunctionName, library, webResources),
        ];
      }),
    ...descendants(root, 'EntityPrivilegeRule').flatMap((rule) => privilegeProblems(rule, catalog)),
  ];
}

type Known = {
  readonly labels: readonly string[];
  readonly commands: readonly string[];
  readonly webResources: WebResources;
};

function buttonProblems({ attributes }: Element, { labels, commands, webResources }: Known): string[] {
  const { Id = '', Command = '', ModernImage = '' } = attributes;
  const shown = ['LabelText', 'Alt', 'ToolTipTitle', 'ToolTipDescription'] as const;
  return [
    ...(commands.includes(Command) ? [] : [`${Id} has the command ${Command}, which is not defined`]),
    ...shown.flatMap((name) => {
      const label = /^\$LocLabels:(.*)$/.exec(attributes[name] ?? '')?.[1];
      if (label === undefined)
        return [`${Id} has no ${name} in every language: name a label with $LocLabels:`];
      return labels.includes(label) ? [] : [`${Id} shows the label ${label}, which has no words`];
    }),
    ...(ModernImage === '' ? [`${Id} has no ModernImage`] : []),
    ...(ModernImage.startsWith('$webresource:')
      ? missingResource(ModernImage.replace('$webresource:', ''), webResources)
      : []),
  ];
}

/** Tables whose rows have no owner, and those of the platform, have all of these too. */
const privileges = ['Create', 'Read', 'Write', 'Delete', 'Append', 'AppendTo'];

function privilegeProblems({ attributes }: Element, catalog: Catalog): string[] {
  const { EntityName = '', PrivilegeType = '' } = attributes;
  return [
    ...(catalog.tables.has(EntityName) ? [] : [`asks for rights on ${EntityName}, which does not exist`]),
    ...(privileges.includes(PrivilegeType)
      ? []
      : [`asks for ${PrivilegeType} on ${EntityName}, which is no right`]),
  ];
}

function missingResource(name: string, { names }: WebResources): string[] {
  return names.includes(name) ? [] : [`names the web resource ${name}, which is not in the solution`];
}

function missingFunction(name: string, library: string, { functions }: WebResources): string[] {
  const offered = functions.get(library);
  return offered === undefined || offered.includes(name)
    ? []
    : [`calls ${name}, which ${library} does not offer`];
}

function idsOf(elements: readonly Element[]): string[] {
  return elements.map(({ attributes }) => attributes.Id ?? '');
}
