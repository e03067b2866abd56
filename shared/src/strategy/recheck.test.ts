import type { ActionRecord } from '../actions/action.ts';
import { instant } from '../dates/instant.ts';
import { isoDate } from '../dates/iso-date.ts';
import type { Receivable } from '../receivables/receivable.ts';
import type { Facts } from './facts.ts';
import { recheck, type Recheck } from './recheck.ts';
import { aCreditNote, aDebtor, anAction, aReceivable } from './testing/a-debtor.ts';
import { aPolicy } from './testing/a-policy.ts';
import { actionInWords } from './testing/in-words.ts';

const invoice = aReceivable({ dueOn: '2025-03-13' });
const planned = anAction({ step: 'first-notice', on: '2025-03-21', state: 'planned' });

function withLedger(...receivables: Receivable[]): Facts {
  return aDebtor({ receivables, history: [planned] });
}

const secondNotice = anAction({ step: 'second-notice', on: '2025-03-31', state: 'planned' });

function look(at: string, facts: Facts, key = planned.key, policy = aPolicy()): string {
  return inWords(recheck(key, policy, facts, instant(at)));
}

function inWords(result: Recheck): string {
  switch (result.kind) {
    case 'send':
      return `send ${actionInWords(result.action)}`;
    case 'postpone':
      return `postpone until ${result.until}: ${result.because.at(-1)?.code}`;
    case 'cancel':
      return `cancel: ${result.because.at(-1)?.code}`;
  }
}

/** Friday 21 March 2025, 10:00 in Budapest. */
const friday = '2025-03-21T09:00:00Z';

describe('the last look before an effect', () => {
  it('sends what is still as it was', () => {
    expect(look(friday, withLedger(invoice))).toBe(
      'send first-notice by email, 100.00 EUR: INV-1 100.00 (first-notice)',
    );
  });

  it('cancels what was paid in between (complaint 21)', () => {
    expect(look(friday, withLedger())).toBe('cancel: nothingOpen');
  });

  it('cancels what a credit note covers by now (complaint 18)', () => {
    expect(look(friday, withLedger(invoice, aCreditNote({ amount: 100 })))).toBe('cancel: setOffByCredit');
  });

  it('cancels what a part payment brought below the minimum', () => {
    expect(look(friday, withLedger({ ...invoice, open: { minor: 999, currency: 'EUR' } }))).toBe(
      'cancel: belowMinimum',
    );
  });

  it('sends today’s amounts and items (complaint 8)', () => {
    const partly = { ...invoice, open: { minor: 4_050, currency: 'EUR' } };
    const another = aReceivable({ id: 'INV-2', dueOn: '2025-03-13', amount: 7 });
    expect(look(friday, withLedger(partly, another))).toBe(
      'send first-notice by email, 47.50 EUR: INV-1 40.50 (first-notice), INV-2 7.00 (first-notice)',
    );
  });

  it('sends through the channel that is left today', () => {
    const facts = aDebtor({ receivables: [invoice], history: [planned], reachableBy: ['letter'] });
    expect(look(friday, facts)).toContain('send first-notice by letter');
  });

  it('cancels what another item leads by now: that one has its own action', () => {
    const older = aReceivable({ id: 'INV-0', dueOn: '2025-03-12' });
    expect(look(friday, withLedger(invoice, older))).toBe('cancel: goesWith');
  });

  it('cancels a step whose turn has passed', () => {
    const reminder: ActionRecord = anAction({ step: 'due-date', on: '2025-03-13', state: 'planned' });
    const facts = aDebtor({ receivables: [invoice], history: [reminder] });
    expect(look('2025-03-21T09:00:00Z', facts, reminder.key)).toBe('cancel: goesWith');
    expect(look('2025-03-17T09:00:00Z', facts, reminder.key)).toBe('cancel: stepWaits');
  });

  describe('outside the contact window (complaint 22)', () => {
    it.each([
      ['a minute before it opens', '2025-03-21T06:59:00Z', '2025-03-21T07:00:00.000Z: windowClosed'],
      ['the minute it closes, on a Friday', '2025-03-21T17:00:00Z', '2025-03-24T07:00:00.000Z: closedDay'],
    ])('postpones: %s', (_, at, until) => {
      expect(look(at, withLedger(invoice))).toBe(`postpone until ${until}`);
    });

    it.each(['2025-03-21T07:00:00Z', '2025-03-21T16:59:59Z'])('sends within it: %s', (at) => {
      expect(look(at, withLedger(invoice))).toContain('send');
    });

    it('postpones from a weekend to Monday', () => {
      expect(look('2025-03-22T09:00:00Z', withLedger(invoice))).toBe(
        'postpone until 2025-03-24T07:00:00.000Z: closedDay',
      );
    });

    it('knows that clocks changed over the weekend', () => {
      // Summer time begins on Sunday 30 March: 08:00 on Monday is 06:00 UTC.
      expect(look('2025-03-28T17:30:00Z', withLedger(invoice))).toBe(
        'postpone until 2025-03-31T06:00:00.000Z: closedDay',
      );
    });

    it('gives a person their task at any time', () => {
      const task = anAction({ step: 'hand-over', on: '2025-05-07', state: 'planned' });
      const facts = aDebtor({
        receivables: [invoice],
        history: [anAction({ step: 'pre-legal', on: '2025-04-22' }), task],
      });
      expect(look('2025-05-10T02:00:00Z', facts, task.key)).toContain('send hand-over by person');
    });

    it('on the evening of the calendar’s last day looks again the next morning, when nothing is left to wait for', () => {
      const policy = aPolicy({ calendar: { coveredTo: isoDate('2025-03-21') } });
      expect(look('2025-03-21T17:30:00Z', withLedger(invoice), planned.key, policy)).toBe(
        'postpone until 2025-03-22T07:00:00.000Z: calendarEnds',
      );
      expect(look('2025-03-22T07:00:00Z', withLedger(invoice), planned.key, policy)).toBe(
        'cancel: calendarEnds',
      );
    });
  });

  it('postpones by the gap when another contact was made meanwhile (complaint 3)', () => {
    const facts = aDebtor({
      receivables: [invoice],
      history: [planned, anAction({ step: 'second-notice', on: '2025-03-20', item: 'OLD' })],
    });
    expect(look(friday, facts, planned.key, aPolicy({ contact: { minimumGapDays: 5 } }))).toBe(
      'postpone until 2025-03-25T07:00:00.000Z: contactGap',
    );
  });

  it('postpones when somebody called the customer by hand this morning (complaint 3)', () => {
    const facts = aDebtor({
      receivables: [invoice],
      history: [planned],
      contacts: [{ on: isoDate('2025-03-21'), channel: 'call', conversation: true }],
    });
    expect(look(friday, facts)).toBe('postpone until 2025-03-24T07:00:00.000Z: closedDay');
    expect(look(friday, { ...facts, contacts: [{ on: isoDate('2025-03-20'), channel: 'call' }] })).toContain(
      'send',
    );
  });

  it('goes by the customer’s clock, and tells the day it was there', () => {
    const inAuckland = { country: 'NZ', zone: 'Pacific/Auckland' };
    const facts = aDebtor({ receivables: [invoice], history: [planned], customer: inAuckland });
    // 21:30 on Sunday in Budapest is 09:30 on Monday in Auckland.
    const result = recheck(planned.key, aPolicy(), facts, instant('2025-03-23T20:30:00Z'));
    expect(result).toMatchObject({ kind: 'send', contactedOn: '2025-03-24' });
    expect(look('2025-03-21T20:30:00Z', facts)).toBe('postpone until 2025-03-23T19:00:00.000Z: closedDay');
    expect(look('2025-03-24T09:00:00Z', facts)).toBe('postpone until 2025-03-24T19:00:00.000Z: windowClosed');
  });

  it('waits for the company’s day where the customer’s has begun: never until a time that has passed', () => {
    const facts = aDebtor({
      receivables: [invoice],
      history: [anAction({ step: 'first-notice', on: '2025-03-24' }), secondNotice],
      customer: { country: 'NZ', zone: 'Pacific/Auckland' },
    });
    // The second notice is due on 31 March; it is that Monday in Auckland already, and still Sunday in Budapest.
    expect(look('2025-03-30T20:30:00Z', facts, secondNotice.key)).toBe(
      'postpone until 2025-03-30T22:00:00.000Z: stepWaits',
    );
  });

  it('cancels an action nobody knows', () => {
    expect(look(friday, withLedger(invoice), 'D-1|first-notice|INV-9')).toBe('cancel: nothingOpen');
  });
});
