/** Handing the stored bytes to the sink of their channel, once. */
import type { EffectResult } from '../channels/effect.ts';
import type { Services } from '../services.ts';

export type Effect = {
  /** Names this attempt; letters and SMS are known by it, so that a repeat is recognised. */
  readonly key: string;
  readonly recipient: string;
  readonly sender: string;
  readonly content: string;
  readonly bytes: Uint8Array;
};

/** Channels whose sink recognises a repeat by its key: after a crash the same bytes may be handed over again. */
export function isKeyed(channel: 'email' | 'letter' | 'sms'): boolean {
  return channel !== 'email';
}

export async function effect(
  { email, letters, sms }: Services,
  channel: 'email' | 'letter' | 'sms',
  { key, recipient, sender, content, bytes }: Effect,
): Promise<EffectResult> {
  switch (channel) {
    case 'email':
      return email.send(bytes, { from: sender, to: recipient });
    case 'letter':
      return letters.print(bytes, { dispatchId: key });
    case 'sms':
      return sms.send({ to: recipient, text: content, key });
  }
}
