import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { words } from './words.ts';

const folder = resolve('pcf/CollectionTimeline/CollectionTimeline');
const manifest = readFileSync(join(folder, 'ControlManifest.Input.xml'), 'utf8');

function stringsOf(lcid: string): ReadonlyMap<string, string> {
  const xml = readFileSync(join(folder, 'strings', `CollectionTimeline.${lcid}.resx`), 'utf8');
  const document = new DOMParser().parseFromString(xml, 'text/xml');
  return new Map(
    [...document.querySelectorAll('data')].map((data) => [
      data.getAttribute('name') ?? '',
      data.querySelector('value')?.textContent ?? '',
    ]),
  );
}

const english = stringsOf('1033');
const hungarian = stringsOf('1038');
const manifestKeys = [...manifest.matchAll(/(?:display-name|description)-key="(\w+)"/g)].map(
  ([, key = '']) => key,
);

describe('the control’s strings', () => {
  it('are there in every language the manifest names', () => {
    const named = [...manifest.matchAll(/strings\/(CollectionTimeline\.\d+\.resx)/g)].map(([, file]) => file);
    expect(named).toEqual(readdirSync(join(folder, 'strings')).sort());
  });

  it.each([
    ['English', english],
    ['Hungarian', hungarian],
  ])('in %s are those the control and its manifest say, each with a text', (_language, strings) => {
    expect([...strings.keys()].sort()).toEqual([...words, ...manifestKeys].sort());
    expect([...strings].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('have the same places to fill in both languages', () => {
    const places = (text: string | undefined): readonly string[] => (text?.match(/\{\d\}/g) ?? []).sort();
    for (const [key, text] of english) expect([key, places(hungarian.get(key))]).toEqual([key, places(text)]);
  });

  it('are all said somewhere', () => {
    const sources = (readdirSync(folder, { recursive: true }) as string[])
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|testing|generated/.test(file))
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .map((text) => text.replace(/export const words = \[[^\]]*\]/, ''))
      .join('\n');
    expect(words.filter((word) => !sources.includes(`'${word}'`))).toEqual([]);
  });
});

describe('the manifest', () => {
  it('has the properties the code reads', () => {
    const properties = [...manifest.matchAll(/<property name="(\w+)"[^>]* usage="(\w+)"/g)].map(
      ([, name, usage]) => `${name} ${usage}`,
    );
    expect(properties).toEqual(['column bound', 'recordId input', 'tableName input']);
  });
});
