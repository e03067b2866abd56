/** Activities: states by kind. */
import { startEnvironment, type Environment } from '../environment.ts';

let environment: Environment;

beforeAll(async () => {
  environment = await startEnvironment();
});

afterAll(async () => environment.end());

/** Kind, its statuses when open (the first by default), completed (the first by default), canceled. */
const kinds = [
  ['tasks', [2, 3, 4, 7], [5], 6],
  ['phonecalls', [1], [2, 4], 3],
  ['letters', [2, 1], [4, 3], 5],
  ['emails', [1, 8], [2, 3, 4, 6, 7], 5],
] as const;

describe('activities', () => {
  it.each(kinds)('%s go through the states of their kind', async (set, open, completed, canceled) => {
    const { client, prefix } = environment;
    const id = await environment.make(set, { subject: `${prefix} ${set}` });
    const stateOf = async (): Promise<unknown[]> => {
      const { body } = await client.get(`${set}(${id})?$select=statecode,statuscode`);
      return [body['statecode'], body['statuscode']];
    };
    const change = async (changes: object): Promise<number> =>
      (await client.send('PATCH', `${set}(${id})`, changes)).status;
    expect(await stateOf()).toEqual([0, open[0]]);
    for (const statuscode of open) {
      expect(await change({ statuscode })).toBe(204);
      expect(await stateOf()).toEqual([0, statuscode]);
    }
    expect(await change({ statuscode: completed[0] })).toBe(400);
    expect(await change({ statecode: 1 })).toBe(204);
    expect(await stateOf()).toEqual([1, completed[0]]);
    expect(await change({ statecode: 0 })).toBe(204);
    expect(await stateOf()).toEqual([0, open[0]]);
    expect(await change({ statecode: 2 })).toBe(204);
    expect(await stateOf()).toEqual([2, canceled]);
  });
});
