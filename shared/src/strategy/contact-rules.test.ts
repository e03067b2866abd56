/** The contact rules at work in decisions: the customer’s clock, calendar, packs, channels and what people did by hand. */
import { aCalendar } from '../contact/testing/some-rules.ts';
import type { Facts } from './facts.ts';
import { isoDate } from '../dates/iso-date.ts';
import type { Decision } from './decision.ts';
import { evaluate } from './evaluate.ts';
import type { Policy } from './policy.ts';
import { aDebtor, anAction, aReceivable } from './testing/a-debtor.ts';
import { aPolicy, aStep } from './testing/a-policy.ts';
import { actionsInWords, verdictsInWords } from './testing/in-words.ts';

// Due on Thursday 13 March 2025; the first notice is due eight days later, on Friday the 21st.
const invoice = aReceivable({ dueOn: '2025-03-13' });
const romania = aCalendar('RO', '2025-04-18', '2025-04-21', '2025-05-01');

/** One step: an e-mail, or else a letter, eight days after the due date. */
function thePolicy(of: Parameters<typeof aPolicy>[0] = {}): Policy {
  const notice = aStep({ code: 'first-notice', order: 1, offsetDays: 8, fallbackChannel: 'letter' });
  return aPolicy({ steps: [notice], ...of });
}

function on(day: string, facts: Facts, policy: Policy = thePolicy({ calendars: [romania] })): Decision {
  return evaluate(policy, facts, isoDate(day));
}

function aDebtorOf(
  customer: Facts['debtor'] extends infer D ? Partial<D> : never,
  more: Partial<Parameters<typeof aDebtor>[0]> = {},
): Facts {
  return aDebtor({ receivables: [invoice], customer, ...more });
}

describe('a customer elsewhere', () => {
  it.each([
    ['Budapest', { country: 'HU' }, '2025-03-21T07:00:00.000Z'],
    ['Bucharest, an hour earlier', { country: 'RO' }, '2025-03-21T06:00:00.000Z'],
    ['the Canaries, an hour later', { country: 'ES', zone: 'Atlantic/Canary' }, '2025-03-21T08:00:00.000Z'],
    [
      'New York, on the Friday there',
      { country: 'US', zone: 'America/New_York' },
      '2025-03-21T12:00:00.000Z',
    ],
    [
      'Auckland, on the Friday there',
      { country: 'NZ', zone: 'Pacific/Auckland' },
      '2025-03-20T19:00:00.000Z',
    ],
  ])('is written to in the morning of %s', (_, customer, notBefore) => {
    expect(on('2025-03-21', aDebtorOf(customer)).actions[0]).toMatchObject({ notBefore });
  });

  it('whose time zone nobody knows is not contacted, and the reason is said', () => {
    const decision = on('2025-03-21', aDebtorOf({ country: 'US' }));
    expect(decision.actions).toEqual([]);
    expect(decision.verdicts[0]?.because.at(-1)).toEqual({ code: 'zoneUnknown', country: 'US' });
  });

  it('has the free days of their own country (F027)', () => {
    // 2 May 2025 is free in Hungary and worked in Romania.
    const steps = [aStep({ code: 'notice', order: 1, offsetDays: 2, dayCount: 'business' })];
    const policy = thePolicy({ steps, calendars: [romania] });
    const due = [aReceivable({ dueOn: '2025-04-30' })];
    const waiting = (country: string): unknown =>
      verdictsInWords(
        evaluate(policy, aDebtor({ receivables: due, customer: { country } }), isoDate('2025-04-30')),
      );
    // Romania: Friday the 2nd and Monday the 5th. Hungary: Monday the 5th and Tuesday the 6th.
    expect(waiting('RO')).toEqual({ 'INV-1': 'wait for notice until 2025-05-05: stepWaits' });
    expect(waiting('HU')).toEqual({ 'INV-1': 'wait for notice until 2025-05-06: stepWaits' });
  });

  it('of a country without a calendar gets the company’s, which is said', () => {
    expect(on('2025-03-21', aDebtorOf({ country: 'RS' })).because).toContainEqual({
      code: 'otherCalendar',
      country: 'RS',
      calendar: 'HU',
    });
  });

  it('is left alone beyond the calendar, with the reason', () => {
    const policy = thePolicy({ calendar: { coveredTo: isoDate('2025-03-20') } });
    expect(verdictsInWords(on('2025-03-21', aDebtorOf({}), policy))).toEqual({
      'INV-1': 'hold: stepDue, calendarEnds',
    });
  });
});

describe('a country pack', () => {
  const withRomania = thePolicy({
    contact: { packs: ['RO'], businessDaysOnly: false },
    calendars: [romania],
  });
  const everybody = {
    ...withRomania,
    segments: [{ code: 'all', name: 'All', priority: 1, rule: [], strategy: 'B2B' }],
  };
  const consumer = aDebtorOf({ country: 'RO' }, { kind: 'consumer' });

  it('narrows the hours of consumers: 09:00 in Bucharest, and nothing on a Saturday (oracle 5.2 RO)', () => {
    expect(on('2025-03-21', consumer, everybody).actions[0]).toMatchObject({
      notBefore: '2025-03-21T07:00:00.000Z',
    });
    expect(verdictsInWords(on('2025-03-22', consumer, everybody))).toEqual({
      'INV-1': 'wait for first-notice until 2025-03-24: stepDue, closedDay',
    });
  });

  it('leaves businesses alone', () => {
    const business = aDebtorOf({ country: 'RO' });
    expect(on('2025-03-22', business, everybody).actions[0]).toMatchObject({
      notBefore: '2025-03-22T06:00:00.000Z',
    });
  });

  it('does not hold where the customer agreed to other hours (oracle 5.2 RO)', () => {
    const agreed = aDebtorOf({ country: 'RO', allowances: ['agreed'] }, { kind: 'consumer' });
    expect(on('2025-03-22', agreed, everybody).actions).toHaveLength(1);
  });

  it('stops all contact while a dispute waits for an answer, also about other items (oracle 5.2 RO)', () => {
    const other = aReceivable({ id: 'INV-2', dueOn: '2025-03-20' });
    const dispute = {
      id: 'DI-1',
      debtor: 'D-1',
      reason: 'quality',
      openedOn: isoDate('2025-03-19'),
      openedBy: 'clara',
      items: [{ receivable: 'INV-2' }],
      state: 'open',
    } as const;
    const facts = aDebtorOf(
      { country: 'RO' },
      { kind: 'consumer', receivables: [invoice, other], disputes: [dispute] },
    );
    expect(verdictsInWords(on('2025-03-21', facts, everybody))['INV-1']).toBe(
      'hold: stepDue, disputeUnanswered',
    );
    expect(on('2025-03-21', { ...facts, disputes: [] }, everybody).actions).toHaveLength(1);
  });

  it('that does not say what holds on a day keeps its customers from being contacted until it does', () => {
    const decision = on(
      '2016-09-20',
      aDebtor({
        receivables: [aReceivable({ dueOn: '2016-09-01' })],
        kind: 'consumer',
        customer: { country: 'RO' },
      }),
      everybody,
    );
    expect(verdictsInWords(decision)).toEqual({ 'INV-1': 'hold: stepDue, packNotInForce' });
    // OUG 52/2016 is in force from 30 September 2016.
    expect(decision.nextChangeOn).toBe('2016-09-30');
  });

  it('allows a call a week after the last conversation (oracle 5.2 US Reg F)', () => {
    const steps = [aStep({ code: 'call', order: 1, offsetDays: 8, channel: 'call' })];
    const policy = {
      ...thePolicy({ steps, contact: { packs: ['US-REG-F'] } }),
      segments: everybody.segments,
    };
    const spoke = {
      on: isoDate('2025-03-18'),
      channel: 'call',
      conversation: true,
      fromCustomer: true,
    } as const;
    const facts = aDebtorOf(
      { country: 'US', zone: 'America/Chicago' },
      { kind: 'consumer', contacts: [spoke] },
    );
    expect(verdictsInWords(on('2025-03-21', facts, policy))).toEqual({
      'INV-1': 'wait for call until 2025-03-25: stepDue, contactGap',
    });
  });
});

describe('what people did by hand', () => {
  const spaced = thePolicy({ contact: { minimumGapDays: 3, caps: [{ channels: 'all', most: 2, days: 7 }] } });

  it('counts for the gap: no letter the day after a call (complaint 3)', () => {
    const contacts = [{ on: isoDate('2025-03-20'), channel: 'call' }] as const;
    expect(verdictsInWords(on('2025-03-21', aDebtorOf({}, { contacts }), spaced))).toEqual({
      'INV-1': 'wait for first-notice until 2025-03-24: stepDue, contactGap, closedDay',
    });
  });

  it('counts for the caps, together with what was sent (F111)', () => {
    const contacts = [{ on: isoDate('2025-03-18'), channel: 'email' }] as const;
    const history = [anAction({ step: 'second-notice', on: '2025-03-17', item: 'OLD' })];
    expect(verdictsInWords(on('2025-03-21', aDebtorOf({}, { contacts, history }), spaced))).toEqual({
      'INV-1': 'wait for first-notice until 2025-03-24: stepDue, contactCap',
    });
  });

  it('does not count when it was the customer who wrote', () => {
    const contacts = [{ on: isoDate('2025-03-20'), channel: 'email', fromCustomer: true }] as const;
    expect(on('2025-03-21', aDebtorOf({}, { contacts }), spaced).actions).toHaveLength(1);
  });
});

describe('the channel a customer gets', () => {
  const email = aDebtorOf({ reach: { addresses: ['email', 'letter'], doNotContact: [] } });
  const to = (reach: Partial<Facts['debtor']['reach']>, policy = thePolicy()): readonly string[] => [
    ...actionsInWords(on('2025-03-21', aDebtor({ receivables: [invoice], reach }), policy)),
    ...on('2025-03-21', aDebtor({ receivables: [invoice], reach }), policy).actions.flatMap(({ because }) =>
      because.slice(1).map(({ code }) => code),
    ),
  ];

  it('is e-mail when they prefer e-mail (F044)', () => {
    expect(to({ preferred: 'email' })).toEqual([
      'first-notice by email, 100.00 EUR: INV-1 100.00 (first-notice)',
    ]);
    expect(actionsInWords(on('2025-03-21', email))).toHaveLength(1);
  });

  it('is the step’s other one when they prefer that, with the reason (F044)', () => {
    expect(to({ preferred: 'letter' })).toEqual([
      'first-notice by letter, 100.00 EUR: INV-1 100.00 (first-notice)',
      'preferredChannel',
    ]);
  });

  it('is the fallback after a bounce, with the reason (complaint 7)', () => {
    expect(to({ failed: { email: isoDate('2025-03-14') } })).toEqual([
      'first-notice by letter, 100.00 EUR: INV-1 100.00 (first-notice)',
      'channelNotUsed',
      'otherChannel',
    ]);
  });

  it('is never one whose consent was withdrawn: a person gets what nothing else can carry (F044)', () => {
    expect(to({ addresses: ['email'], consent: { email: 'withdrawn' } })).toEqual([
      'first-notice by person, 100.00 EUR: INV-1 100.00 (first-notice)',
      'channelNotUsed',
      'channelNotUsed',
      'unreachable',
    ]);
  });

  it('is not one by which they want no bulk messages, unless the policy says so', () => {
    const reach = { noBulk: ['email'] } as const;
    expect(to(reach)[0]).toContain('by letter');
    expect(to(reach, thePolicy({ contact: { bulkOptOutIgnored: true } }))[0]).toContain('by email');
  });

  it('is a text message only with the consent the policy asks for', () => {
    const steps = [
      aStep({ code: 'text', order: 1, offsetDays: 8, channel: 'sms', fallbackChannel: 'email' }),
    ];
    const policy = thePolicy({ steps, contact: { consentNeeded: ['sms'] } });
    expect(to({}, policy)[0]).toContain('by email');
    expect(to({ consent: { sms: 'given' } }, policy)[0]).toContain('by sms');
  });

  it('says through whom it goes where the customer has no address (complaint 13)', () => {
    expect(to({ through: { email: 'primaryContact' } })).toEqual([
      'first-notice by email, 100.00 EUR: INV-1 100.00 (first-notice)',
      'addressThrough',
    ]);
  });
});
