/** Every starter template can be saved, and says the right thing when it is sent. */
import { readdirSync, readFileSync } from 'node:fs';
import { instant } from '@dunlin/shared/dates/instant';
import { checkTemplate } from '@dunlin/shared/templates/check-template';
import { messageFields, type MessageView } from '@dunlin/shared/templates/message-view';
import { renderTemplate } from '@dunlin/shared/templates/render-template';
import { parseTemplateFile, type TemplateFile } from '@dunlin/shared/templates/template-file';
import { wordsOf } from '@dunlin/shared/templates/words';
import { readPdf } from '../../local/outbox/pdf-text.ts';
import { composeEmail } from '../../functions/src/channels/email.ts';
import { composeLetter } from '../../functions/src/channels/letter.ts';
import { composeSms } from '../../functions/src/channels/sms.ts';
import { aView } from '../../functions/src/channels/test/a-view.ts';

const folder = new URL('../../solution/data/starter/templates/', import.meta.url);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .map((name): [string, TemplateFile] => [
    name,
    parseTemplateFile(name, readFileSync(new URL(name, folder), 'utf8')),
  ]);

const rendered = (text: string, view: MessageView): string =>
  renderTemplate({ text, view, fields: messageFields, escape: 'none' });

describe('starter templates', () => {
  it('are there for every message in every language', () => {
    const messages = [
      'call-script.call',
      'due-date-reminder.email',
      'due-date-reminder.sms',
      'first-notice-friendly.email',
      'first-notice-friendly.letter',
      'first-notice.email',
      'first-notice.letter',
      'hand-over.person',
      'heads-up.person',
      'pre-due-reminder.email',
      'pre-due-reminder.sms',
      'pre-legal-notice-friendly.email',
      'pre-legal-notice-friendly.letter',
      'pre-legal-notice.email',
      'pre-legal-notice.letter',
      'second-notice-friendly.email',
      'second-notice-friendly.letter',
      'second-notice.email',
      'second-notice.letter',
      'unreachable.person',
    ];
    const expected = messages.flatMap((message) =>
      ['de', 'en', 'hu', 'pl', 'ro'].map((language) => `${message}.${language}.txt`),
    );
    expect(files.map(([name]) => name).sort()).toEqual(expected.sort());
  });

  it.each(files)('%s has no problems', (_, { subject, body }) => {
    expect(checkTemplate(`${subject ?? ''}\n${body}`, messageFields)).toEqual([]);
  });

  it.each(files)('%s lists the items and asks for the total', (_, { channel, subject, body, language }) => {
    for (const credit of [false, true]) {
      const view = aView({ language, credit });
      const text = rendered(body, view);
      expect(text).toContain(view.total);
      expect(text).not.toMatch(/\{\{|\}\}|undefined|null|\n\n\n|[ \t]\n/);
      if (channel === 'letter') continue; // The items of a letter stand in its table.
      for (const { document, open } of view.lines) expect(text).toMatch(new RegExp(`${document}.*${open}`));
      expect(text.includes(view.creditsTotal === '' ? 'CN-1' : view.credits[0]!.open)).toBe(credit);
    }
    expect(subject === undefined).toBe(channel === 'sms');
  });

  it.each(files.filter(([, { code }]) => code.startsWith('pre-due')))(
    '%s speaks of nothing overdue',
    (_, { body, language }) => {
      const view = aView({ language, asOf: '2026-01-05' });
      expect(view.lines.every(({ overdueFor }) => overdueFor === '')).toBe(true);
      expect(rendered(body, view)).not.toMatch(/\(\s*\)|overdue|késedelem|po terminie|întârziere|überfällig/);
    },
  );

  it.each(files.filter(([, { channel }]) => channel === 'email'))(
    '%s can be sent',
    async (_, { subject = '', body, language }) => {
      const view = aView({ language });
      const mailbox = { name: view.customer.name, address: 'kovacs@posta.example' };
      const bytes = await composeEmail({
        from: mailbox,
        to: mailbox,
        subject: rendered(subject, view),
        text: rendered(body, view),
        messageId: '<1@dunlin.example>',
        date: instant('2026-03-20T08:00:00Z'),
        key: 'key',
      });
      expect(bytes.length).toBeGreaterThan(500);
    },
  );

  it.each(files.filter(([, { channel }]) => channel === 'letter'))(
    '%s fits one page with nine items',
    async (_, { subject = '', body, language }) => {
      const view = aView({ language, items: 9, credit: true });
      const pdf = await composeLetter({
        view,
        subject: rendered(subject, view),
        body: rendered(body, view),
        createdAt: instant('2026-03-20T08:00:00Z'),
        words: wordsOf(language),
      });
      expect(readPdf(pdf).pages).toHaveLength(1);
    },
  );

  it.each(files.filter(([, { channel }]) => channel === 'letter'))(
    '%s says what the e-mail of the same step says: documents, what is open, the total (complaint 29)',
    async (_, { code, subject = '', body, language }) => {
      const email = files.find(
        ([, one]) => one.code === code && one.channel === 'email' && one.language === language,
      );
      const view = aView({ language, credit: true });
      const mail = rendered(email?.[1].body ?? '', view);
      const pdf = await composeLetter({
        view,
        subject: rendered(subject, view),
        body: rendered(body, view),
        createdAt: instant('2026-03-20T08:00:00Z'),
        words: wordsOf(language),
      });
      const plain = (text: string): string => text.replaceAll(/\s/g, ' ');
      const letter = plain(readPdf(pdf).pages.join('\n'));
      const figures = [
        ...[...view.lines, ...view.credits].flatMap(({ document, open }) => [document, open]),
        view.total,
        view.payBy,
      ];
      for (const figure of figures) {
        expect(plain(mail)).toContain(plain(figure));
        expect(letter).toContain(plain(figure));
      }
    },
  );

  it.each(files.filter(([, { channel }]) => channel === 'sms'))(
    '%s costs at most four parts for one item',
    (_, { body, language }) => {
      expect(composeSms(rendered(body, aView({ language, items: 1 }))).segments).toBeLessThanOrEqual(4);
    },
  );
});
