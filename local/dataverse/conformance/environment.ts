/**
 * The environment the suite asks: a local Dataverse of its own, or, with DUNLIN_CONFORMANCE_URL and DUNLIN_CONFORMANCE_TOKEN, any other.
 * What the suite makes it removes, last made first.
 */
import { WebApiConfig } from 'dataverse-webapi/lib/node';
import { DynamicsWebApi } from 'dynamics-web-api';
import { tempFolder } from '../../fixtures/temp-folder.ts';
import { appId, Client, tokenOf } from '../fixtures/server.ts';
import { startDataverse } from '../start.ts';
import { leadHttpsTo } from './https-to-port.ts';

export interface Environment {
  /** `https://org.crm4.dynamics.com`, without a slash at the end. */
  readonly url: string;
  readonly client: Client;
  readonly dynamics: DynamicsWebApi;
  /** What dataverse-webapi is called with; a new one each time, since it writes into it. */
  webapi(): WebApiConfig;
  /** In front of every name the suite gives, so that its rows are told from others. */
  readonly prefix: string;
  /** Creates a row that is removed when the suite ends. */
  make(set: string, row: Readonly<Record<string, unknown>>): Promise<string>;
  /** Has a row removed when the suite ends. */
  keep(set: string, id: string): void;
  end(): Promise<void>;
}

export async function startEnvironment(): Promise<Environment> {
  const { url, token, stop } = await given();
  const client = new Client(url, token);
  const dynamics = new DynamicsWebApi({
    serverUrl: url,
    dataApi: { version: '9.2' },
    onTokenRefresh: async () => token,
  });
  const made: (readonly [set: string, id: string])[] = [];
  return {
    url,
    client,
    dynamics,
    webapi: () => new WebApiConfig('9.2', token, url.replace(/:\d+$/, '').replace('http:', 'https:')),
    prefix: `dunlin ${Date.now().toString(36)}`,
    make: async (set, row) => {
      const id = await client.create(set, row);
      made.push([set, id]);
      return id;
    },
    keep: (set, id) => void made.push([set, id]),
    end: async () => {
      for (const [set, id] of made.reverse()) await client.send('DELETE', `${set}(${id})`);
      await stop();
    },
  };
}

async function given(): Promise<{ url: string; token: string; stop: () => Promise<void> }> {
  const url = process.env['DUNLIN_CONFORMANCE_URL'];
  if (url !== undefined) {
    const token = process.env['DUNLIN_CONFORMANCE_TOKEN'];
    if (token === undefined)
      throw new Error('DUNLIN_CONFORMANCE_TOKEN must hold a token for the environment');
    // One that speaks plain HTTP is a local one too: dataverse-webapi knows HTTPS only.
    const { protocol, port } = new URL(url);
    const leadBack = protocol === 'http:' ? leadHttpsTo(Number(port)) : undefined;
    return { url: url.replace(/\/$/, ''), token, stop: async () => leadBack?.() };
  }
  const server = await startDataverse({
    port: 0,
    data: tempFolder('conformance'),
    solutions: [],
    appId,
    limits: false,
  });
  const token = await tokenOf(server.port, 'admin@local');
  const leadBack = leadHttpsTo(server.port);
  const stop = async (): Promise<void> => {
    leadBack();
    await server.stop();
  };
  return { url: `http://127.0.0.1:${server.port}`, token, stop };
}
