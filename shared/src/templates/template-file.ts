/**
 * A template as a text file, named `code.channel.language.txt`. When it has a subject, the first line is `Subject: …` and a blank line
 * follows; the rest is the body.
 */
import { isLanguage, type Language } from './words.ts';

export type TemplateFile = {
  readonly code: string;
  readonly channel: string;
  readonly language: Language;
  readonly subject?: string;
  readonly body: string;
};

/** @throws RangeError when the name or the head of the file is not as described. */
export function parseTemplateFile(name: string, content: string): TemplateFile {
  const [, code, channel, language] = /^([a-z-]+)\.([a-z]+)\.([a-z]{2})\.txt$/.exec(name) ?? [];
  if (code === undefined || channel === undefined || language === undefined || !isLanguage(language)) {
    throw new RangeError(`Not the name of a template (code.channel.language.txt): ${name}`);
  }
  const text = content.replaceAll('\r\n', '\n').trimEnd() + '\n';
  if (!text.startsWith('Subject:')) return { code, channel, language, body: text };
  const [, subject, body] = /^Subject:[ ]*(\S[^\n]*)\n\n([^]+)$/.exec(text) ?? [];
  if (subject === undefined || body === undefined) {
    throw new RangeError(`After "Subject: …" ${name} needs a blank line and a text`);
  }
  return { code, channel, language, subject: subject.trimEnd(), body };
}
