/**
 * The policy as a file (npm run policy -- export | check | diff | import): to read it, to keep it under version control, and to bring it into an
 * environment. What is imported are the rows that people edit; they decide nothing before a version is published.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkFile } from '@dunlin/shared/publishing/check-file';
import { differences } from '@dunlin/shared/publishing/differences';
import { digestOfDocument, type PolicyDocument } from '@dunlin/shared/publishing/document';
import { parseDocumentText, printDocument } from '@dunlin/shared/publishing/document-text';
import { hasErrors, inOrder, problemInWords, type Problem } from '@dunlin/shared/publishing/problem';
import { exportPolicy, readSurroundings } from './load/export-policy.ts';
import { importPolicy } from './load/import-policy.ts';
import { secretFrom } from './load/secret-from.ts';
import { webApi, type WebApi } from './load/web-api.ts';

const usage = `Usage: npm run policy -- <command> [options]

  export --url URL [--file F]      the rows of the environment as a file, or on the screen
  check  --file F [--url URL]      what is wrong with a file, or looks wrong; with --url also against its companies and currencies
  check  --url URL                 the same of the environment's rows
  diff   --file F --against G      what changes from G to F, in sentences
  diff   --file F --url URL        what changes from the environment's rows to F
  import --file F --url URL        makes the environment's rows those of the file; what the file lacks is deactivated

  --token-command CMD              prints a bearer token for the environment; without it DATAVERSE_TOKEN is used`;

/** Something that is wrong with what was asked for or found; it is told, not traced. */
class Refused extends Error {}

type Options = {
  readonly file?: string;
  readonly against?: string;
  readonly api?: WebApi;
};

const commands: Readonly<Record<string, (options: Options) => Promise<void>>> = {
  async export({ api, file }) {
    const text = printDocument(await documentOfEnvironment(needed(api, '--url')));
    if (file === undefined) process.stdout.write(text);
    else writeFileSync(file, text);
  },

  async check({ api, file }) {
    const document =
      file === undefined ? await documentOfEnvironment(needed(api, '--url or --file')) : documentIn(file);
    const problems = checkFile(document, today(), api && (await readSurroundings(api)));
    tell(problems);
    console.log(`digest ${digestOfDocument(document)}`);
    if (hasErrors(problems)) process.exitCode = 1;
  },

  async diff({ api, file, against }) {
    const after = documentIn(needed(file, '--file'));
    const before =
      against === undefined
        ? await documentOfEnvironment(needed(api, '--against or --url'))
        : documentIn(against);
    const sentences = differences(before, after);
    for (const sentence of sentences) console.log(sentence);
    if (sentences.length === 0) console.log('Nothing changes.');
  },

  async import({ api, file }) {
    const document = documentIn(needed(file, '--file'));
    const environment = needed(api, '--url');
    const problems = checkFile(document, today(), await readSurroundings(environment));
    if (hasErrors(problems)) throw new Refused(inWords(problems));
    const { written, unchanged, deactivated } = await importPolicy(environment, document);
    console.log(
      `${written} rows written, ${unchanged} as they were, ${deactivated} deactivated. Make a policy version to bring them into force.`,
    );
  },
};

function documentIn(file: string): PolicyDocument {
  const parsed = parseDocumentText(readFileSync(file, 'utf8'));
  if (!parsed.ok) throw new Refused(inWords(parsed.problems));
  return parsed.document;
}

async function documentOfEnvironment(api: WebApi): Promise<PolicyDocument> {
  const { document, problems } = await exportPolicy(api);
  if (problems.length > 0) throw new Refused(inWords(problems));
  return document;
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function tell(problems: readonly Problem[]): void {
  if (problems.length === 0) console.log('Nothing is wrong with it.');
  else console.log(inWords(problems));
}

function inWords(problems: readonly Problem[]): string {
  return inOrder(problems).map(problemInWords).join('\n');
}

function needed<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Refused(`Say ${what}.\n\n${usage}`);
  return value;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      url: { type: 'string' },
      file: { type: 'string' },
      against: { type: 'string' },
      'token-command': { type: 'string' },
    },
  });
  const command = Object.hasOwn(commands, positionals[0] ?? '') ? commands[positionals[0] ?? ''] : undefined;
  if (!command || positionals.length !== 1) throw new Refused(usage);
  await command({
    ...(values.file !== undefined && { file: values.file }),
    ...(values.against !== undefined && { against: values.against }),
    ...(values.url !== undefined && { api: webApi(values.url, tokenFrom(values['token-command'])) }),
  });
}

function tokenFrom(command: string | undefined): string {
  const token = secretFrom(command, 'DATAVERSE_TOKEN');
  if (token === undefined) throw new Refused('Say --token-command, or set DATAVERSE_TOKEN.');
  return token;
}

if (import.meta.main) {
  try {
    await main();
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
