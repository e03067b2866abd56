/** How an entry is put in words on its two lines. */
import type { Channel } from '@dunlin/shared/actions/action';
import type { Entry, ReceivableEntry, StageEntry } from '../entry.ts';
import type { CurrencyFormat } from '../loaded.ts';
import type { Texts } from '../texts.ts';
import { sayCount, typeWords, type Say, type Word } from '../words.ts';

export function titleOf(entry: Entry, say: Say): string {
  switch (entry.what) {
    case 'receivable':
      return say(kindWords[entry.kind], entry.document ?? say('Hidden'));
    case 'payment':
      return say('Payment_Title', entry.document ?? say('Hidden'));
    case 'action':
      return entry.step ?? say('Hidden');
    case 'activity':
      return entry.subject ?? say('Activity_NoSubject');
    case 'stage':
      return stageTitle(entry, say);
  }
}

export function amountOf(
  entry: Entry,
  currencies: ReadonlyMap<string, CurrencyFormat>,
  texts: Texts,
): string | undefined {
  return entry.what === 'activity' || entry.what === 'stage'
    ? undefined
    : texts.money(entry.amount, currencies);
}

/** Short remarks beside the date and the state. */
export function remarksOf(
  entry: Entry,
  currencies: ReadonlyMap<string, CurrencyFormat>,
  texts: Texts,
): readonly string[] {
  const { say } = texts;
  switch (entry.what) {
    case 'receivable':
      return receivableRemarks(entry, currencies, texts);
    case 'payment':
      return entry.clears === undefined ? [] : [say('Payment_For', entry.clears)];
    case 'action':
      return [say(channelWords[entry.channel])];
    case 'activity': {
      const [type = 'otherActivity'] = entry.types;
      const label = type === 'otherActivity' ? entry.typeLabel : undefined;
      return [
        label ?? say(oneWords[type] ?? typeWords[type]),
        ...(entry.owner === undefined ? [] : [entry.owner]),
      ];
    }
    case 'stage':
      return entry.change.kind === 'reached' && entry.change.from !== undefined
        ? [say('Stage_From', entry.change.from)]
        : [];
  }
}

function receivableRemarks(
  entry: ReceivableEntry,
  currencies: ReadonlyMap<string, CurrencyFormat>,
  texts: Texts,
): readonly string[] {
  const { say, dates } = texts;
  if (entry.state !== 'open' && entry.state !== 'overdue') return [];
  return [
    ...(entry.dueOn === undefined || entry.kind !== 'invoice' ? [] : [say('Due_On', dates.day(entry.dueOn))]),
    ...(entry.daysPastDue === 0 ? [] : [daysPastDue(entry, texts)]),
    ...(entry.open?.value === entry.amount?.value
      ? []
      : [say('Open_Amount', texts.money(entry.open, currencies))]),
  ];
}

function daysPastDue(entry: ReceivableEntry, { say, count }: Texts): string {
  return sayCount(
    say,
    entry.daysPastDue,
    { one: 'Due_Days_One', many: 'Due_Days_Many' },
    count(entry.daysPastDue),
  );
}

function stageTitle({ change }: StageEntry, say: Say): string {
  switch (change.kind) {
    case 'caseOpened':
      return say('Case_Opened');
    case 'caseClosed':
      return say('Case_Closed');
    case 'reached':
      return say('Stage_Reached', change.stage);
  }
}

const kindWords: Readonly<Record<ReceivableEntry['kind'], Word>> = {
  invoice: 'Invoice_Title',
  creditNote: 'CreditNote_Title',
  unappliedCash: 'UnappliedCash_Title',
};

const channelWords: Readonly<Record<Channel, Word>> = {
  email: 'Channel_Email',
  letter: 'Channel_Letter',
  sms: 'Channel_Sms',
  call: 'Channel_Call',
  person: 'Channel_Person',
};

/** One activity of a type; the filter's words name many. */
const oneWords: Partial<Record<Entry['types'][number], Word>> = {
  call: 'Channel_Call',
  email: 'Channel_Email',
  letter: 'Channel_Letter',
  sms: 'Channel_Sms',
  task: 'Activity_Task',
};
