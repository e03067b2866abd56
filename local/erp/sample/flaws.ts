/**
 * The rows that are wrong in the sample's exports, as they are in any real one: each kind of fault once, in the first lines after the
 * header, for the first two weeks. Then somebody has cleaned up.
 */
import { dateText } from './export.ts';

export const daysWithFlaws = 14;

/** Faulty ledger rows, and a repetition of the first good one. `day` is the day number of the first export, so the rows stay the same. */
export function flawedItems(day: number, firstGoodLine: string): readonly string[] {
  const [issued, due] = [dateText(day - 30), dateText(day - 15)];
  const row = (document: string, change: Partial<Record<keyof typeof usual, string>>): string => {
    const cells = { ...usual, document, issued, due, ...change };
    return Object.values(cells).join(';');
  };
  const usual = {
    customer: '100001',
    document: '',
    kind: 'RV',
    issued,
    due,
    amount: '1.000,00',
    open: '1.000,00',
    currency: 'EUR',
    settled: '',
    reversed: '',
    clears: '',
  };
  return [
    row('9000000001', { issued: '31.02.2026' }),
    row('9000000002', { due: '' }),
    row('9000000003', { due: dateText(day - 700) }),
    row('9000000004', { amount: '1.00,00' }),
    row('9000000005', { amount: '0,00', open: '0,00' }),
    row('9000000006', { open: '1.000,01' }),
    row('9000000007', { currency: 'EURO' }),
    row('9000000008', { customer: '' }),
    row('', {}),
    row('9000000010', { kind: 'ZZ' }),
    row('9000000011', { settled: dateText(day + 400), open: '0,00' }),
    row('9000000012', { clears: 'ein Feld;zu viel' }),
    row('9000000013', { clears: 'Anführung " im Feld' }),
    row('9000000014', {}),
    row('9000000014', { amount: '2.000,00' }),
    firstGoodLine,
  ];
}

/** Faulty customer rows, and a repetition of the first good one. None of these customers owes anything. */
export function flawedCustomers(firstGoodLine: string): readonly string[] {
  const row = (number: string, name: string, kind: string, country: string, language: string): string =>
    [number, name, kind, country, language, '', '', '', '', '', '', '', ''].join(';');
  return [
    row('900001', 'Unbekanntes Land', 'Firma', 'XY', 'de'),
    row('900002', 'Unbekannte Sprache', 'Firma', 'DE', 'xx'),
    row('900003', '', 'Firma', 'DE', 'de'),
    row('900004', 'Unbekannte Kundenart', 'Verein', 'DE', 'de'),
    row('', 'Ohne Nummer', 'Firma', 'DE', 'de'),
    row('900006', 'Zweierlei', 'Firma', 'DE', 'de'),
    row('900006', 'Zweierlei', 'Privat', 'DE', 'de'),
    firstGoodLine,
  ];
}
