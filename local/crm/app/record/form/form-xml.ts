/**
 * Form XML to a form. What is not understood becomes a named entry (`unsupported` cells, `notRun`), so that a form that looks
 * complete is complete.
 */
import { attribute, childOf, childrenOf, parseXml } from '../../data/xml.ts';
import { classIdOf, isFieldClass, subgridClass, unsupportedKindOf } from './class-ids.ts';
import { customContents, type CustomControl } from './control-descriptions.ts';
import type {
  Cell,
  Content,
  FormModel,
  FormScripts,
  Handler,
  NotRun,
  Section,
  Tab,
  TabColumn,
} from './form-model.ts';
import { childText, isTrue, labelsOf, numberOf } from './xml-values.ts';

/** @throws {Error} when the text is not XML with a `form` element in it */
export function readForm(formXml: string): FormModel {
  const document = parseXml(formXml);
  const form = document.localName === 'form' ? document : document.querySelector('form');
  if (form === null) throw new Error(`The form XML has no <form>: it begins with <${document.localName}>.`);
  const controls = customContents(childOf(form, 'controlDescriptions'));
  const notRun: NotRun[] = [...otherEventsOf(form), ...unknownElementsOf(form)];
  const reading: Reading = { controls, notRun };
  return {
    header: childrenOf(childOf(form, 'header'), 'rows').flatMap((rows) => rowsOf(rows, reading).flat()),
    tabs: childrenOf(childOf(form, 'tabs'), 'tab').map((tab) => tabOf(tab, reading)),
    footer: childrenOf(childOf(form, 'footer'), 'rows').flatMap((rows) => rowsOf(rows, reading).flat()),
    scripts: scriptsOf(form),
    notRun,
  };
}

interface Reading {
  readonly controls: ReadonlyMap<string, CustomControl>;
  readonly notRun: NotRun[];
}

function tabOf(tab: Element, reading: Reading): Tab {
  return {
    id: attribute(tab, 'id') ?? '',
    name: attribute(tab, 'name') ?? '',
    labels: labelsOf(tab),
    visible: isTrue(attribute(tab, 'visible'), true),
    columns: childrenOf(childOf(tab, 'columns'), 'column').map((column) => tabColumnOf(column, reading)),
  };
}

function tabColumnOf(column: Element, reading: Reading): TabColumn {
  return {
    widthPercent: numberOf(attribute(column, 'width'), 100),
    sections: childrenOf(childOf(column, 'sections'), 'section').map((section) =>
      sectionOf(section, reading),
    ),
  };
}

function sectionOf(section: Element, reading: Reading): Section {
  return {
    id: attribute(section, 'id') ?? '',
    name: attribute(section, 'name') ?? '',
    labels: labelsOf(section),
    showLabel: isTrue(attribute(section, 'showlabel'), true),
    visible: isTrue(attribute(section, 'visible'), true),
    // One digit a column: "11" is two, "1111" is four.
    columnCount: Math.max(1, attribute(section, 'columns')?.length ?? 1),
    rows: childrenOf(section, 'rows').flatMap((rows) => rowsOf(rows, reading)),
  };
}

function rowsOf(rows: Element, reading: Reading): readonly (readonly Cell[])[] {
  return childrenOf(rows, 'row').map((row) => childrenOf(row, 'cell').map((cell) => cellOf(cell, reading)));
}

function cellOf(cell: Element, reading: Reading): Cell {
  const control = childOf(cell, 'control');
  return {
    id: attribute(cell, 'id') ?? '',
    labels: labelsOf(cell),
    showLabel: isTrue(attribute(cell, 'showlabel'), true),
    visible: isTrue(attribute(cell, 'visible'), true),
    colspan: numberOf(attribute(cell, 'colspan'), 1),
    rowspan: numberOf(attribute(cell, 'rowspan'), 1),
    content: control === undefined ? undefined : contentOf(control, reading),
  };
}

function contentOf(control: Element, reading: Reading): Content {
  const id = attribute(control, 'id') ?? '';
  const column = attribute(control, 'datafieldname');
  const classId = classIdOf(attribute(control, 'classid') ?? '');
  const base = { id, disabled: isTrue(attribute(control, 'disabled'), false) };
  const custom = reading.controls.get((attribute(control, 'uniqueid') ?? '').toUpperCase());
  if (custom !== undefined) {
    const { name: controlName, parameters } = custom;
    return { kind: 'custom', ...base, controlName, parameters, column };
  }
  if (classId === subgridClass) return subgridOf(control, base);
  if (column !== undefined) {
    if (!isFieldClass(classId)) reading.notRun.push({ kind: 'element', name: `${column}: {${classId}}` });
    return { kind: 'field', ...base, column };
  }
  const what = unsupportedKindOf(classId);
  const parameters = childOf(control, 'parameters');
  const detail = childText(parameters, 'Url') || (what === 'unknown' ? `${id} {${classId}}` : id);
  return { kind: 'unsupported', ...base, what, detail };
}

function subgridOf(control: Element, base: { id: string; disabled: boolean }): Content {
  const parameters = childOf(control, 'parameters');
  const relationship = childText(parameters, 'RelationshipName');
  return {
    kind: 'subgrid',
    ...base,
    table: childText(parameters, 'TargetEntityType'),
    viewId: classIdOf(childText(parameters, 'ViewId')).toLowerCase(),
    relationship: relationship === '' ? undefined : relationship,
    rowsPerPage: numberOf(childText(parameters, 'RecordsPerPage'), 4),
  };
}

function scriptsOf(form: Element): FormScripts {
  const of = (name: string): readonly (readonly [Element, Handler])[] =>
    handlersOf(form)
      .filter(([event, handler]) => isRun(event, handler) && eventName(event) === name)
      .map(([event, handler]) => [event, handlerOf(handler)]);
  return {
    libraries: childrenOf(childOf(form, 'formLibraries'), 'Library').map(
      (library) => attribute(library, 'name') ?? '',
    ),
    onLoad: of('onload').map(([, handler]) => handler),
    onChange: of('onchange').map(([event, handler]) => ({
      column: attribute(event, 'attribute') ?? '',
      handler,
    })),
  };
}

/** Those that are enabled, with their events. */
function handlersOf(form: Element): readonly (readonly [Element, Element])[] {
  return childrenOf(childOf(form, 'events'), 'event').flatMap((event) =>
    childrenOf(childOf(event, 'Handlers'), 'Handler')
      .filter((handler) => isTrue(attribute(handler, 'enabled'), true))
      .map((handler) => [event, handler] as const),
  );
}

function handlerOf(handler: Element): Handler {
  return {
    library: attribute(handler, 'libraryName') ?? '',
    functionName: attribute(handler, 'functionName') ?? '',
    passContext: isTrue(attribute(handler, 'passExecutionContext'), false),
    parameters: parametersOf(handler) ?? [],
  };
}

/** As in the form editor: values with commas between. Undefined when they cannot be read. */
function parametersOf(handler: Element): readonly unknown[] | undefined {
  try {
    return JSON.parse(`[${attribute(handler, 'parameters') ?? ''}]`) as readonly unknown[];
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const eventsRun: readonly string[] = ['onload', 'onchange'];

function isRun(event: Element, handler: Element): boolean {
  return eventsRun.includes(eventName(event)) && parametersOf(handler) !== undefined;
}

function eventName(event: Element): string {
  return attribute(event, 'name')?.toLowerCase() ?? '';
}

function otherEventsOf(form: Element): readonly NotRun[] {
  return handlersOf(form)
    .filter(([event, handler]) => !isRun(event, handler))
    .map(([event, handler]) => ({
      kind: 'event',
      name: `${eventName(event)}: ${attribute(handler, 'functionName') ?? ''}(${attribute(handler, 'parameters') ?? ''})`,
    }));
}

/** Parts of a form that are shown here, or that show nothing themselves. */
const knownElements: ReadonlySet<string> = new Set([
  'tabs',
  'header',
  'footer',
  'controlDescriptions',
  'formLibraries',
  'events',
  'DisplayConditions',
  'hiddencontrols',
  'formparameters',
  'externaldependencies',
  'clientresources',
  'ancestor',
]);

function unknownElementsOf(form: Element): readonly NotRun[] {
  return [...form.children]
    .filter((element) => !knownElements.has(element.localName))
    .map((element) => ({ kind: 'element', name: element.localName }));
}
