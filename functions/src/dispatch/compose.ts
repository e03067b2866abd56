/** The message of an action in its recipient's language: from the template to the exact bytes. */
import type { ActionLine, PlannedAction } from '@dunlin/shared/actions/action';
import { sha256Hex } from '@dunlin/shared/actions/keys';
import type { Instant } from '@dunlin/shared/dates/instant';
import type { IsoDate } from '@dunlin/shared/dates/iso-date';
import { add, money } from '@dunlin/shared/money/money';
import type { TemplateRow } from '@dunlin/shared/publishing/document';
import { collectibleItems, type CollectibleItem, type Netting } from '@dunlin/shared/receivables/collectible';
import { channel as channels } from '@dunlin/shared/tables/policy';
import { messageFields, messageView, type MessageView } from '@dunlin/shared/templates/message-view';
import { renderTemplate, TemplateError } from '@dunlin/shared/templates/render-template';
import { languageOf, wordsOf } from '@dunlin/shared/templates/words';
import { InvalidMessage } from '../channels/effect.ts';
import { composeEmail } from '../channels/email.ts';
import { composeLetter } from '../channels/letter.ts';
import { composeSms } from '../channels/sms.ts';
import { emailOf, phoneOf } from '../evaluation/reach.ts';
import { nettingOf } from '../policy/policy-store.ts';
import type { LoadedAction } from './load-action.ts';

export type Composed = {
  readonly recipient: string;
  readonly sender: string;
  readonly subject: string;
  /** What is stored as text: the whole e-mail, the text of an SMS or letter. */
  readonly content: string;
  /** What is sent, and what the digest is of. */
  readonly bytes: Uint8Array;
  readonly hash: string;
  /** The plain text, for the timeline. */
  readonly text: string;
};

export type ComposeResult =
  { readonly ok: true; readonly message: Composed } | { readonly ok: false; readonly reason: string };

/** A message that cannot be composed is a refusal with its reason: a person has to mend the text or the address. */
export async function compose(
  loaded: LoadedAction,
  action: PlannedAction,
  at: { readonly now: Instant; readonly today: IsoDate; readonly key: string },
): Promise<ComposeResult> {
  try {
    return { ok: true, message: await composed(loaded, action, at) };
  } catch (error) {
    if (error instanceof InvalidMessage || error instanceof TemplateError || error instanceof RangeError) {
      return { ok: false, reason: error.message };
    }
    throw error;
  }
}

async function composed(
  loaded: LoadedAction,
  action: PlannedAction,
  { now, today, key }: { readonly now: Instant; readonly today: IsoDate; readonly key: string },
): Promise<Composed> {
  const { company, customer, debtor } = loaded;
  const view = viewOf(loaded, action, today);
  const { subject, text } = renderedTexts(loaded, action, { view, today });
  const stored = (message: Omit<Composed, 'hash' | 'text' | 'subject'>): Composed => ({
    ...message,
    subject,
    text,
    hash: sha256Hex(message.bytes),
  });
  switch (action.channel) {
    case 'email': {
      const to = required(emailOf(customer), 'e-mail address');
      const bytes = await composeEmail({
        from: { name: company.dun_sendername, address: company.dun_senderemail },
        to: { name: debtor.row.dun_name, address: to },
        subject,
        text,
        messageId: `<${key}@${company.dun_senderemail.split('@')[1] ?? 'localhost'}>`,
        date: now,
        key,
      });
      return stored({
        recipient: to,
        sender: company.dun_senderemail,
        content: Buffer.from(bytes).toString('latin1'),
        bytes,
      });
    }
    case 'letter': {
      const words = wordsOf(languageOf(debtor.row.dun_language).language);
      const bytes = await composeLetter({ view, subject, body: text, createdAt: now, words });
      const recipient = [view.customer.name, ...view.customer.addressLines].join(', ').slice(0, 400);
      return stored({ recipient, sender: company.dun_sendername, content: text, bytes });
    }
    case 'sms': {
      const to = required(phoneOf(customer, debtor.row.dun_country), 'phone number');
      const sms = composeSms(text);
      return stored({
        recipient: to,
        sender: company.dun_sendername,
        content: sms.text,
        bytes: new TextEncoder().encode(sms.text),
      });
    }
    case 'call':
    case 'person':
      return stored({
        recipient: view.customer.name,
        sender: company.dun_sendername,
        content: text,
        bytes: new TextEncoder().encode(text),
      });
  }
}

function renderedTexts(
  { companyPolicy, debtor }: LoadedAction,
  action: PlannedAction,
  { view, today }: { readonly view: MessageView; readonly today: IsoDate },
): { readonly subject: string; readonly text: string } {
  const template = templateOf(companyPolicy.templates(today), action, debtor.row.dun_language);
  const render = (text: string): string =>
    renderTemplate({ text, view, fields: messageFields, escape: 'none' });
  return {
    subject:
      template.dun_subject === null
        ? action.step.name
        : render(template.dun_subject).replaceAll(/\s+/g, ' ').trim(),
    text: render(template.dun_body),
  };
}

function templateOf(templates: readonly TemplateRow[], action: PlannedAction, language: string): TemplateRow {
  const found = templates.find(
    (row) =>
      row.dun_code === action.template &&
      row.dun_channel === channels[action.channel].value &&
      row.dun_language === languageOf(language).language,
  );
  if (found) return found;
  throw new RangeError(
    `There is no template ${action.template} for ${action.channel} in the language ${language}`,
  );
}

function viewOf(
  { company, companyPolicy, customer, debtor, facts }: LoadedAction,
  action: PlannedAction,
  today: IsoDate,
): MessageView {
  const netting = nettingOf(companyPolicy, today, action.strategy);
  const items = listedItems(facts.receivables, action.lines, netting);
  return messageView({
    company: {
      name: company.dun_name,
      addressLines: lines(company.dun_address),
      bankAccount: company.dun_bankaccount,
      email: company.dun_senderemail,
      ...(company.dun_senderphone !== null && { phone: company.dun_senderphone }),
      ...(company.dun_bic !== null && { bic: company.dun_bic }),
    },
    customer: {
      name: customer.name ?? customer.fullname ?? debtor.row.dun_name,
      addressLines: [
        customer.address1_line1 ?? '',
        [customer.address1_postalcode, customer.address1_city].filter(Boolean).join(' '),
        countryLine(debtor.row.dun_country, company.dun_country),
      ].filter((line) => line !== ''),
    },
    debtor: { number: debtor.row.dun_number },
    step: { amount: action.amount, payBy: action.payBy },
    lines: items.map(({ receivable }) => receivable),
    credits: creditsOf(items),
    asOf: today,
    locale: debtor.row.dun_language,
  });
}

/** The items of the action, each open with what is asked of it and the credits shown beside it: what is promised or disputed is left out. */
function listedItems(
  receivables: LoadedAction['facts']['receivables'],
  actionLines: readonly ActionLine[],
  netting: Netting,
): readonly CollectibleItem[] {
  const asked = new Map(actionLines.map(({ receivable, amount }) => [receivable, amount]));
  return collectibleItems(receivables, undefined, netting).flatMap((item) => {
    const amount = asked.get(item.receivable.id);
    if (amount === undefined) return [];
    return [{ ...item, receivable: { ...item.receivable, open: add(amount, item.setOff) } }];
  });
}

/** Each credit once, with what of it was set off against the items listed. */
function creditsOf(items: readonly CollectibleItem[]): Parameters<typeof messageView>[0]['credits'] {
  const byCredit = Map.groupBy(
    items.flatMap(({ credits }) => credits),
    ({ credit }) => credit,
  );
  return [...byCredit].map(([credit, parts]) => ({
    document: credit.document,
    issuedOn: credit.issuedOn,
    open: money(
      parts.reduce((sum, { amount }) => sum + amount.minor, 0),
      credit.open.currency,
    ),
  }));
}

/** The destination of a letter that leaves the country, in capitals and English, which every post office reads (UPU S42). */
function countryLine(to: string, from: string): string {
  if (to === from) return '';
  return (new Intl.DisplayNames('en', { type: 'region' }).of(to) ?? to).toUpperCase();
}

function lines(text: string): readonly string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== '');
}

function required(value: string | undefined, what: string): string {
  if (value === undefined) throw new InvalidMessage(`The customer has no usable ${what}`);
  return value;
}
