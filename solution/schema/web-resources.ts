/** Web resources: the commands, which packing builds, and the files that lie in WebResources/ as they are. */
import { commandsName } from '../package/commands.ts';
import { filesUnder } from '../paths.ts';
import { element, flag, text, type Element } from '../xml/element.ts';
import { introducedVersion } from './attribute.ts';
import { bracedId } from './stable-id.ts';

/** The names of all, as ribbons and forms write them after `$webresource:`. @param folder the source folder */
export function webResourceNames(folder: string): readonly string[] {
  const files = filesUnder(`${folder}/WebResources`).filter((path) => !path.endsWith('.data.xml'));
  return [commandsName, ...files].toSorted();
}

export function iconName(file: string): string {
  return `dun_/icons/${file}`;
}

/** What stands beside each file. */
export function webResourceXml(name: string): Element {
  return element('WebResource', { 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance' }, [
    text('WebResourceId', bracedId(`webresource/${name}`)),
    text('Name', name),
    text('DisplayName', name),
    text('WebResourceType', typeOf(name)),
    text('IntroducedVersion', introducedVersion),
    flag('IsEnabledForMobileClient', false),
    flag('IsAvailableForMobileOffline', false),
    flag('IsCustomizable', true),
    flag('CanBeDeleted', true),
    flag('IsHidden', false),
    text('FileName', `/WebResources/${name}`),
  ]);
}

/** As Microsoft's table reference numbers them. */
const types: Readonly<Record<string, number>> = { js: 3, svg: 11 };

function typeOf(name: string): number {
  const extension = name.slice(name.lastIndexOf('.') + 1);
  const type = types[extension];
  if (type === undefined)
    throw new RangeError(`The web resource ${name} is of a kind the solution does not use: ${extension}`);
  return type;
}
