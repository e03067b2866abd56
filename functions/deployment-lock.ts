/** The lock file of a deployment: the part of the repository's that the app's packages reach, so that what runs is what was tested. */

export type LockedPackage = {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
};

/** A lock file of npm, version 3: packages by the folder they lie in. */
export type Lock = { readonly packages: Readonly<Record<string, LockedPackage>> };

export type Deployed = {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly dependencies: Readonly<Record<string, string>>;
};

const workspace = 'functions';

/** @throws Error when a package is not in the lock file, or would have to lie where another lies */
export function deploymentLock(lock: Lock, deployed: Deployed): object {
  const packages: Record<string, LockedPackage> = {};
  const waiting = Object.keys(deployed.dependencies).map((name) => required(lock, workspace, name));
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const found = lock.packages[folder] ?? {};
    const place = folder.replace(`${workspace}/`, '');
    if (packages[place] === found) continue;
    if (packages[place] !== undefined) throw new Error(`Two versions of ${place} would lie in one folder`);
    packages[place] = found;
    for (const name of Object.keys(found.dependencies ?? {})) waiting.push(required(lock, folder, name));
    const others = { ...found.optionalDependencies, ...found.peerDependencies };
    for (const name of Object.keys(others)) {
      const present = folderOf(lock, folder, name);
      if (present !== undefined) waiting.push(present);
    }
  }
  const { name, version, license, dependencies } = deployed;
  const sorted = Object.entries(packages).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return {
    name,
    version,
    lockfileVersion: 3,
    requires: true,
    packages: { '': { name, version, license, dependencies }, ...Object.fromEntries(sorted) },
  };
}

/** The version that the app gets of one of its own packages. */
export function lockedVersion(lock: Lock, name: string): string {
  const version = lock.packages[required(lock, workspace, name)]?.version;
  if (version === undefined) throw new Error(`${name} has no version in the lock file`);
  return version;
}

function required(lock: Lock, from: string, name: string): string {
  const folder = folderOf(lock, from, name);
  if (folder === undefined)
    throw new Error(`${name}, which ${from} needs, is not in the lock file; run npm install`);
  return folder;
}

/** Where Node finds a package from a folder: in its own node_modules, or in those of the folders around it. */
function folderOf(lock: Lock, from: string, name: string): string | undefined {
  for (let around = from; ; around = around.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$|^[^/]+$/, '')) {
    const folder = around === '' ? `node_modules/${name}` : `${around}/node_modules/${name}`;
    if (lock.packages[folder] !== undefined) return folder;
    if (around === '') return undefined;
  }
}
