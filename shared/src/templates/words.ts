/** The fixed words around what templates say, in the recipient's language: table headings, counted days, the payment box. */

export type Language = 'en' | 'hu' | 'pl' | 'ro' | 'de';

export type Words = {
  readonly language: Language;
  readonly document: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly daysPastDue: string;
  readonly amount: string;
  readonly open: string;
  /** The heading of credit notes and unapplied payments that are deducted. */
  readonly credits: string;
  readonly total: string;
  readonly payee: string;
  readonly bankAccount: string;
  readonly reference: string;
  readonly payBy: string;
  readonly customerNumber: string;
  /** Of the letter itself. */
  readonly date: string;
  readonly closing: string;
  readonly page: (number: number, of: number) => string;
  /** A number of days in the nominative: `1 day`, `12 days`. */
  readonly days: (count: number) => string;
};

/** BCP 47 locale in which amounts and dates of a language are written; `en` alone would mean American dates. */
const locales: Readonly<Record<Language, string>> = {
  en: 'en-GB',
  hu: 'hu-HU',
  pl: 'pl-PL',
  ro: 'ro-RO',
  de: 'de-DE',
};

/**
 * The language of a BCP 47 tag and the locale to format with: the tag itself when it names a country, else the language's home.
 * @throws RangeError when there are no words in the language.
 */
export function languageOf(tag: string): { readonly language: Language; readonly locale: string } {
  const language = tag.split('-')[0] ?? '';
  if (!isLanguage(language)) {
    throw new RangeError(
      `No messages are written in "${tag}": there are words in ${Object.keys(words).join(', ')}`,
    );
  }
  return { language, locale: tag.includes('-') ? tag : locales[language] };
}

export function isLanguage(text: string): text is Language {
  return Object.hasOwn(words, text);
}

export function wordsOf(language: Language): Words {
  return words[language];
}

const words: Readonly<Record<Language, Words>> = {
  en: {
    language: 'en',
    document: 'Document',
    issuedOn: 'Issued',
    dueOn: 'Due',
    daysPastDue: 'Days overdue',
    amount: 'Amount',
    open: 'Open',
    credits: 'Credits deducted',
    total: 'Total to pay',
    payee: 'Payee',
    bankAccount: 'Bank account',
    reference: 'Reference',
    payBy: 'Please pay by',
    customerNumber: 'Customer number',
    date: 'Date',
    closing: 'Yours sincerely,',
    page: (number, of) => `Page ${number} of ${of}`,
    days: (count) => (count === 1 ? '1 day' : `${count} days`),
  },
  hu: {
    language: 'hu',
    document: 'Bizonylat',
    issuedOn: 'Kelt',
    dueOn: 'Esedékes',
    daysPastDue: 'Késedelem (nap)',
    amount: 'Összeg',
    open: 'Nyitott összeg',
    credits: 'Levont jóváírások',
    total: 'Fizetendő összesen',
    payee: 'Kedvezményezett',
    bankAccount: 'Bankszámlaszám',
    reference: 'Közlemény',
    payBy: 'Fizetési határidő',
    customerNumber: 'Vevőszám',
    date: 'Kelt',
    closing: 'Tisztelettel:',
    page: (number, of) => `${number}/${of}. oldal`,
    days: (count) => `${count} nap`,
  },
  pl: {
    language: 'pl',
    document: 'Dokument',
    issuedOn: 'Wystawiono',
    dueOn: 'Termin',
    daysPastDue: 'Dni po terminie',
    amount: 'Kwota',
    open: 'Do zapłaty',
    credits: 'Odliczone korekty i wpłaty',
    total: 'Razem do zapłaty',
    payee: 'Odbiorca',
    bankAccount: 'Rachunek bankowy',
    reference: 'Tytuł przelewu',
    payBy: 'Termin zapłaty',
    customerNumber: 'Numer klienta',
    date: 'Data',
    closing: 'Z poważaniem',
    page: (number, of) => `Strona ${number} z ${of}`,
    days: (count) => (count === 1 ? '1 dzień' : `${count} dni`),
  },
  ro: {
    language: 'ro',
    document: 'Document',
    issuedOn: 'Emis',
    dueOn: 'Scadent',
    daysPastDue: 'Zile de întârziere',
    amount: 'Valoare',
    open: 'Rest de plată',
    credits: 'Sume deduse',
    total: 'Total de plată',
    payee: 'Beneficiar',
    bankAccount: 'Cont bancar',
    reference: 'Explicații',
    payBy: 'Termen de plată',
    customerNumber: 'Număr client',
    date: 'Data',
    closing: 'Cu stimă,',
    page: (number, of) => `Pagina ${number} din ${of}`,
    days: romanianDays,
  },
  de: {
    language: 'de',
    document: 'Beleg',
    issuedOn: 'Datum',
    dueOn: 'Fällig',
    daysPastDue: 'Tage überfällig',
    amount: 'Betrag',
    open: 'Offen',
    credits: 'Abgezogene Gutschriften',
    total: 'Zu zahlen',
    payee: 'Empfänger',
    bankAccount: 'Bankverbindung',
    reference: 'Verwendungszweck',
    payBy: 'Zahlbar bis',
    customerNumber: 'Kundennummer',
    date: 'Datum',
    closing: 'Mit freundlichen Grüßen',
    page: (number, of) => `Seite ${number} von ${of}`,
    days: (count) => (count === 1 ? '1 Tag' : `${count} Tage`),
  },
};

/** Numbers whose last two digits are 00 or 20–99 take “de” before the noun. */
function romanianDays(count: number): string {
  if (count === 1) return '1 zi';
  const lastTwo = count % 100;
  return count >= 20 && (lastTwo === 0 || lastTwo >= 20) ? `${count} de zile` : `${count} zile`;
}
