import { inWords } from '../actions/reason.ts';
import type { Reach } from '../contact/choose-channel.ts';
import { channelOf } from './channel-of-step.ts';
import type { Step } from './policy.ts';
import { aPolicy, aStep } from './testing/a-policy.ts';

/** `letter: reason; reason`, or `none: …`. */
function chosen(
  step: Partial<Step>,
  reach: Partial<Reach>,
  contact: Parameters<typeof aPolicy>[0] = {},
): string {
  const found = channelOf(
    aStep({ code: 'notice', order: 1, offsetDays: 8, ...step }),
    { addresses: ['email', 'letter'], doNotContact: [], ...reach },
    aPolicy(contact).contact,
  );
  return `${found.kind === 'use' ? found.use : 'none'}: ${found.because.map(inWords).join('; ')}`;
}

describe('the channel of a step', () => {
  it('is its own where the customer has it', () => {
    expect(chosen({}, {})).toBe('email: ');
    expect(chosen({ fallbackChannel: 'letter' }, {})).toBe('email: ');
  });

  it('is the other one that the customer prefers, or that is left', () => {
    const step = { fallbackChannel: 'letter' } as const;
    expect(chosen(step, { preferred: 'letter' })).toMatch(/^letter: /);
    expect(chosen(step, { addresses: ['letter'] })).toMatch(/^letter: /);
    // A step with one channel keeps it.
    expect(chosen({}, { preferred: 'letter' })).toBe('email: ');
  });

  it('is a person where the step is one’s, whatever the customer forbade', () => {
    expect(chosen({ channel: 'person' }, { addresses: [], doNotContact: ['email'] })).toBe('person: ');
  });

  it('is a person where that is the other one, and why the first is not used', () => {
    const step = { fallbackChannel: 'person' } as const;
    expect(chosen(step, {})).toBe('email: ');
    expect(chosen(step, { addresses: ['letter'] })).toBe(
      'person: email is not used: there is no address; person instead of email, which cannot be used for this customer',
    );
    // A reminder too: it was asked for.
    expect(chosen({ ...step, offsetDays: -3 }, { addresses: [] })).toMatch(/^person: /);
  });

  it('is a person where nothing is left; a reminder is not worth that', () => {
    expect(chosen({}, { addresses: [] })).toBe(
      'person: email is not used: there is no address; the customer cannot be reached by email',
    );
    expect(chosen({ offsetDays: -3 }, { addresses: [] })).toMatch(/^none: /);
  });

  it('is one that was refused for bulk only where the company says a reminder is none', () => {
    expect(chosen({}, { noBulk: ['email'] })).toMatch(/^person: /);
    expect(chosen({}, { noBulk: ['email'] }, { contact: { bulkOptOutIgnored: true } })).toBe('email: ');
  });

  it('is one that needs the customer’s consent only with it', () => {
    const careful = { contact: { consentNeeded: ['email'] } } as const;
    expect(chosen({}, {}, careful)).toMatch(/^person: /);
    expect(chosen({}, { consent: { email: 'given' } }, careful)).toBe('email: ');
  });
});
