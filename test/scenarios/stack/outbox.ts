/** What left the house, as its sinks took it. */
import type { Stack } from '../../../local/start/stack.ts';

export type SentMessage = {
  readonly id: number;
  readonly kind: 'mail' | 'letter' | 'sms';
  /** ISO instant on the local clock. */
  readonly at: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Name of the attempt it was sent by: the id of its dispatch row. */
  readonly key: string;
};

/** To ten minutes: the clock goes on while messages are worked off, on a slow machine past the next minute. */
export function minuteOf({ at }: SentMessage): string {
  return `${at.slice(0, 15)}0`;
}

const pageSize = 1000;

/** Every message, in the order in which they came. */
export async function messagesIn({ addresses }: Stack): Promise<readonly SentMessage[]> {
  const messages: SentMessage[] = [];
  for (;;) {
    const after = messages.at(-1)?.id ?? 0;
    const response = await fetch(`${addresses.outbox}/_local/messages?after=${after}&limit=${pageSize}`);
    const page = ((await response.json()) as { messages: SentMessage[] }).messages;
    messages.push(...page);
    if (page.length < pageSize) return messages;
  }
}
