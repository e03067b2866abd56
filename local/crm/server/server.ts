/** The CRM over HTTP: sign-in, its one page, files, and the Web API as the user who is signed in. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { LocalClock } from '../../clock.ts';
import { json, redirect, refusal, securityHeaders, send, type Answer } from './answers.ts';
import { readForm } from './form.ts';
import { appVersion, fileAt } from './files.ts';
import { mainPage } from './main-page.ts';
import { peopleOf } from './people.ts';
import { proxy, proxyAgent } from './proxy.ts';
import { isLoopback, mayChange } from './same-origin.ts';
import type { SignInCookie } from './sign-in-cookie.ts';
import { signInPage } from './sign-in-page.ts';
import type { Supervisor } from './supervisor.ts';
import { DataverseUnreachable, Tokens, UnknownUser } from './tokens.ts';

export type CrmServices = {
  readonly dataverse: string;
  readonly outbox: string | undefined;
  readonly supervisor: Supervisor | undefined;
  readonly clock: LocalClock;
  readonly cookie: () => SignInCookie;
};

const handedOn = /^\/(api\/data\/v9\.\d\/|(%7b\d+%7d\/)?webresources\/)/i;

export function createCrmServer(services: CrmServices): Server {
  const tokens = new Tokens(services.dataverse, services.clock);
  const common = securityHeaders(services.outbox);
  const agent = proxyAgent();
  const server = createServer((request, response) => {
    respond(request, response).catch((error: unknown) => {
      console.error(error);
      if (response.headersSent) response.destroy();
      else send(response, refusal(500, 'LOCAL_FAULT', 'The local CRM failed.'), common);
    });
  });
  server.once('close', () => agent.destroy());
  return server;

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const answered = await answer(request, response);
      if (answered !== undefined) send(response, answered, common);
    } catch (error) {
      const answered = failure(error);
      if (answered === undefined) throw error;
      send(response, answered, common);
    }
  }

  /** Undefined when the request was handed on, and is answered by the Dataverse. */
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<Answer | undefined> {
    if (!isLoopback(request)) return refusal(403, 'LOCAL_HOST', 'Only 127.0.0.1 and localhost are served.');
    if (!mayChange(request))
      return refusal(403, 'LOCAL_ORIGIN', 'Changes are made from pages of this CRM only.');
    const { method = 'GET' } = request;
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const user = services.cookie().userIn(request.headers.cookie);
    if (handedOn.test(pathname)) {
      if (user === undefined) return signedOut();
      proxy(request, response, {
        dataverse: services.dataverse,
        token: await tokens.of(user),
        agent,
        common,
      });
      return undefined;
    }
    switch (`${method} ${pathname}`) {
      case 'GET /':
        return redirect('/main.aspx');
      case 'GET /main.aspx':
        return user === undefined ? redirect('/signin') : mainPage(appVersion());
      case 'GET /signin':
        return signInPage(await peopleOf(services.dataverse, tokens), request.headers['accept-language']);
      case 'POST /signin':
        return signIn(request);
      case 'POST /signout':
        return { status: 204, type: '', body: '', headers: { 'set-cookie': services.cookie().none } };
      case 'GET /_crm/state':
        return user === undefined ? signedOut() : json(200, await state());
      case 'POST /_crm/next-day':
        return user === undefined ? signedOut() : nextDay();
      case 'GET /_local/state':
        return json(200, { quiet: true });
      default: {
        const file = method === 'GET' ? fileAt(pathname) : undefined;
        return file ?? refusal(404, 'LOCAL_UNKNOWN', `The local CRM has no ${method} ${pathname}.`);
      }
    }
  }

  async function signIn(request: IncomingMessage): Promise<Answer> {
    const form = await readForm(request);
    const user = form?.get('user') ?? '';
    const people = await peopleOf(services.dataverse, tokens);
    if (!people.some(({ domainName }) => domainName === user)) {
      return refusal(400, 'LOCAL_USER', 'Nobody of that name can sign in.');
    }
    return redirect('/main.aspx', { 'set-cookie': services.cookie().of(user) });
  }

  async function state(): Promise<object> {
    services.clock.reload();
    const day = await services.supervisor?.dayState();
    return {
      now: new Date(services.clock.now()).toISOString(),
      ...(services.outbox !== undefined && { outbox: `${services.outbox}/` }),
      ...(day && { day }),
    };
  }

  async function nextDay(): Promise<Answer> {
    if (services.supervisor === undefined) {
      return refusal(404, 'LOCAL_NO_SUPERVISOR', 'Nobody here can run a day: the CRM was started alone.');
    }
    return (await services.supervisor.startNextDay())
      ? json(202, {})
      : refusal(409, 'LOCAL_DAY_RUNS', 'A day is running already.');
  }
}

function signedOut(): Answer {
  return refusal(401, 'LOCAL_SIGNED_OUT', 'Nobody is signed in.');
}

function failure(error: unknown): Answer | undefined {
  if (error instanceof DataverseUnreachable) {
    return refusal(503, 'LOCAL_UNREACHABLE', 'The local Dataverse does not answer.');
  }
  // The cookie is of an earlier organization in the same place.
  if (error instanceof UnknownUser) return signedOut();
  return undefined;
}
