/**
 * `/WebResources/<name>`: the bytes of a web resource, which is how pages load scripts, styles and the files of controls. The platform puts
 * a stamp such as `/%7b638054918920000178%7d` before the path, so that browsers may keep what they have; it means nothing here.
 */
import type { IncomingMessage } from 'node:http';
import type { Engine } from '../engine.ts';
import { DataverseError } from '../errors.ts';
import { tableOf } from '../metadata/catalog.ts';
import { requirePrivilege } from '../security/access.ts';
import type { Caller } from '../security/caller.ts';
import type { WebResponse } from './http.ts';

const place = /^\/(?:%7b\d+%7d\/)?webresources\//i;

export function isWebResource(url: string): boolean {
  return place.test(url);
}

/** @throws DataverseError 403 without the privilege to read web resources, 404 for a name nobody has, 405 for anything but reading. */
export function answerWebResource(engine: Engine, caller: Caller, message: IncomingMessage): WebResponse {
  if (message.method !== 'GET' && message.method !== 'HEAD') {
    throw new DataverseError(405, '0x80060888', 'Web resources can only be read here.');
  }
  requirePrivilege(caller, 'Read', tableOf(engine.catalog, 'webresource'));
  const name = nameIn(message.url ?? '');
  const row = engine.store.database.get(
    'SELECT content, webresourcetype, versionnumber FROM webresource WHERE name = ? COLLATE NOCASE',
    [name],
  );
  if (row === undefined)
    throw new DataverseError(404, '0x80040217', `The web resource '${name}' does not exist.`);
  const etag = `"${String(row['versionnumber'])}"`;
  const headers = { ETag: etag, 'Cache-Control': 'private, no-cache', 'X-Content-Type-Options': 'nosniff' };
  if (message.headers['if-none-match'] === etag) return { status: 304, headers, body: '' };
  return {
    status: 200,
    headers: {
      ...headers,
      'Content-Type': mediaTypes[Number(row['webresourcetype'])] ?? 'application/octet-stream',
    },
    body: Buffer.from(String(row['content'] ?? ''), 'base64'),
  };
}

function nameIn(url: string): string {
  const path = url.replace(place, '').split('?')[0] ?? '';
  try {
    return decodeURIComponent(path);
  } catch {
    throw new DataverseError(400, '0x80060888', `'${path}' is not a name.`);
  }
}

const mediaTypes: Readonly<Record<number, string>> = {
  1: 'text/html; charset=utf-8',
  2: 'text/css; charset=utf-8',
  3: 'text/javascript; charset=utf-8',
  4: 'text/xml; charset=utf-8',
  5: 'image/png',
  6: 'image/jpeg',
  7: 'image/gif',
  9: 'text/xml; charset=utf-8',
  10: 'image/x-icon',
  11: 'image/svg+xml',
  12: 'text/xml; charset=utf-8',
};
