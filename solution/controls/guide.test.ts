import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { controlsFolder, filesUnder, sourceFolder } from '../paths.ts';
import { childNamed, childrenOf, descendants, parseXml, textOf } from '../xml/parse.ts';
import type { Element } from '../xml/element.ts';
import { controlProjects } from './projects.ts';

const guide = readFileSync(join(controlsFolder, '../docs/guides/administrators.md'), 'utf8');
const section = guide.slice(guide.indexOf('## The control on your own form'));

const control = controlProjects(controlsFolder).find(({ name }) => name === 'CollectionTimeline');
if (control === undefined) throw new Error('there is no CollectionTimeline');
const manifest = parseXml(readFileSync(control.manifestPath, 'utf8'));
const english = parseXml(
  readFileSync(join(control.sourceFolder, 'strings/CollectionTimeline.1033.resx'), 'utf8'),
);

function text(key: string | undefined): string {
  const data = descendants(english, 'data').find(({ attributes }) => attributes.name === key);
  return textOf(data === undefined ? undefined : childNamed(data, 'value'));
}

/** The cells of the guide's rows, without the signs around what is typed. */
function rows(): string[][] {
  return section
    .split('\n')
    .filter((line) => line.trim().startsWith('|'))
    .map((line) => line.split('|').map((cell) => cell.replaceAll('`', '').trim()))
    .map((cells) => cells.slice(1, -1));
}

function formOf(table: string): Element {
  const path = filesUnder(sourceFolder).find((file) => file.startsWith(`Entities/${table}/FormXml/main/`));
  return parseXml(readFileSync(join(sourceFolder, path ?? ''), 'utf8'));
}

/** What our own form gives the control, by property. */
function given(form: Element): Record<string, string> {
  const [use] = descendants(form, 'customControl').filter(({ attributes }) => attributes.formFactor === '0');
  const parameters = use === undefined ? [] : childrenOf(childNamed(use, 'parameters') ?? use);
  return Object.fromEntries(parameters.map((parameter) => [parameter.name, textOf(parameter)]));
}

describe('the guide to the control on a form of one’s own', () => {
  it('calls the control as the form designer does, and as solutions do', () => {
    const [{ attributes } = { attributes: {} }] = descendants(manifest, 'control');
    expect(text((attributes as Record<string, string>)['display-name-key'])).toBe(
      'Dunlin collection timeline',
    );
    expect(section).toContain('choose _Dunlin collection timeline_ and **Add**');
    expect(section).toContain(`\`${control.manifest.name}\``);
  });

  it.each([
    ['Account', 1],
    ['Contact', 2],
  ])('gives on %s every property its form gives', (table, place) => {
    const labels = new Map(
      descendants(manifest, 'property').map(({ attributes }) => [
        text(attributes['display-name-key']),
        attributes.name,
      ]),
    );
    const [, , ...properties] = rows();
    const inGuide = properties.map((cells) => [labels.get(cells[0] ?? ''), cells[place]]);
    expect(Object.fromEntries(inGuide)).toEqual(given(formOf(table)));
    expect(properties).toHaveLength(control.manifest.properties.length);
  });

  it.each(['Account', 'Contact'])('names the tab and the height of ours on %s', (table) => {
    const form = formOf(table);
    const tab = descendants(form, 'tab').find(({ attributes }) => attributes.name === 'collection');
    const label = descendants(tab ?? form, 'label')[0]?.attributes.description ?? '';
    expect(section).toContain(`label it _${label}_`);
    const cell = descendants(tab ?? form, 'cell').find((one) =>
      descendants(one, 'control').some(({ attributes }) => attributes.uniqueid !== undefined),
    );
    expect(section).toContain(`a height of ${cell?.attributes.rowspan ?? ''} rows`);
    expect(descendants(form, 'LocalizedName')[0]?.attributes.description).toBe('Dunlin collection');
  });
});
