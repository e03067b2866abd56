/** The outbox as people read it: a list of what was sent, and one message. */
import { html, type Html } from './html.ts';
import { kinds, type Kind, type Message } from './store.ts';

export const pageSize = 25;

const names: Readonly<Record<Kind, { readonly one: string; readonly many: string }>> = {
  mail: { one: 'Mail', many: 'Mails' },
  letter: { one: 'Letter', many: 'Letters' },
  sms: { one: 'SMS', many: 'SMS' },
};

export type ListView = {
  readonly messages: readonly Message[];
  /** How many match kind and search. */
  readonly total: number;
  /** How many of each kind match the search. */
  readonly counts: Readonly<Record<Kind, number>>;
  readonly kind: Kind | undefined;
  readonly search: string;
  /** From 1. */
  readonly page: number;
  readonly keysSeenTwice: readonly string[];
};

export function listPage(view: ListView): string {
  const { messages, total, kind, search, page } = view;
  const first = (page - 1) * pageSize + 1;
  const shown = total === 0 ? '' : ` Showing ${first} to ${first + messages.length - 1}.`;
  return document(
    'Outbox',
    html`<header>
        <h1>Outbox</h1>
        <p class="quiet">Everything that was sent. Nothing leaves this machine.</p>
      </header>
      ${warning(view.keysSeenTwice)}
      <form role="search" action="/" method="get">
        ${kind === undefined ? html`` : html`<input type="hidden" name="kind" value="${kind}" />`}
        <label for="q">Search subject, recipient, text or key</label>
        <div class="field">
          <input id="q" name="q" type="search" value="${search}" autocomplete="off" />
          <button>Search</button>
        </div>
      </form>
      <nav aria-label="Kind of message">${tabs(view)}</nav>
      <main>
        <p class="quiet" role="status">${countOf(total)}${shown}</p>
        ${
          messages.length === 0
            ? html``
            : html`<ol class="messages">
                ${messages.map(entry)}
              </ol>`
        }
        ${pages(view)}
      </main>`,
  );
}

export function messagePage(message: Message): string {
  const { kind, id } = message;
  const facts: readonly (readonly [string, string | Html])[] = [
    ['Kind', names[kind].one],
    ['From', message.from],
    ['To', message.to],
    ['Sent', timeOf(message.at)],
    ['Key', message.key],
    ['Size', `${message.size.toLocaleString('en-GB')} bytes`],
  ];
  const original =
    kind === 'letter'
      ? html`<p><a class="button" href="/messages/${id}/letter.pdf">Open the PDF</a></p>`
      : kind === 'mail'
        ? html`<p><a class="button" href="/messages/${id}/raw">Open the mail as received</a></p>`
        : html``;
  return document(
    titleOf(message),
    html`<header>
        <p><a href="/">← Outbox</a></p>
        <h1>${titleOf(message)}</h1>
      </header>
      <main>
        <dl>
          ${facts
            .filter(([, value]) => value !== '')
            .map(
              ([name, value]) =>
                html`<div>
                  <dt>${name}</dt>
                  <dd>${value}</dd>
                </div>`,
            )}
        </dl>
        ${original}
        <h2>Text</h2>
        <pre>${message.text}</pre>
        ${
          message.headers.length === 0
            ? html``
            : html`<details>
                <summary>Headers as received</summary>
                <pre>${message.headers.join('\n')}</pre>
              </details>`
        }
      </main>`,
  );
}

export function problemPage(status: number, sentence: string): string {
  return document(
    `${status}`,
    html`<header>
        <p><a href="/">← Outbox</a></p>
      </header>
      <main><h1>${sentence}</h1></main>`,
  );
}

function document(title: string, body: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}${title === 'Outbox' ? '' : ' – Outbox'}</title>
        <link rel="stylesheet" href="/outbox.css" />
      </head>
      <body>
        ${body}
      </body>
    </html>`.html;
}

const keysShown = 5;

function warning(keys: readonly string[]): Html {
  if (keys.length === 0) return html``;
  return html`<div class="warning" role="alert">
    <h2>${keys.length === 1 ? 'A key was' : `${keys.length} keys were`} seen more than once</h2>
    <ul>
      ${keys.slice(0, keysShown).map((key) => html`<li><a href="${address({ search: key })}">${key}</a></li>`)}
    </ul>
    ${keys.length > keysShown ? html`<p>… and ${keys.length - keysShown} more.</p>` : html``}
  </div>`;
}

function tabs({ counts, kind, search }: ListView): readonly Html[] {
  const all = kinds.reduce((total, one) => total + counts[one], 0);
  return [undefined, ...kinds].map((one) => {
    const [name, count] = one === undefined ? ['All', all] : [names[one].many, counts[one]];
    const href = address({ kind: one, search });
    return one === kind
      ? html`<a href="${href}" aria-current="page">${name} <span>${count}</span></a>`
      : html`<a href="${href}">${name} <span>${count}</span></a>`;
  });
}

function entry(message: Message): Html {
  return html`<li>
    <a href="/messages/${message.id}">
      <span class="kind ${message.kind}">${names[message.kind].one}</span>
      <span class="title">${titleOf(message)}</span>
      <span class="to">${message.to}</span>
      ${timeOf(message.at)}
    </a>
  </li>`;
}

function pages({ total, page, kind, search }: ListView): Html {
  const last = Math.ceil(total / pageSize);
  if (last <= 1) return html``;
  const link = (to: number, text: string): Html =>
    to < 1 || to > last
      ? html`<span></span>`
      : html`<a class="button" href="${address({ kind, search, page: to })}">${text}</a>`;
  return html`<nav class="pages" aria-label="Pages">
    ${link(page - 1, 'Newer')}<span class="quiet">Page ${page} of ${last}</span>${link(page + 1, 'Older')}
  </nav>`;
}

function address({
  kind,
  search = '',
  page = 1,
}: {
  kind?: Kind | undefined;
  search?: string;
  page?: number;
}): string {
  const query = new URLSearchParams({
    ...(kind === undefined ? {} : { kind }),
    ...(search === '' ? {} : { q: search }),
    ...(page === 1 ? {} : { page: String(page) }),
  }).toString();
  return query === '' ? '/' : `/?${query}`;
}

/** Text messages have no subject: their first words stand for it. */
function titleOf({ subject, text }: Message): string {
  if (subject !== '') return subject;
  const words = text.replace(/\s+/g, ' ').trim();
  return words.length > 80 ? `${words.slice(0, 79)}…` : words || '(without text)';
}

function countOf(total: number): string {
  if (total === 0) return 'No message here.';
  return total === 1 ? 'One message.' : `${total.toLocaleString('en-GB')} messages.`;
}

function timeOf(at: string): Html {
  const shown = new Date(at).toLocaleString('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  });
  return html`<time datetime="${at}">${shown} UTC</time>`;
}
