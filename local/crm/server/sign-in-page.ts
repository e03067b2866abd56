/** The sign-in page: whoever is in the organization can be chosen. It works without scripts. */
import { languageAccepted } from '../app/text/text.ts';
import { escapeHtml, page, type Answer } from './answers.ts';
import type { Person } from './people.ts';

/** @param acceptLanguage the browser's header: nobody's own settings are known yet */
export function signInPage(people: readonly Person[], acceptLanguage: string | undefined): Answer {
  const { tag, texts: words } = languageAccepted(acceptLanguage ?? '');
  const items = people.map(({ domainName, fullName, roles }) => {
    const inWords = roles.length === 0 ? words.noRoles : roles.join(', ');
    return (
      `<li><button name="user" value="${escapeHtml(domainName)}"><strong>${escapeHtml(fullName)}</strong>` +
      `<span>${escapeHtml(domainName)}</span><span>${escapeHtml(inWords)}</span></button></li>`
    );
  });
  const list =
    items.length === 0
      ? `<p>${words.noUsers}</p>`
      : `<form method="post" action="/signin"><ul>${items.join('')}</ul></form>`;
  return page(
    `<!doctype html><html lang="${tag}"><head><meta charset="utf-8">` +
      '<meta name="viewport" content="width=device-width, initial-scale=1">' +
      `<title>${words.signIn} – ${words.product}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/sign-in.css"></head>` +
      `<body><main><h1>${words.product}</h1><p>${words.signInHint}</p>${list}</main></body></html>`,
  );
}
