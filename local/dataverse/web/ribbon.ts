/**
 * `RetrieveEntityRibbon(EntityName='account',RibbonLocationFilter=Microsoft.Dynamics.CRM.RibbonLocationFilters'All')`: the buttons that packages
 * put on a table's command bars, as `RibbonXml.xml` in a zip. The platform's own buttons are not in it.
 */
import { zipSync, strToU8 } from 'fflate';
import { assumes } from '../assumptions.ts';
import { badRequest, notSupported } from '../errors.ts';
import { keptRibbons, placeOfControls } from '../import/ribbons.ts';
import { child, childrenOf, escapeXml, parseXml, xmlOf, type Element } from '../xml.ts';
import type { Exchange } from './exchange.ts';
import { jsonResponse, type WebResponse } from './http.ts';
import { requiredParameter, textParameter } from './parameters.ts';
import type { Segment } from './path.ts';

export function retrieveEntityRibbon(exchange: Exchange, segment: Segment): WebResponse {
  const { session, request } = exchange;
  const { catalog, store } = session.engine;
  const name = textParameter(exchange, segment, 'EntityName');
  const table = catalog.tables.get(name);
  if (table === undefined) throw badRequest(`The entity with a name = '${name}' was not found.`);
  const filter = requiredParameter(exchange, segment, 'RibbonLocationFilter');
  if (!/'All'$/.test(filter)) throw notSupported(`The RibbonLocationFilter ${filter}`);
  const diffs = keptRibbons(store.database, table.logicalName).map(parseXml);
  const zip = zipSync({ 'RibbonXml.xml': strToU8(ribbonXml(diffs)) }, { mtime: new Date(1980, 0, 1) });
  return jsonResponse(200, {
    '@odata.context': `${request.base}$metadata#Microsoft.Dynamics.CRM.RetrieveEntityRibbonResponse`,
    CompressedEntityXml: Buffer.from(zip).toString('base64'),
  });
}

function ribbonXml(diffs: readonly Element[]): string {
  const merged = (path: readonly string[]): string =>
    diffs
      .flatMap((diff) => at(diff, path)?.children ?? [])
      .map(xmlOf)
      .join('');
  const ofPath = (...path: readonly string[]): string => {
    const name = path.at(-1) ?? '';
    return `<${name}>${merged(path)}</${name}>`;
  };
  return (
    `<RibbonDefinitions><RibbonDefinition><UI><Ribbon>${tabsOf(diffs)}</Ribbon></UI>` +
    ofPath('CommandDefinitions') +
    `<RuleDefinitions>${ofPath('RuleDefinitions', 'DisplayRules')}${ofPath('RuleDefinitions', 'EnableRules')}</RuleDefinitions>` +
    `${assumes('ribbonsBringTheirWords') ? ofPath('LocLabels') : ''}</RibbonDefinition></RibbonDefinitions>`
  );
}

function at(element: Element, path: readonly string[]): Element | undefined {
  return path.reduce<Element | undefined>((node, name) => child(node, name), element);
}

type Placed = {
  readonly tab: string;
  readonly group: string;
  readonly sequence: number;
  readonly xml: string;
};

/** Tabs with their groups and buttons, each in the order of its sequence. */
function tabsOf(diffs: readonly Element[]): string {
  const placed = diffs
    .flatMap((diff) => childrenOf(child(diff, 'CustomActions'), 'CustomAction'))
    .flatMap(placedIn)
    .toSorted((a, b) => a.sequence - b.sequence);
  return `<Tabs Id="Mscrm.Tabs">${[...Map.groupBy(placed, ({ tab }) => tab)]
    .map(
      ([tab, inTab]) =>
        `<Tab ${id(tab)}><Groups ${id(`${tab}.Groups`)}>${groupsOf(tab, inTab)}</Groups></Tab>`,
    )
    .join('')}</Tabs>`;
}

function groupsOf(tab: string, placed: readonly Placed[]): string {
  return [...Map.groupBy(placed, ({ group }) => group)]
    .map(([group, controls]) => {
      const name = `${tab}.${group}`;
      const xml = controls.map((control) => control.xml).join('');
      return `<Group ${id(name)}><Controls ${id(`${name}.Controls`)}>${xml}</Controls></Group>`;
    })
    .join('');
}

function placedIn(action: Element): readonly Placed[] {
  const [, tab = '', , , group = ''] = placeOfControls.exec(action.attributes['Location'] ?? '') ?? [];
  return (child(action, 'CommandUIDefinition')?.children ?? []).map((control) => ({
    tab,
    group,
    sequence: Number(control.attributes['Sequence'] ?? action.attributes['Sequence'] ?? 0),
    xml: xmlOf(control),
  }));
}

function id(text: string): string {
  return `Id="${escapeXml(text)}"`;
}
