import { addressOf, readRoute } from './routing.ts';

describe('an address', () => {
  it('is Dynamics’: app, page type, table, record', () => {
    expect(readRoute('?appid={A1}&pagetype=entityrecord&etn=Account&id=%7B0F9A%7D&formid=F1')).toEqual({
      page: 'record',
      appId: 'a1',
      etn: 'account',
      id: '0f9a',
      formId: 'f1',
    });
    expect(readRoute('?pagetype=entitylist&etn=account&viewid={V}')).toEqual({
      page: 'list',
      etn: 'account',
      viewId: 'v',
    });
    expect(readRoute('')).toEqual({ page: 'start' });
  });

  it('of a new record may bring values to start with', () => {
    const route = {
      page: 'record',
      etn: 'task',
      defaults: { subject: 'Call & ask', description: 'a=b' },
    } as const;
    expect(readRoute(addressOf(route).slice('main.aspx'.length))).toEqual(route);
  });

  it('names what is not known or not complete', () => {
    expect(readRoute('?pagetype=custom&name=x')).toEqual({ page: 'unknown', what: 'pagetype=custom' });
    expect(readRoute('?pagetype=entitylist')).toEqual({
      page: 'unknown',
      what: 'pagetype=entitylist, etn=?',
    });
  });

  it('reads back as it was written', () => {
    const routes = [
      { page: 'list', appId: 'a', etn: 'account', viewId: 'v' },
      { page: 'record', appId: 'a', etn: 'account', id: 'r', formId: 'f' },
      { page: 'dashboard', appId: 'a', id: 'd' },
      { page: 'outbox', appId: 'a' },
      { page: 'start', appId: 'a' },
    ] as const;
    for (const route of routes) expect(readRoute(addressOf(route).slice('main.aspx'.length))).toEqual(route);
  });
});
