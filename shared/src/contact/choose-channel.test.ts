import { isoDate } from '../dates/iso-date.ts';
import { chooseChannel, type ChannelQuestion, type Reach } from './choose-channel.ts';
import { contactReasonInWords } from './contact-reason.ts';

const everywhere: Reach = { addresses: ['email', 'letter', 'sms', 'call'], doNotContact: [] };

function choose(question: Partial<ChannelQuestion> & { reach: Reach }): string {
  const chosen = chooseChannel({ wanted: 'email', fallback: 'letter', ...question });
  const why = chosen.because.map(contactReasonInWords).join('; ');
  return `${chosen.kind === 'use' ? chosen.channel : 'none'}${why === '' ? '' : `: ${why}`}`;
}

describe('the channel of a step', () => {
  it('is used when it can be', () => {
    expect(choose({ reach: everywhere })).toBe('email');
  });

  it('gives way to the fallback when there is no address, with the reason', () => {
    expect(choose({ reach: { ...everywhere, addresses: ['letter'] } })).toBe(
      'letter: email is not used: there is no address; letter instead of email, which cannot be used for this customer',
    );
  });

  it('gives way to the fallback after a bounce, with its day', () => {
    expect(choose({ reach: { ...everywhere, failed: { email: isoDate('2025-05-05') } } })).toBe(
      'letter: email is not used: the address failed on 2025-05-05; letter instead of email, which cannot be used for this customer',
    );
  });

  it('is never used once consent was withdrawn, nor as a fallback', () => {
    const reach: Reach = { ...everywhere, consent: { email: 'withdrawn' } };
    expect(choose({ reach })).toMatch(/^letter: email is not used: consent was withdrawn; /);
    expect(choose({ wanted: 'sms', fallback: 'email', reach: { ...reach, addresses: ['email'] } })).toBe(
      'none: sms is not used: there is no address; email is not used: consent was withdrawn; the customer cannot be reached by sms or email',
    );
    expect(
      choose({ exchangeable: ['email'], wanted: 'sms', reach: { ...reach, preferred: 'email' } }),
    ).toMatch(/^sms: email is not used: consent was withdrawn$/);
  });

  it('is not used where consent is needed and was not given', () => {
    const wanted = { wanted: 'sms', consentNeeded: ['sms'] } as const;
    expect(choose({ ...wanted, reach: everywhere })).toMatch(
      /^letter: sms is not used: consent was not given/,
    );
    expect(choose({ ...wanted, reach: { ...everywhere, consent: { sms: 'given' } } })).toBe('sms');
  });

  it('is not used where the customer forbade it, whatever they consented to', () => {
    const reach: Reach = { ...everywhere, doNotContact: ['email'], consent: { email: 'given' } };
    expect(choose({ reach })).toMatch(/^letter: email is not used: the customer forbade it/);
  });

  it('is not used for automatic messages the customer does not want; a call is none', () => {
    const reach: Reach = { ...everywhere, noBulk: ['email', 'sms', 'call'] };
    expect(choose({ reach })).toMatch(
      /^letter: email is not used: the customer wants no automatic messages by it/,
    );
    expect(choose({ wanted: 'call', reach })).toBe('call');
  });
});

describe('the channel a customer prefers', () => {
  it('takes the place of the step’s', () => {
    expect(
      choose({
        wanted: 'letter',
        exchangeable: ['letter', 'email'],
        reach: { ...everywhere, preferred: 'email' },
      }),
    ).toBe('email: email instead of letter, because the customer prefers it');
    expect(choose({ exchangeable: ['email'], reach: { ...everywhere, preferred: 'email' } })).toBe('email');
  });

  it('does not where the step must keep its own: a formal letter stays a letter', () => {
    expect(choose({ wanted: 'letter', reach: { ...everywhere, preferred: 'email' } })).toBe('letter');
    expect(
      choose({ wanted: 'letter', exchangeable: ['sms'], reach: { ...everywhere, preferred: 'email' } }),
    ).toBe('letter');
  });

  it('gives way to the step’s when it cannot be used', () => {
    const reach: Reach = { addresses: ['letter'], doNotContact: [], preferred: 'email' };
    expect(choose({ wanted: 'letter', exchangeable: ['email'], reach })).toBe(
      'letter: email is not used: there is no address',
    );
  });
});

it('a customer who forbade everything is not reached at all', () => {
  const reach: Reach = { ...everywhere, doNotContact: ['email', 'letter', 'sms', 'call'] };
  expect(choose({ reach })).toBe(
    'none: email is not used: the customer forbade it; letter is not used: the customer forbade it; the customer cannot be reached by email or letter',
  );
});
