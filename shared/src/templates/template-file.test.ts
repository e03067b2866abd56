import { parseTemplateFile } from './template-file.ts';

describe('parseTemplateFile', () => {
  it('reads code, channel and language from the name, subject and body from the text', () => {
    expect(
      parseTemplateFile('first-notice.email.hu.txt', 'Subject: Emlékeztető\n\nTisztelt Ügyfelünk!\n\n'),
    ).toEqual({
      code: 'first-notice',
      channel: 'email',
      language: 'hu',
      subject: 'Emlékeztető',
      body: 'Tisztelt Ügyfelünk!\n',
    });
  });

  it('needs no subject', () => {
    expect(parseTemplateFile('due-date-reminder.sms.pl.txt', 'Termin: dziś\r\n')).toEqual({
      code: 'due-date-reminder',
      channel: 'sms',
      language: 'pl',
      body: 'Termin: dziś\n',
    });
  });

  it('refuses other names, languages without words and a head without a body', () => {
    expect(() => parseTemplateFile('first-notice.hu.txt', 'x')).toThrow('Not the name of a template');
    expect(() => parseTemplateFile('first-notice.email.fr.txt', 'x')).toThrow('Not the name of a template');
    expect(() => parseTemplateFile('first-notice.email.hu.txt', 'Subject: x\ny')).toThrow(
      'needs a blank line',
    );
  });
});
