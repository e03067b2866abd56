/** Files the pages are made of: the bundle, React, Fluent and its icon fonts; nothing comes from elsewhere. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { distFolder } from '../build.ts';
import type { Answer } from './answers.ts';

const require = createRequire(import.meta.url);

type Library = { readonly address: string; readonly file: string };

/** The versions Dataverse gives to controls as platform libraries. */
export const libraries = {
  react: library('react', 'umd/react.production.min.js'),
  reactDom: library('react-dom', 'umd/react-dom.production.min.js'),
  fluent: library('@fluentui/react', 'dist/fluentui-react.umd.js'),
} as const satisfies Readonly<Record<string, Library>>;

/** Fluent looks for these when it is loaded: its icons come from this server, and text is in the system's own fonts. */
const beforeFluent = "window.FabricConfig = { fontBaseUrl: '', iconBaseUrl: '/fonts/' };\n";

/** Controls with platform libraries look for them under these names. */
const forControls = 'window.Reactv16 = window.React;\nwindow.FluentUIReactv81211 = window.FluentUIReact;\n';

const fonts = join(packageFolder('@fluentui/font-icons-mdl2'), 'fonts');
const fontNames: ReadonlySet<string> = new Set(readdirSync(fonts));

const year = 'public, max-age=31536000, immutable';

/** The file of an address, undefined when there is none. What is large is packed once and kept. */
export function fileAt(path: string): Answer | undefined {
  for (const { address, file } of Object.values(libraries)) {
    if (address.split('?')[0] === path) return packed(file, year);
  }
  if (path === '/app/before-fluent.js') return text(beforeFluent);
  if (path === '/app/for-controls.js') return text(forControls);
  if (path === '/app/app.js' || path === '/app/app.css') {
    const file = join(distFolder, path.slice('/app/'.length));
    return existsSync(file) ? packed(file, 'no-cache') : undefined;
  }
  if (path === '/sign-in.css')
    return plain(fileURLToPath(new URL('sign-in.css', import.meta.url)), 'no-cache');
  const font = path.startsWith('/fonts/') ? path.slice('/fonts/'.length) : '';
  return fontNames.has(font) ? plain(join(fonts, font), year) : undefined;
}

/** Changes with the bundle, so that browsers do not keep an old one. */
export function appVersion(): string {
  const file = join(distFolder, 'app.js');
  return existsSync(file) ? String(Math.trunc(statSync(file).mtimeMs)) : 'none';
}

const kept = new Map<string, { readonly mtimeMs: number; readonly body: Uint8Array }>();

function packed(file: string, caching: string): Answer {
  const { mtimeMs } = statSync(file);
  let known = kept.get(file);
  if (known?.mtimeMs !== mtimeMs) {
    known = { mtimeMs, body: gzipSync(readFileSync(file), { level: 6 }) };
    kept.set(file, known);
  }
  return {
    status: 200,
    type: typeOf(file),
    body: known.body,
    headers: { 'content-encoding': 'gzip', 'cache-control': caching },
  };
}

function plain(file: string, caching: string): Answer {
  return { status: 200, type: typeOf(file), body: readFileSync(file), headers: { 'cache-control': caching } };
}

function text(script: string): Answer {
  return { status: 200, type: typeOf('script.js'), body: script, headers: { 'cache-control': 'no-cache' } };
}

function typeOf(file: string): string {
  const types: Readonly<Record<string, string>> = {
    '.js': 'text/javascript; charset=utf-8',
    '.css': 'text/css; charset=utf-8',
    '.woff': 'font/woff',
  };
  return types[extname(file)] ?? 'application/octet-stream';
}

function library(name: string, path: string): Library {
  const folder = packageFolder(name);
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  return { address: `/lib/${path.split('/').at(-1)}?v=${version}`, file: join(folder, path) };
}

function packageFolder(name: string): string {
  // The main file is always exported; `package.json` is not by every package.
  let folder = dirname(require.resolve(name));
  while (!existsSync(join(folder, 'package.json')) || !namedSo(folder, name)) folder = dirname(folder);
  return folder;
}

function namedSo(folder: string, name: string): boolean {
  const { name: own } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name?: string };
  return own === name;
}
