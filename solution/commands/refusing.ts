/** How a command refuses: it throws a `CommandRefused` with a sentence, and whoever clicked reads it. */
import type { Refusal } from './client-api.ts';
import { say } from './say.ts';

export class CommandRefused extends Error {}

/** Runs a command. What it refuses, and what the service refuses, is shown; nothing is thrown at the page. */
export async function asCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    const message =
      error instanceof CommandRefused ? error.message : say('failed', { reason: reasonOf(error) });
    await Xrm.Navigation.openErrorDialog({ message });
  }
}

/** The service's own words, as a sentence. The client API rejects with plain objects. */
export function reasonOf(error: unknown): string {
  const message = String((error as Partial<Refusal> | undefined)?.message ?? error).trim();
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
