import { roles } from './roles.ts';
import { eventEndpoint, steps } from './steps.ts';

it('every step, role and endpoint has an id of its own: of two with one id only one would be in the solution', () => {
  const named = [...Object.values(steps), ...roles, eventEndpoint];
  const twice = [...Map.groupBy(named, ({ id }) => id).values()]
    .filter((all) => all.length > 1)
    .map((all) => all.map(({ name }) => name));
  expect(twice).toEqual([]);
});
