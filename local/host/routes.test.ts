import { comparePrecedence, isAmbiguous, matchRoute, parseRoute } from './routes.ts';

const route = (template: string) => parseRoute(template, 'test');

describe('a route', () => {
  it('matches literals in any case and decodes its parameters', () => {
    expect(matchRoute(route('api/customers/{id}/items'), '/API/customers/C%2F1/Items/')).toEqual({
      id: 'C/1',
    });
  });

  it.each([
    '/api/customers',
    '/api/customers/',
    '/api/customers/1/2',
    '/api/debtors/1',
    '/api/customers/%E0%A4%A',
  ])('does not match %s', (path) => expect(matchRoute(route('api/customers/{id}'), path)).toBeUndefined());

  it('is tried before one that has a parameter where it has a literal', () => {
    const routes = [route('api/{kind}/newest'), route('api/customers/{id}'), route('api/customers/newest')];
    expect(routes.sort(comparePrecedence).map(({ template }) => template)).toEqual([
      'api/customers/newest',
      'api/customers/{id}',
      'api/{kind}/newest',
    ]);
  });

  it('is ambiguous with one that differs in the names of parameters only', () => {
    expect(isAmbiguous(route('api/customers/{id}'), route('API/customers/{key}'))).toBe(true);
    expect(isAmbiguous(route('api/customers/{id}'), route('api/customers/newest'))).toBe(false);
  });

  it.each(['files/{*path}', 'customers/{id:int}', 'customers/{id?}', 'customers/v{n}', 'customers//items'])(
    'refuses %s',
    (template) => expect(() => route(template)).toThrow('Function "test": route'),
  );
});
