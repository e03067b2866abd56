/** Text messages: how many parts a text costs, and a sender over an HTTP gateway that remembers keys. */
import { isPhoneNumber } from './addresses.ts';
import { InvalidMessage, reasonOf, type EffectResult } from './effect.ts';

export type Sms = {
  readonly text: string;
  readonly encoding: 'GSM-7' | 'UCS-2';
  /** Parts the text is sent and paid in. */
  readonly segments: number;
};

/** GSM 03.38 basic alphabet, without the escape itself. */
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);

/** Characters of the extension table: an escape and another, so they count two. */
const extension = new Set('\f^{}\\[~]|€');

/** How much a single message holds, and each part of a longer one, whose header takes the rest. */
const capacity = {
  'GSM-7': { single: 160, part: 153 },
  'UCS-2': { single: 70, part: 67 },
} as const;

/** The most parts the header of a concatenated message can count. */
const maxSegments = 255;

/**
 * The text as sent. No-break spaces become plain ones: they look the same and would more than halve what a part holds.
 * @throws InvalidMessage when the text is blank or longer than 255 parts.
 */
export function composeSms(text: string): Sms {
  const plain = text.replace(/[\u00a0\u202f]/g, ' ').trim();
  if (plain === '') throw new InvalidMessage('A text message needs a text');
  const characters = [...plain];
  const encoding = characters.every((one) => basic.has(one) || extension.has(one)) ? 'GSM-7' : 'UCS-2';
  const sizes = characters.map((one) => (encoding === 'UCS-2' ? one.length : extension.has(one) ? 2 : 1));
  const segments = segmentsOf(sizes, capacity[encoding]);
  if (segments > maxSegments) {
    throw new InvalidMessage(
      `A text message has at most ${maxSegments} parts, this one would have ${segments}`,
    );
  }
  return { text: plain, encoding, segments };
}

/** A character of two units is never divided between parts, so a part may end one unit early. */
function segmentsOf(sizes: readonly number[], { single, part }: { single: number; part: number }): number {
  if (sizes.reduce((total, size) => total + size, 0) <= single) return 1;
  let [segments, used] = [1, 0];
  for (const size of sizes) {
    if (used + size > part) [segments, used] = [segments + 1, 0];
    used += size;
  }
  return segments;
}

export type SmsSender = {
  /** @param key the same for every try of one message: the gateway answers a repeat without sending again. */
  send(message: { readonly to: string; readonly text: string; readonly key: string }): Promise<EffectResult>;
};

/**
 * A sender that posts `{ to, text }` with an Idempotency-Key to the gateway, which answers with the message's `id`. Because the gateway
 * remembers keys, a try without an answer may be repeated with the same key.
 */
export function createSmsSender({
  gatewayUrl,
  apiKey,
  timeoutMs = 30_000,
}: {
  readonly gatewayUrl: string;
  readonly apiKey?: string;
  readonly timeoutMs?: number;
}): SmsSender {
  return {
    async send({ to, text, key }) {
      if (!isPhoneNumber(to))
        return { kind: 'refused', reason: `not a number in E.164: ${JSON.stringify(to)}` };
      try {
        const response = await fetch(gatewayUrl, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'idempotency-key': key,
            ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
          },
          body: JSON.stringify({ to, text }),
          redirect: 'error',
          signal: AbortSignal.timeout(timeoutMs),
        });
        return resultOf(response.status, await response.text());
      } catch (error) {
        return { kind: 'later', reason: reasonOf(error) };
      }
    },
  };
}

/** Statuses below 500 that say “not now” or “not you” instead of “not this message”. */
const notAboutTheMessage = [401, 403, 408, 425, 429];

function resultOf(status: number, body: string): EffectResult {
  const reason = `the gateway answered ${status}: ${reasonOf(body)}`;
  if (status >= 200 && status < 300) {
    const id = idOf(body);
    return id === undefined ? { kind: 'unknown', reason } : { kind: 'sent', receipt: id };
  }
  const refused = status >= 400 && status < 500 && !notAboutTheMessage.includes(status);
  return refused ? { kind: 'refused', reason } : { kind: 'later', reason };
}

function idOf(body: string): string | undefined {
  try {
    const answer = JSON.parse(body) as { readonly id?: unknown } | null;
    return typeof answer?.id === 'string' && answer.id !== '' ? answer.id : undefined;
  } catch {
    // An answer that is no JSON has no id; the caller reports it as unknown.
    return undefined;
  }
}
