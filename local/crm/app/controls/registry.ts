/** Code components by name: their manifest, their bundle run once, their styles and their texts. */
import { client, WebApiError } from '../data/client.ts';
import { session } from '../data/session.ts';
import { say } from '../text/text.ts';
import { added } from './added.ts';
import { readManifest, type ControlManifest } from './manifest.ts';
import { readStrings, stringsFile } from './strings.ts';

export type ControlClass = new () => ComponentFramework.StandardControl<unknown, unknown>;

export type LoadedControl = {
  readonly manifest: ControlManifest;
  readonly constructor: ControlClass;
  readonly strings: ReadonlyMap<string, string>;
  /** Where its files are, with a slash at the end. */
  readonly folder: string;
};

/** Why a control cannot be hosted, in the user's language. */
export class ControlProblem extends Error {}

type BundleHost = { registerControl(name: string, constructor: ControlClass): void };

const registered = new Map<string, ControlClass>();
const loading = new Map<string, Promise<LoadedControl>>();

/** Loads a control once. @param name as forms write it: `prefix_Namespace.Constructor`; @throws ControlProblem, WebApiError */
export function loadControl(name: string): Promise<LoadedControl> {
  const present = loading.get(name);
  if (present !== undefined) return present;
  const promise = load(name);
  loading.set(name, promise);
  // A failure is forgotten, so that trying again asks again.
  promise.catch(() => loading.delete(name));
  return promise;
}

async function load(name: string): Promise<LoadedControl> {
  const { rows } = await client.list(
    'customcontrols',
    `$select=name,manifest&$filter=${encodeURIComponent(`name eq '${name.replaceAll("'", "''")}'`)}`,
  );
  const xml = rows[0]?.['manifest'];
  if (typeof xml !== 'string') throw new ControlProblem(say('controlMissing', { name }));
  const manifest = readManifest(xml);
  refuseWhatIsNotOffered(name, manifest);
  const folder = `/WebResources/cc_${manifest.fullName}/`;
  const file = stringsFile(manifest.strings, session().languageId);
  const [strings] = await Promise.all([
    file === undefined ? new Map<string, string>() : loadStrings(folder + file),
    runBundle(folder + manifest.code, manifest.fullName),
    ...manifest.css.map((path) => addStyles(folder + path)),
  ]);
  const constructor = registered.get(manifest.fullName);
  if (constructor === undefined)
    throw new ControlProblem(say('controlNoBundle', { name: manifest.fullName }));
  return { manifest, constructor, strings, folder };
}

function refuseWhatIsNotOffered(name: string, { dataSets, libraries }: ControlManifest): void {
  const [dataSet] = dataSets;
  if (dataSet !== undefined) throw new ControlProblem(say('controlDataSet', { name, dataSet }));
  const other = libraries.find((library) => !isOffered(library));
  if (other !== undefined)
    throw new ControlProblem(say('controlNoLibrary', { name, library: `${other.name} ${other.version}` }));
}

function isOffered({ name, version }: ControlManifest['libraries'][number]): boolean {
  const major = Number(version.split('.')[0]);
  return (name === 'React' && major === 16) || (name === 'Fluent' && major === 8);
}

async function loadStrings(address: string): Promise<ReadonlyMap<string, string>> {
  const response = await fetch(address);
  if (!response.ok) throw new WebApiError(address, { status: response.status, code: '' });
  return readStrings(await response.text());
}

/** The bundle registers its control when it runs; a script that is on the page already has. */
async function runBundle(address: string, fullName: string): Promise<void> {
  offerRegistration();
  if (registered.has(fullName)) return;
  await added(document.createElement('script'), (script) => (script.src = address));
}

async function addStyles(address: string): Promise<void> {
  if (document.querySelector(`link[href="${CSS.escape(address)}"]`) !== null) return;
  await added(document.createElement('link'), (link) => {
    link.rel = 'stylesheet';
    link.href = address;
  });
}

function offerRegistration(): void {
  const page = window as unknown as { ComponentFramework?: BundleHost };
  page.ComponentFramework ??= {
    registerControl: (name, constructor) => void registered.set(name, constructor),
  };
}
