import { isEmailAddress, isPhoneNumber } from './addresses.ts';

describe('addresses', () => {
  it.each(['a@b.hu', 'kovacs.peter+szamla@posta.example.com', "o'neil@example.ie", 'x@xn--kszls-xqa8d.hu'])(
    'takes %s for an e-mail address',
    (text) => expect(isEmailAddress(text)).toBe(true),
  );

  it.each([
    '',
    '@b.hu',
    'a@b',
    'a b@c.hu',
    'a@b..hu',
    'a@-b.hu',
    '.a@b.hu',
    'a.@b.hu',
    'a@b.hu,c@d.hu',
    'Péter <a@b.hu>',
    'a@b.hu\r\nBcc: x@y.hu',
    'a@b.hu\n',
    '"a b"@c.hu',
    'a@[127.0.0.1]',
    'a@127.0.0.1',
    'á@b.hu',
    `${'a'.repeat(65)}@b.hu`,
    `a@${'b'.repeat(250)}.hu`,
  ])('does not take %j for an e-mail address', (text) => expect(isEmailAddress(text)).toBe(false));

  it.each(['+36201234567', '+48500100200', '+40721234567', '+491701234567'])(
    'takes %s for a number',
    (text) => expect(isPhoneNumber(text)).toBe(true),
  );

  it.each([
    '06201234567',
    '36201234567',
    '+36 20 123 4567',
    '+0123456789',
    '+12345',
    '+1234567890123456',
    '+3620\n1234567',
    '',
  ])('does not take %j for a number', (text) => expect(isPhoneNumber(text)).toBe(false));
});
