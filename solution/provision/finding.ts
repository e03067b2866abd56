/** What a step of provisioning found, what it did about it, and what is left for somebody to do. */
import { WebApiError, type WebApi } from '../load/web-api.ts';

export type Finding =
  /** As it should be, or so now. */
  | { readonly kind: 'ready'; readonly text: string }
  /** Dunlin runs without it; somebody may want it. */
  | { readonly kind: 'note'; readonly text: string; readonly remedy: string }
  /** Dunlin does not run, or not whole, before somebody has done this. */
  | { readonly kind: 'missing'; readonly text: string; readonly remedy: string };

export type Step = {
  readonly name: string;
  readonly make: (api: WebApi) => Promise<readonly Finding[]>;
};

export function ready(text: string): Finding {
  return { kind: 'ready', text };
}

export function note(text: string, remedy: string): Finding {
  return { kind: 'note', text, remedy };
}

export function missing(text: string, remedy: string): Finding {
  return { kind: 'missing', text, remedy };
}

/** What the service refuses is a finding too, so that one run names all there is to mend. @throws everything else */
export function refused(error: unknown): Finding {
  if (!(error instanceof WebApiError)) throw error;
  return missing(error.message, remedyFor(error));
}

const notAMember = '0x80072560';

function remedyFor({ status, code }: WebApiError): string {
  if (code === notAMember)
    return 'add whoever runs this to the environment, as a user or an application user, with the role System Administrator';
  if (status === 401) return 'get a new token, for the address of this environment';
  if (status === 403)
    return 'run this as somebody with the role System Administrator in this environment, or have the privilege named given to a role of theirs';
  return 'mend what the service names and run this again; what was done before stays';
}

/** Undefined when there is no such row. */
export async function find(
  api: WebApi,
  path: string,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  try {
    return (await api.send({ method: 'GET', path })).body;
  } catch (error) {
    if (error instanceof WebApiError && error.status === 404) return undefined;
    throw error;
  }
}
