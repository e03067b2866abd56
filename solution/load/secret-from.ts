/** Secrets come from a command or from the environment, never from the command line, which everybody on the machine can read. */
import { execSync } from 'node:child_process';

/** What the command prints, or else the variable; undefined when there is neither. @throws the command's own error */
export function secretFrom(command: string | undefined, variable: string): string | undefined {
  return command === undefined ? process.env[variable] : execSync(command, { encoding: 'utf8' }).trim();
}
