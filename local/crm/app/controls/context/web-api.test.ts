import { describe, expect, it } from '@jest/globals';
import { WebApiError } from '../../data/client.ts';
import { webApi, type Service } from './web-api.ts';

const calls: unknown[] = [];

/** Writes down what it is asked, and answers with one row and a link to more. */
const service: Service = {
  list: async (...args) => {
    calls.push(['list', ...args]);
    return { rows: [{ name: 'Acme' }], nextLink: 'http://127.0.0.1/api/data/v9.2/accounts?$skiptoken=2' };
  },
  read: async (...args) => {
    calls.push(['read', ...args]);
    throw new WebApiError('account With Id = 1 Does Not Exist', { status: 404, code: '0x80040217' });
  },
  create: async (...args) => {
    calls.push(['create', ...args]);
    return 'new-id';
  },
  update: async (...args) => {
    calls.push(['update', ...args]);
  },
  remove: async () => {
    throw new WebApiError('Failed to fetch', { status: 0, code: 'OFFLINE' });
  },
  fetch: async () => {
    throw new RangeError('not used');
  },
};

const api = webApi({ service, setOf: async (table) => `${table}s` });

beforeEach(() => calls.splice(0));

describe('context.webAPI', () => {
  it('reads pages of the size asked for, and gives the link to the next', async () => {
    const page = await api.retrieveMultipleRecords('account', '?$select=name', 50);
    expect(calls).toEqual([['list', 'accounts', '$select=name', { pageSize: 50 }]]);
    expect(page).toEqual({
      entities: [{ name: 'Acme' }],
      nextLink: 'http://127.0.0.1/api/data/v9.2/accounts?$skiptoken=2',
    });
  });

  it('writes, naming rows with or without braces', async () => {
    expect(await api.createRecord('task', { subject: 'Call' })).toEqual({ entityType: 'task', id: 'new-id' });
    expect(await api.updateRecord('task', '{AB}', { subject: 'Call back' })).toEqual({
      entityType: 'task',
      id: 'ab',
    });
    expect(calls).toEqual([
      ['create', 'tasks', { subject: 'Call' }],
      ['update', 'tasks', 'ab', { subject: 'Call back' }, '*'],
    ]);
  });

  it('refuses with a code and a message', async () => {
    await expect(api.retrieveRecord('account', '1')).rejects.toEqual({
      errorCode: 0x8004_0217,
      message: 'account With Id = 1 Does Not Exist',
    });
    await expect(api.deleteRecord('account', '1')).rejects.toEqual({
      errorCode: 0,
      message: 'Failed to fetch',
    });
    await expect(api.retrieveMultipleRecords('account', '$select=name')).rejects.toMatchObject({
      message: 'Options begin with a question mark.',
    });
  });

  it('has no members but those that are documented', () => {
    expect(() => (api as unknown as { executeBatch: unknown }).executeBatch).toThrow(
      'context.webAPI.executeBatch is not a documented member',
    );
  });
});
