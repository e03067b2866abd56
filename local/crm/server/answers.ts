/** What the CRM's own addresses answer with, and the headers that go with every answer. */
import type { ServerResponse } from 'node:http';

export type Answer = {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
};

/**
 * Scripts come from this server alone and none stands in a page. Styles may stand in pages: Fluent writes its own as it goes.
 * @param outbox the one other address that may be framed
 */
export function securityHeaders(outbox: string | undefined): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    `frame-src ${outbox ?? "'none'"}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-store',
  };
}

export function page(body: string, status = 200): Answer {
  return { status, type: 'text/html; charset=utf-8', body };
}

export function json(status: number, value: object): Answer {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value) };
}

/** In the Web API's shape, so that the pages read refusals of both in one way. */
export function refusal(status: number, code: string, message: string): Answer {
  return json(status, { error: { code, message } });
}

export function redirect(location: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status: 303, type: '', body: '', headers: { location, ...headers } };
}

export function send(
  response: ServerResponse,
  answer: Answer,
  common: Readonly<Record<string, string>>,
): void {
  const { status, type, body, headers } = answer;
  response
    .writeHead(status, { ...common, ...(type !== '' && { 'content-type': type }), ...headers })
    .end(body);
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
