/** The files of solution/data as rows: one JSON file a table, and the texts of messages as plain files. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tables } from '@dunlin/shared/tables/index';
import { template } from '@dunlin/shared/tables/policy';
import type { Table } from '@dunlin/shared/tables/table';
import { parseTemplateFile } from '@dunlin/shared/templates/template-file';
import { filesUnder } from '../paths.ts';
import type { ReadableRow } from './wire-row.ts';

export type TableRows = { readonly table: Table; readonly rows: readonly ReadableRow[] };

export type StandardRows = {
  readonly queues: readonly { readonly name: string; readonly description: string }[];
  readonly teams: readonly {
    readonly name: string;
    readonly description: string;
    readonly roles: readonly string[];
  }[];
};

export type DemoUser = {
  readonly domainname: string;
  readonly firstname: string;
  readonly lastname: string;
  /** The person's id in the directory, which a token names. */
  readonly directoryId: string;
  readonly roles: readonly string[];
  readonly teams: readonly string[];
};

/** Rows of our tables, in an order in which what a row points at comes before it. */
export function starterRows(folder: string): TableRows[] {
  return Object.values(tables).flatMap((table: Table): TableRows[] => {
    if (table.name === template.name) return [{ table, rows: templateRows(join(folder, 'templates')) }];
    const path = join(folder, `${table.name}.json`);
    return existsSync(path) ? [{ table, rows: readJson<ReadableRow[]>(path) }] : [];
  });
}

export function standardRows(folder: string): StandardRows {
  return readJson(join(folder, 'standard.json'));
}

export function demoUsers(folder: string): DemoUser[] {
  return readJson(join(folder, 'users.json'));
}

function templateRows(folder: string): ReadableRow[] {
  return filesUnder(folder).map((file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const { code, channel, language, subject, body } = parseTemplateFile(file, text);
    return {
      dun_code: code,
      dun_channel: channel,
      dun_language: language,
      dun_name: `${code}, ${channel}, ${language}`,
      ...(subject !== undefined && { dun_subject: subject }),
      dun_body: body,
    };
  });
}

function readJson<T>(path: string): T {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch (error) {
    throw new SyntaxError(`${path}: ${(error as Error).message}`, { cause: error });
  }
}
