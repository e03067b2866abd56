/** customizations.xml: the many files of solution/src as the one document a solution zip holds. */
import { element, text, type Element } from '../xml/element.ts';
import { childrenOf } from '../xml/parse.ts';
import { fileAt, filesMatching, type Source } from './source.ts';

/** Which files fill which container. Other/Customizations.xml says in which order the containers stand. */
const contents: Readonly<Record<string, (source: Source) => readonly Element[]>> = {
  Entities: entities,
  Roles: (source) => rootsOf(source, /^Roles\//),
  FieldSecurityProfiles: (source) => itemsOf(source, /^Other\/FieldSecurityProfiles\.xml$/),
  EntityMaps: (source) => itemsOf(source, /^Other\/EntityMaps\.xml$/),
  EntityRelationships: (source) => itemsOf(source, /^Other\/Relationships\//),
  Dashboards: (source) => rootsOf(source, /^Dashboards\//),
  WebResources: (source) => rootsOf(source, /^WebResources\/.*\.data\.xml$/),
  SdkMessageProcessingSteps: (source) => rootsOf(source, /^SdkMessageProcessingSteps\//),
  ServiceEndpoints: (source) => itemsOf(source, /^PluginAssemblies\/ServiceEndpoints\.xml$/),
  AppModuleSiteMaps: (source) => rootsOf(source, /^AppModuleSiteMaps\//),
  AppModules: (source) => rootsOf(source, /^AppModules\//),
};

/** @param controls names of the controls packed beside it, as dun_Namespace.ClassName. */
export function customizations(source: Source, controls: readonly string[]): Element {
  const frame = fileAt(source, 'Other/Customizations.xml');
  return {
    ...frame,
    children: childrenOf(frame).map((container) => {
      if (container.name === 'CustomControls')
        return element(container.name, {}, controls.map(customControl));
      const fill = contents[container.name];
      return fill === undefined ? container : element(container.name, container.attributes, fill(source));
    }),
  };
}

function customControl(name: string): Element {
  return element('CustomControl', {}, [
    text('Name', name),
    text('FileName', `/Controls/${name}/ControlManifest.xml`),
  ]);
}

function rootsOf(source: Source, pattern: RegExp): Element[] {
  return filesMatching(source, pattern).map((file) => withoutNamespace(file.root));
}

function itemsOf(source: Source, pattern: RegExp): Element[] {
  return filesMatching(source, pattern).flatMap((file) => childrenOf(file.root));
}

/** The document declares the prefix once, at its top. */
function withoutNamespace(root: Element): Element {
  const attributes = Object.entries(root.attributes).filter(([name]) => name !== 'xmlns:xsi');
  return { ...root, attributes: Object.fromEntries(attributes) };
}

function entities(source: Source): Element[] {
  return filesMatching(source, /^Entities\/[^/]+\/Entity\.xml$/).map(({ path, root }) => {
    const folder = path.slice(0, path.lastIndexOf('/'));
    const parts: Readonly<Record<string, readonly Element[]>> = {
      FormXml: [forms(source, folder)],
      SavedQueries: [...views(source, folder), ...charts(source, folder)],
      RibbonDiffXml: [ribbonOf(source, folder)],
    };
    const children = childrenOf(root).flatMap((child) => parts[child.name] ?? [child]);
    return element('Entity', {}, children);
  });
}

/** Grouped by the folder they lie in, which is the form's type. */
function forms(source: Source, folder: string): Element {
  const files = filesMatching(source, new RegExp(`^${folder}/FormXml/`));
  const byType = Map.groupBy(
    files,
    (file) => file.path.slice(`${folder}/FormXml/`.length).split('/')[0] ?? '',
  );
  return element(
    'FormXml',
    {},
    [...byType].map(([type, group]) =>
      element(
        'forms',
        { type },
        group.flatMap((file) => childrenOf(file.root)),
      ),
    ),
  );
}

function views(source: Source, folder: string): Element[] {
  const queries = itemsOf(source, new RegExp(`^${folder}/SavedQueries/`));
  return queries.length === 0 ? [] : [element('SavedQueries', {}, [element('savedqueries', {}, queries)])];
}

function charts(source: Source, folder: string): Element[] {
  const found = rootsOf(source, new RegExp(`^${folder}/Visualizations/`));
  return found.length === 0 ? [] : [element('Visualizations', {}, found)];
}

function ribbonOf(source: Source, folder: string): Element {
  return filesMatching(source, new RegExp(`^${folder}/RibbonDiff\\.xml$`))[0]?.root ?? ribbon;
}

/** A table without buttons of its own still says so in full. */
const ribbon = element('RibbonDiffXml', {}, [
  element('CustomActions'),
  element('Templates', {}, [element('RibbonTemplates', { Id: 'Mscrm.Templates' }, '')]),
  element('CommandDefinitions'),
  element('RuleDefinitions', {}, [
    element('TabDisplayRules'),
    element('DisplayRules'),
    element('EnableRules'),
  ]),
  element('LocLabels'),
]);
