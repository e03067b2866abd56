/** A message of an Austrian company to a Hungarian customer about as many items as wanted, for tests of letters and templates. */
import { addDays, isoDate } from '@dunlin/shared/dates/iso-date';
import { money } from '@dunlin/shared/money/money';
import { messageView, type MessageView } from '@dunlin/shared/templates/message-view';

/** Items of 100.01, 200.02, … EUR, due 10, 11, … January 2026; with `credit`, a credit note of 10.00 EUR is deducted. */
export function aView({
  items = 3,
  credit = false,
  language = 'hu',
  addressLines = ['Győrfűhely utca 12. II/3.', '1011 Budapest'],
  asOf = '2026-03-20',
}: {
  readonly items?: number;
  readonly credit?: boolean;
  readonly language?: string;
  readonly addressLines?: readonly string[];
  readonly asOf?: string;
} = {}): MessageView {
  const lines = Array.from({ length: items }, (_, index) => ({
    document: `INV-${index + 1}`,
    issuedOn: isoDate('2025-12-11'),
    dueOn: addDays(isoDate('2026-01-10'), index),
    amount: money(10_001 * (index + 1), 'EUR'),
    open: money(10_001 * (index + 1), 'EUR'),
  }));
  const credits = credit
    ? [{ document: 'CN-1', issuedOn: isoDate('2026-02-02'), open: money(1_000, 'EUR') }]
    : [];
  const total = (10_001 * items * (items + 1)) / 2 - (credit ? 1_000 : 0);
  return messageView({
    company: {
      name: 'Dunlin Trading & Söhne SE',
      addressLines: ['Hauptstraße 1', '1010 Wien'],
      email: 'office@dunlin.example',
      phone: '+43 1 234567',
      bankAccount: 'AT61 1904 3002 3457 3201',
      bic: 'BKAUATWW',
    },
    customer: { name: 'Kovács-Szűcs Ödön és Társa Kft.', addressLines },
    debtor: { number: '100042' },
    step: { amount: money(total, 'EUR'), payBy: isoDate('2026-04-02') },
    lines,
    credits,
    asOf: isoDate(asOf),
    locale: language,
  });
}
