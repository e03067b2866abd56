import { isoDate } from '../dates/iso-date.ts';
import { money } from '../money/money.ts';
import { messageFields, messageView, type MessageInput } from './message-view.ts';
import { renderTemplate } from './render-template.ts';

const asOf = isoDate('2026-03-20');

/** Kovács Kft. owes 1,234.50 of 2,000.00 EUR since 8 March and 500.00 EUR since 19 March; a credit note of 34.50 EUR is open. */
function aMessage(changes: Partial<MessageInput> = {}): MessageInput {
  return {
    company: {
      name: 'Dunlin Trading SE',
      addressLines: ['Main Street 1', '1010 Vienna'],
      email: 'office@dunlin.example',
      bankAccount: 'AT61 1904 3002 3457 3201',
    },
    customer: { name: 'Kovács Kft.', addressLines: ['Fő utca 1.', '1011 Budapest'] },
    debtor: { number: '100042' },
    step: { amount: money(170_000, 'EUR'), payBy: isoDate('2026-03-27') },
    lines: [
      {
        document: 'INV-2',
        issuedOn: isoDate('2026-03-05'),
        dueOn: isoDate('2026-03-19'),
        amount: money(50_000, 'EUR'),
        open: money(50_000, 'EUR'),
      },
      {
        document: 'INV-1',
        issuedOn: isoDate('2026-02-06'),
        dueOn: isoDate('2026-03-08'),
        amount: money(200_000, 'EUR'),
        open: money(123_450, 'EUR'),
      },
    ],
    credits: [{ document: 'CN-7', issuedOn: isoDate('2026-03-10'), open: money(3_450, 'EUR') }],
    asOf,
    locale: 'en',
    ...changes,
  };
}

describe('messageView', () => {
  it('lists the items, the longest due first, with what is still open of each (complaint 8)', () => {
    const { lines, count } = messageView(aMessage());
    expect(lines).toEqual([
      {
        document: 'INV-1',
        issuedOn: '06/02/2026',
        dueOn: '08/03/2026',
        daysPastDue: '12',
        overdueFor: '12 days',
        amount: '2,000.00\u00a0EUR',
        open: '1,234.50\u00a0EUR',
        reducedFrom: '2,000.00\u00a0EUR',
      },
      {
        document: 'INV-2',
        issuedOn: '05/03/2026',
        dueOn: '19/03/2026',
        daysPastDue: '1',
        overdueFor: '1 day',
        amount: '500.00\u00a0EUR',
        open: '500.00\u00a0EUR',
        reducedFrom: '',
      },
    ]);
    expect(count).toBe('2');
  });

  it('asks for the open amounts less the credits: 1,234.50 + 500.00 − 34.50 = 1,700.00', () => {
    const view = messageView(aMessage());
    expect([view.linesTotal, view.creditsTotal, view.total]).toEqual([
      '1,734.50\u00a0EUR',
      '34.50\u00a0EUR',
      '1,700.00\u00a0EUR',
    ]);
    expect(view.credits).toEqual([{ document: 'CN-7', issuedOn: '10/03/2026', open: '34.50\u00a0EUR' }]);
    expect([view.oldestDueOn, view.oldestOverdueFor, view.payBy]).toEqual([
      '08/03/2026',
      '12 days',
      '27/03/2026',
    ]);
  });

  it.each([
    ['hu', '2026. 03. 20.', '1\u00a0700,00\u00a0EUR', '12 nap'],
    ['pl', '20.03.2026', '1\u00a0700,00\u00a0EUR', '12 dni'],
    ['ro', '20.03.2026', '1.700,00\u00a0EUR', '12 zile'],
    ['de', '20.03.2026', '1.700,00\u00a0EUR', '12 Tage'],
    ['de-AT', '20.03.2026', '1\u00a0700,00\u00a0EUR', '12 Tage'],
    ['en', '20/03/2026', '1,700.00\u00a0EUR', '12 days'],
  ])('speaks %s (complaint 9)', (locale, today, total, overdueFor) => {
    const view = messageView(aMessage({ locale }));
    expect([view.today, view.total, view.lines[0]?.overdueFor]).toEqual([today, total, overdueFor]);
  });

  it('leaves days blank for what is not overdue, also on the due date itself', () => {
    const view = messageView(aMessage({ asOf: isoDate('2026-03-08') }));
    expect(view.lines.map((line) => line.daysPastDue)).toEqual(['', '']);
    expect(view.oldestOverdueFor).toBe('');
  });

  it('gives the document as reference of a single item, else the customer number', () => {
    const [first] = aMessage().lines;
    expect(messageView(aMessage()).reference).toBe('100042');
    expect(
      messageView(
        aMessage({ lines: [first!], credits: [], step: { amount: money(50_000, 'EUR'), payBy: asOf } }),
      ).reference,
    ).toBe('100042 / INV-2');
  });

  it('does not depend on the order of the items', () => {
    const message = aMessage();
    expect(messageView({ ...message, lines: [...message.lines].reverse() })).toEqual(messageView(message));
  });

  it('throws when the items do not add up to what is asked for', () => {
    const step = { amount: money(170_001, 'EUR'), payBy: asOf };
    expect(() => messageView(aMessage({ step }))).toThrow(
      'The items add up to 170000 EUR (minor units), the message asks for 170001',
    );
  });

  it('throws when there is nothing to ask for', () => {
    const credits = [{ document: 'CN-8', issuedOn: asOf, open: money(173_450, 'EUR') }];
    const step = { amount: money(0, 'EUR'), payBy: asOf };
    expect(() => messageView(aMessage({ credits, step }))).toThrow('above zero');
    expect(() => messageView(aMessage({ lines: [], credits: [], step }))).toThrow('at least one item');
  });

  it('throws on two currencies and on a language without words (complaint 19)', () => {
    const [first] = aMessage().lines;
    expect(() => messageView(aMessage({ lines: [{ ...first!, open: money(1, 'HUF') }] }))).toThrow(
      'Cannot mix',
    );
    expect(() => messageView(aMessage({ locale: 'fr-FR' }))).toThrow('No messages are written in "fr-FR"');
  });

  it('fills exactly the fields open to templates', () => {
    const text =
      '{{company.name}} asks {{customer.name}} for {{total}}{{#company.bic}} {{company.bic}}{{/company.bic}}';
    const view = messageView(aMessage());
    expect(renderTemplate({ text, view, fields: messageFields, escape: 'none' })).toBe(
      'Dunlin Trading SE asks Kovács Kft. for 1,700.00\u00a0EUR',
    );
  });
});
